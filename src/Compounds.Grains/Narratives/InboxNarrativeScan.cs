using Compounds.Agencies;
using Compounds.Grains.Inbox;
using Compounds.Grains.Replicas;
using Compounds.Readers;

namespace Compounds.Grains.Narratives;

/// <summary>
/// Searches by reading what the inboxes hold for a reader, page after page: nothing is kept, so there is nothing to keep up. For a cluster,
/// and for the embedded profile while its index is being rebuilt. A search costs as much as there are visible reports.
/// </summary>
/// <param name="grains">The grains.</param>
/// <param name="register">The agencies whose inboxes there are.</param>
public sealed class InboxNarrativeScan(IGrainFactory grains, Replica<Register> register) : INarrativeIndex
{
    /// <summary>Shards that are read at once, so that one search does not take every silo.</summary>
    private const int ShardsAtOnce = 4;

    /// <inheritdoc/>
    public async Task<NarrativePage> SearchAsync(Reader reader, NarrativeQuery query, CancellationToken cancellationToken = default)
    {
        var agencies = (await register.GetAsync(cancellationToken)).Agencies;
        var found = new List<NarrativeHit>();
        foreach (var shards in agencies.Keys.SelectMany(InboxShard.KeysOf).Chunk(ShardsAtOnce))
        {
            var hits = await Task.WhenAll(shards.Select(shard => ScanAsync(shard, reader, query, cancellationToken)));
            found = First(found.Concat(hits.SelectMany(static each => each)), query.Limit + 1);
        }

        var page = found.Take(query.Limit).ToArray();
        return new NarrativePage(page, found.Count > query.Limit ? page[^1].Position() : null);
    }

    /// <inheritdoc/>
    public void Tell(string inbox, int reports)
    {
        // Every search reads what is there.
    }

    /// <summary>The first hits of one shard; one more than wanted, to tell whether there are more.</summary>
    private async Task<List<NarrativeHit>> ScanAsync(string shard, Reader reader, NarrativeQuery query, CancellationToken cancellationToken)
    {
        var inbox = grains.GetGrain<IInboxGrain>(shard);
        var found = new List<NarrativeHit>();
        ReportPosition? after = null;
        do
        {
            var scan = await inbox.ScanAsync(reader, query, after, cancellationToken);
            found = First(found.Concat(scan.Hits), query.Limit + 1);
            after = scan.Next;
        }
        while (after is not null);
        return found;
    }

    private static List<NarrativeHit> First(IEnumerable<NarrativeHit> hits, int limit) =>
        [.. hits.OrderBy(static hit => hit.Position(), Reports.DayPosition.Order).Take(limit)];
}
