namespace Compounds.Ledger;

/// <summary>Hands an append to the one process that writes a shard's log at the moment, so that the appends of all processes share its blocks.</summary>
public interface IShardWriters
{
    /// <summary>Has an append made: see <see cref="IEventLog.TryAppendAsync"/>.</summary>
    /// <param name="shard">The number of the shard, from 0.</param>
    /// <param name="append">The append.</param>
    /// <param name="cancellationToken">Gives up before the facts are handed to the store.</param>
    /// <returns>Whether it was made; not if the stream is at another version.</returns>
    /// <exception cref="LedgerUnavailableException">The store failed. Whether the facts are in the ledger is then unknown.</exception>
    /// <exception cref="InvalidDataException">The log cannot be read.</exception>
    /// <remarks>Any other exception says that the writer could not be reached, or did not answer.</remarks>
    Task<bool> TryAppendAsync(int shard, ShardAppend append, CancellationToken cancellationToken);

    /// <summary>Comes back once the writer answers, however much it has to do; never, or with a failure, when it cannot be reached.</summary>
    /// <param name="shard">The number of the shard, from 0.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task ReachAsync(int shard, CancellationToken cancellationToken);

    /// <summary>Lists the streams of a shard whose name begins with a prefix: its writer knows them without reading the log.</summary>
    /// <param name="shard">The number of the shard, from 0.</param>
    /// <param name="prefix">The beginning of the name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The streams, in no order.</returns>
    /// <exception cref="LedgerUnavailableException">The store failed.</exception>
    /// <exception cref="InvalidDataException">The log cannot be read.</exception>
    /// <remarks>Any other exception says that the writer could not be reached, or did not answer.</remarks>
    Task<IReadOnlyList<StreamHead>> ListAsync(int shard, string prefix, CancellationToken cancellationToken);
}

/// <summary>Facts that are to be written to a stream, all or nothing.</summary>
/// <param name="Id">A number of this append alone, kept with its facts, by which it is found again when its answer was lost.</param>
/// <param name="Stream">The stream.</param>
/// <param name="ExpectedVersion">The version of its last fact.</param>
/// <param name="Facts">The facts.</param>
public sealed record ShardAppend(Guid Id, string Stream, long ExpectedVersion, IReadOnlyList<NewFact> Facts);
