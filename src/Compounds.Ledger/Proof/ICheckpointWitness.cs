namespace Compounds.Ledger;

/// <summary>Keeps checkpoints where whoever can write the ledger cannot change them.</summary>
public interface ICheckpointWitness
{
    /// <summary>Who it is, for people.</summary>
    string Name { get; }

    /// <summary>Reads the checkpoints in the order in which they were kept. What cannot be read as one is left out.</summary>
    /// <param name="cancellationToken">Ends the reading between two.</param>
    /// <exception cref="LedgerUnavailableException">The witness cannot be reached or read.</exception>
    IAsyncEnumerable<SignedCheckpoint> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Reads the last checkpoint.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>It, or <see langword="null"/> when none was kept yet.</returns>
    /// <exception cref="LedgerUnavailableException">The witness cannot be reached or read, or what it has is no checkpoint.</exception>
    Task<SignedCheckpoint?> ReadLastAsync(CancellationToken cancellationToken);

    /// <summary>Keeps one more.</summary>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A task that ends once it is durable.</returns>
    /// <exception cref="LedgerUnavailableException">The witness cannot be reached or written. Whether it has the checkpoint is then unknown.</exception>
    Task KeepAsync(SignedCheckpoint checkpoint, CancellationToken cancellationToken);
}
