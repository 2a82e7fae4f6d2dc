namespace Compounds.Ledger;

/// <summary>What was done to a row.</summary>
public enum LedgerDamageKind
{
    /// <summary>The row does not give the link it carries: its body, name, time or link was changed.</summary>
    Edited,

    /// <summary>The row is gone: from the middle, or from the end while the head still counts it.</summary>
    Dropped,

    /// <summary>The row of this version lies under another version.</summary>
    Reordered,

    /// <summary>The rows agree with each other, but not with the head of their stream.</summary>
    HeadMismatch,
}

/// <summary>The first bad row of a ledger.</summary>
/// <param name="Kind">What was done to it.</param>
/// <param name="Stream">Its stream.</param>
/// <param name="Version">Its version.</param>
/// <param name="Sentence">What is wrong, for people.</param>
public sealed record LedgerDamage(LedgerDamageKind Kind, string Stream, long Version, string Sentence);
