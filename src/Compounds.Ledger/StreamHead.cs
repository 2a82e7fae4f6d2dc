namespace Compounds.Ledger;

/// <summary>A stream and the version of its last fact.</summary>
/// <param name="Stream">The name of the stream.</param>
/// <param name="Version">The version of the last fact; at least 1.</param>
public sealed record StreamHead(string Stream, long Version);
