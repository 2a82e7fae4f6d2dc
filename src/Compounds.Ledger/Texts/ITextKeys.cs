namespace Compounds.Ledger;

/// <summary>
/// The keys of sealed texts, apart from the ledger, its backups and its exports: there nothing is ever removed, here a key is destroyed when
/// its text has to go. Keys are kept in batches, each wrapped under the key of the deployment, and mean nothing here.
/// </summary>
/// <remarks>May be called by many callers at once.</remarks>
public interface ITextKeys
{
    /// <summary>Bytes of the deployment's own key.</summary>
    internal const int OwnKeyBytes = 32;

    /// <summary>Keeps a batch.</summary>
    /// <param name="batch">Its id, never used before.</param>
    /// <param name="body">The wrapped keys.</param>
    /// <param name="cancellationToken">Gives up; whether the batch is kept is then unknown.</param>
    /// <returns>Once the batch is durable.</returns>
    /// <exception cref="LedgerUnavailableException">The store failed; whether the batch is kept is unknown.</exception>
    Task AddAsync(Guid batch, ReadOnlyMemory<byte> body, CancellationToken cancellationToken);

    /// <summary>Reads a batch.</summary>
    /// <returns>The batch as it is now, or null when there is none.</returns>
    /// <exception cref="LedgerUnavailableException">The store failed.</exception>
    Task<KeptTextKeys?> ReadAsync(Guid batch, CancellationToken cancellationToken);

    /// <summary>Puts another body in the place of a batch, of which nothing is left then, or removes it.</summary>
    /// <param name="batch">Its id.</param>
    /// <param name="read">The batch as it was read.</param>
    /// <param name="body">The body wanted; null to remove the batch.</param>
    /// <param name="cancellationToken">Gives up; what became of the batch is then unknown.</param>
    /// <returns>False when it changed since it was read; then it is left as it is.</returns>
    /// <exception cref="LedgerUnavailableException">The store failed; what became of the batch is unknown.</exception>
    Task<bool> TryReplaceAsync(Guid batch, KeptTextKeys read, ReadOnlyMemory<byte>? body, CancellationToken cancellationToken);

    /// <summary>Any batch, to try the deployment's key on; null when there is none.</summary>
    /// <exception cref="LedgerUnavailableException">The store failed.</exception>
    Task<KeptTextKeys?> ReadAnyAsync(CancellationToken cancellationToken);

    /// <summary>The key that this store holds for a deployment that is given none, 32 bytes.</summary>
    /// <param name="isMade">Whether to make one by chance where it holds none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The key, or null when there is none and none was to be made.</returns>
    /// <exception cref="LedgerUnavailableException">The store failed, or what it holds has another length.</exception>
    Task<byte[]?> OwnKeyAsync(bool isMade, CancellationToken cancellationToken);
}

/// <summary>A batch as the store has it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Body">The wrapped keys.</param>
/// <param name="Tag">Changes with each replacement.</param>
public sealed record KeptTextKeys(Guid Id, ReadOnlyMemory<byte> Body, string Tag);
