namespace Compounds.Ledger;

/// <summary>A log whose rows can be looked at as they lie in the store, damaged or not: what verification needs.</summary>
public interface IStoredLedger : IEventLog
{
    /// <summary>Reads the heads of the streams whose name begins with a prefix, ordered by name.</summary>
    /// <param name="prefix">The beginning of the name; empty for all.</param>
    /// <param name="cancellationToken">Ends the reading between two heads.</param>
    /// <returns>The heads; one of version 0 when the store knows a stream but its head is missing.</returns>
    IAsyncEnumerable<StoredHead> ReadHeadsAsync(string prefix, CancellationToken cancellationToken);

    /// <summary>Reads the head of one stream.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The head, or <see langword="null"/> when there is none.</returns>
    Task<StoredHead?> ReadHeadAsync(string stream, CancellationToken cancellationToken);

    /// <summary>Reads the rows of a stream in the order of their keys, whatever gaps are between them.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="cancellationToken">Ends the reading between two rows.</param>
    /// <returns>The rows as they lie there.</returns>
    IAsyncEnumerable<Fact> ReadRowsAsync(string stream, CancellationToken cancellationToken);

    /// <summary>Looks for rows that belong to no stream that <see cref="ReadHeadsAsync"/> lists.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The first one found, or <see langword="null"/> when every row has its stream.</returns>
    Task<LedgerDamage?> FindOrphanAsync(CancellationToken cancellationToken);
}
