using System.Text.Json;
using Compounds.Batches;
using Compounds.Ledger;
using Compounds.Readers;

namespace Compounds.Grains.Batches;

/// <summary>Keeps what one agency sent.</summary>
/// <remarks>An hour of pushes is one batch, so that an agency that pushes all the time has 24 a day and not one a report.</remarks>
[GrainType("batches")]
internal sealed class BatchesGrain(IEventLog log, TimeProvider clock, IGrainContext context)
    : EventSourcedGrain(log, clock, $"batches/{context.GrainId.Key}"), IBatchesGrain
{
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly List<Batch> _batches = [];
    private readonly List<Batch> _waiting = [];

    public Task RecordAsync(Batch batch, CancellationToken cancellationToken)
    {
        _waiting.Add(batch);
        return WriteAsync(_ => Take(_waiting.Count), cancellationToken);
    }

    public Task<IReadOnlyList<Batch>> ListAsync(Tlp clearance, string? after, int limit, CancellationToken cancellationToken)
    {
        var found = new List<Batch>();
        for (var place = after is not null && _places.TryGetValue(after, out var last) ? last - 1 : _batches.Count - 1; place >= 0 && found.Count < limit; place--)
        {
            if (_batches[place].Clearance <= clearance)
                found.Add(_batches[place]);
        }

        return Task.FromResult<IReadOnlyList<Batch>>(found);
    }

    public Task<Batch?> ReadAsync(Tlp clearance, string id, CancellationToken cancellationToken) =>
        Task.FromResult(_places.TryGetValue(id, out var place) && _batches[place].Clearance <= clearance ? _batches[place] : null);

    protected override void Fold(Fact fact) => Fold(((BatchReceived)JsonSerializer.Deserialize<BatchFact>(fact.Body.Span, StoredJson.Options)!).Batch);

    /// <summary>Writes all that waits, the parts of one batch as one fact: an agency may push faster than facts are written one by one.</summary>
    private Decision<bool> Take(int waiting)
    {
        if (waiting == 0)
            return Decision.Nothing(true);
        var now = Now();
        var parts = _waiting.GroupBy(static part => part.Id).Select(static parts => parts.Aggregate(static (whole, part) => whole.With(part))).ToArray();
        return new Decision<bool>(
            [.. parts.Select(part => StoredJson.Fact<BatchFact>(new BatchReceived(part), now))],
            () =>
            {
                _waiting.RemoveRange(0, waiting);
                foreach (var part in parts)
                    Fold(part);
            },
            true);
    }

    private void Fold(Batch batch)
    {
        if (_places.TryGetValue(batch.Id, out var place))
        {
            _batches[place] = _batches[place].With(batch);
        }
        else
        {
            _places[batch.Id] = _batches.Count;
            _batches.Add(batch);
        }
    }
}
