using Compounds.Audit;
using Compounds.Grains.Callers;
using Compounds.Ledger;
using Compounds.Readers;

namespace Compounds.Grains.Audit;

/// <summary>Keeps who read the RED reports of one agency.</summary>
[GrainType("red-readings")]
internal sealed class RedReadingsGrain(IEventLog log, TimeProvider clock, IGrainContext context)
    : EventSourcedGrain<RedReadings, RedReadingFact>(log, clock, $"red-readings/{context.GrainId.Key}", Folding), IRedReadingsGrain
{
    private readonly string _agency = context.GrainId.Key.ToString()!;

    /// <summary>How the readings are read.</summary>
    public static Folding<RedReadings, RedReadingFact> Folding { get; } = new(
        new JsonFactCodec<RedReadingFact>(), static () => new RedReadings(), static (readings, fact, _) =>
        {
            readings.Take(fact);
            return readings;
        });

    public Task NoteAsync(IReadOnlyList<string> reports, CancellationToken cancellationToken)
    {
        var actor = CallerContext.Actor;
        return WriteAsync(
            first => State.NewFor(actor, reports, first.RecordedAt) is { Count: > 0 } fresh
                ? Append(true, new RedRead(fresh, actor, first.RecordedAt)) : Nothing(true),
            cancellationToken);
    }

    public Task<IReadOnlyList<RedReading>> ListAsync(Reader reader, string report, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<RedReading>>(reader.Agency == _agency ? [.. State.Of(report)] : []);
}
