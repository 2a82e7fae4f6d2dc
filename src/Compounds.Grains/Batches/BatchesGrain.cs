using Compounds.Batches;
using Compounds.Ledger;
using Compounds.Readers;

namespace Compounds.Grains.Batches;

/// <summary>Keeps what one agency sent.</summary>
/// <remarks>An hour of pushes is one batch, so that an agency that pushes all the time has 24 a day and not one a report.</remarks>
[GrainType("batches")]
internal sealed class BatchesGrain(IEventLog log, TimeProvider clock, IGrainContext context)
    : EventSourcedGrain<BatchShelf, BatchFact>(log, clock, $"batches/{context.GrainId.Key}", Folding), IBatchesGrain
{
    private readonly List<Batch> _waiting = [];

    /// <summary>How the batches are read.</summary>
    public static Folding<BatchShelf, BatchFact> Folding { get; } = new(new JsonFactCodec<BatchFact>(), static () => new BatchShelf(), static (shelf, fact, _) =>
    {
        shelf.Receive((BatchReceived)fact);
        return shelf;
    });

    public async Task RecordAsync(Batch batch, CancellationToken cancellationToken)
    {
        var part = batch.Part is null ? batch with { Part = Guid.NewGuid().ToString("N") } : batch;
        _waiting.Add(part);
        try
        {
            await WriteAsync(_ => Take(part), cancellationToken);
        }
        finally
        {
            _waiting.Remove(part);
        }
    }

    public Task<IReadOnlyList<Batch>> ListAsync(Tlp clearance, string? after, int limit, CancellationToken cancellationToken) =>
        Task.FromResult(State.List(clearance, after, limit));

    public Task<Batch?> ReadAsync(Tlp clearance, string id, CancellationToken cancellationToken) => Task.FromResult(State.Find(clearance, id));

    /// <summary>Writes all that waits, the parts of one batch as one fact: an agency may push faster than facts are written one by one.</summary>
    private Decision<BatchFact, bool> Take(Batch part)
    {
        if (State.Knows(part.Part!))
            return Nothing(true);
        return Append<bool>(true, [.. _waiting.Where(waiting => !State.Knows(waiting.Part!)).DistinctBy(static waiting => waiting.Part).GroupBy(static waiting => waiting.Id)
            .Select(static parts => new BatchReceived(parts.Aggregate(static (whole, later) => whole.With(later)), [.. parts.Select(static each => each.Part!)]))]);
    }
}
