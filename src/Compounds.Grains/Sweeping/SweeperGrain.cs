using Compounds.Grains.Catalog;
using Compounds.Grains.Inbox;
using Compounds.Grains.Subjects;
using Compounds.Ledger;
using Compounds.Subjects;
using Microsoft.Extensions.Logging;

namespace Compounds.Grains.Sweeping;

/// <summary>Sweeps. What it remembers only saves reads: a new activation compares everything once more.</summary>
[GrainType("sweeper")]
internal sealed partial class SweeperGrain(IEventLog log, IGrainFactory grains, TimeProvider clock, ILogger<SweeperGrain> logger) : Grain, ISweeperGrain
{
    /// <summary>Subjects of one comparison with the catalogue.</summary>
    private const int SubjectsAtOnce = 1_000;

    private readonly Dictionary<string, long> _drained = new(StringComparer.Ordinal);
    private readonly Dictionary<SubjectId, long> _compared = [];
    private long? _sweptAt;

    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        if (_sweptAt is { } before && clock.GetElapsedTime(before) < Sweeper.Interval / 2)
            return;
        await SweepInboxesAsync(cancellationToken);
        await SweepSubjectsAsync(cancellationToken);
        _sweptAt = clock.GetTimestamp();
    }

    /// <summary>Heads against cursors: an inbox whose silo died is woken although nobody files or reads there again.</summary>
    private async Task SweepInboxesAsync(CancellationToken cancellationToken)
    {
        var woken = 0;
        await foreach (var head in log.ListStreamsAsync(InboxFacts.Prefix, cancellationToken))
        {
            if (_drained.GetValueOrDefault(head.Stream) == head.Version)
                continue;
            if (await IsDrainedAsync(head, cancellationToken))
            {
                _drained[head.Stream] = head.Version;
                continue;
            }

            await grains.GetGrain<IInboxGrain>(head.Stream[InboxFacts.Prefix.Length..]).WakeAsync(cancellationToken);
            woken++;
        }

        if (woken > 0)
            LogWoken(woken);
    }

    private async Task<bool> IsDrainedAsync(StreamHead head, CancellationToken cancellationToken)
    {
        long? through = null;
        await foreach (var last in log.ReadAsync(head.Stream, head.Version, 1, cancellationToken))
            through = InboxFacts.DeliveredThrough(last);
        if (through is not { } cursor || cursor + 1 > head.Version)
            return false;

        // Behind the cursor may lie marks of two activations that delivered at once, and nothing else.
        await foreach (var behind in log.ReadAsync(head.Stream, cursor + 1, cancellationToken))
        {
            if (!InboxFacts.Folding.Codec.Read(behind).IsMark)
                return false;
        }

        return true;
    }

    /// <summary>Heads against entries: a subject whose touch was lost is in the lists within one interval.</summary>
    private async Task SweepSubjectsAsync(CancellationToken cancellationToken)
    {
        var moved = CatalogShard.Keys.ToDictionary(static shard => shard, static _ => new List<SubjectHead>(), StringComparer.Ordinal);
        await foreach (var head in log.ListStreamsAsync(SubjectStream.Prefix, cancellationToken))
        {
            var subject = SubjectStream.SubjectOf(head.Stream);
            if (_compared.GetValueOrDefault(subject) == head.Version)
                continue;
            _compared[subject] = head.Version;
            moved[CatalogShard.KeyOf(subject)].Add(new SubjectHead(subject, head.Version));
        }

        foreach (var (shard, subjects) in moved)
        {
            foreach (var some in subjects.Chunk(SubjectsAtOnce))
                await TellAsync(shard, some, cancellationToken);
        }
    }

    private async Task TellAsync(string shard, SubjectHead[] heads, CancellationToken cancellationToken)
    {
        try
        {
            await grains.GetGrain<ICatalogGrain>(shard).CompareAsync(heads, cancellationToken);
        }
        catch
        {
            foreach (var head in heads)
                _compared.Remove(head.Subject); // The next sweep tells it again.
            throw;
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Woke {Inboxes} inboxes that had something to deliver")]
    private partial void LogWoken(int inboxes);
}
