namespace Compounds.Ledger;

/// <summary>The head of a stream as it lies in the store.</summary>
/// <param name="Stream">The name of the stream.</param>
/// <param name="Version">The version of the last fact; 0 when the head is missing.</param>
/// <param name="Hash">The link of the last fact.</param>
public sealed record StoredHead(string Stream, long Version, ReadOnlyMemory<byte> Hash);
