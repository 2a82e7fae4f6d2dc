using Compounds.Ledger;

namespace Compounds.Grains.Shards;

/// <summary>
/// Writes one shard of a ledger in a storage account for all silos, so that what they write at once shares a block. Its key is the number of
/// the shard. Two for a moment do no harm: the store refuses a block whose writer did not see the one before it.
/// </summary>
[Alias("grain/log-shard")]
internal interface ILogShardGrain : IGrainWithStringKey
{
    /// <summary>Appends facts to a stream of the shard: see <see cref="IEventLog.TryAppendAsync"/>.</summary>
    /// <returns>Whether they were written; not if the stream is at another version.</returns>
    /// <exception cref="LedgerUnavailableException">The store failed. Whether the facts are in the ledger is then unknown.</exception>
    [Alias("append")]
    Task<bool> TryAppendAsync(FactsToWrite facts, CancellationToken cancellationToken = default);

    /// <summary>Says that it is there.</summary>
    [Alias("reach")]
    Task ReachAsync(CancellationToken cancellationToken = default);

    /// <summary>Lists the streams of the shard whose name begins with a prefix, in no order.</summary>
    /// <exception cref="LedgerUnavailableException">The store failed.</exception>
    [Alias("list")]
    Task<ListedStreams> ListAsync(string prefix, CancellationToken cancellationToken = default);
}

/// <summary>Streams and the versions of their last facts.</summary>
/// <param name="Names">The name of each stream.</param>
/// <param name="Versions">The version of each.</param>
[GenerateSerializer, Immutable, Alias("value/listed-streams")]
internal sealed record ListedStreams(string[] Names, long[] Versions);

/// <summary>Facts that are to be written to a stream.</summary>
/// <param name="Id">The number of the append.</param>
/// <param name="Stream">The stream.</param>
/// <param name="ExpectedVersion">The version of its last fact.</param>
/// <param name="Names">The stored name of each fact.</param>
/// <param name="RecordedAt">When each was recorded, in ticks of UTC.</param>
/// <param name="Bodies">The body of each.</param>
[GenerateSerializer, Immutable, Alias("value/facts-to-write")]
internal sealed record FactsToWrite(
    Guid Id, string Stream, long ExpectedVersion, string[] Names, long[] RecordedAt, byte[][] Bodies);
