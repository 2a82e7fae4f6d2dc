namespace Compounds.Ledger;

/// <summary>A stored ledger that knows in which order its heads moved, so that what it was at a checkpoint can be found out later.</summary>
public interface IProvableLedger : IStoredLedger
{
    /// <summary>Reads how far the store is written.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    Task<StoreEnd> ReadEndAsync(CancellationToken cancellationToken);

    /// <summary>Reads how heads moved, in the order in which they did.</summary>
    /// <param name="after">The last row of each part that is left out; 0 for none.</param>
    /// <param name="upTo">The last row of each part that is read.</param>
    /// <param name="cancellationToken">Ends the reading between two moves.</param>
    IAsyncEnumerable<HeadMove> ReadMovesAsync(IReadOnlyList<long> after, IReadOnlyList<long> upTo, CancellationToken cancellationToken);
}

/// <summary>A fact became the last one of its stream.</summary>
/// <param name="Row">The number of its row.</param>
/// <param name="Stream">The stream; <c>#</c> and its number where its row is gone.</param>
/// <param name="Version">The version of the fact.</param>
/// <param name="Link">Its link.</param>
/// <param name="RecordedAt">When it was recorded, in UTC.</param>
public readonly record struct HeadMove(
    long Row, string Stream, long Version, ReadOnlyMemory<byte> Link, DateTimeOffset RecordedAt);
