namespace Compounds.Ledger;

/// <summary>What a stream folds to at one version, so that a reader need not start at fact 1.</summary>
/// <param name="Version">The version of the last fact that was folded; 0 when none was.</param>
/// <param name="Body">The folded state in the caller's own format.</param>
public sealed record Snapshot(long Version, ReadOnlyMemory<byte> Body);
