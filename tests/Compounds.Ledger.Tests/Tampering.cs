namespace Compounds.Ledger.Tests;

/// <summary>What somebody with access to the store does behind the ledger's back.</summary>
public enum Tampering
{
    /// <summary>Changes the body of one fact.</summary>
    EditBody,

    /// <summary>Changes the recorded time of one fact by a microsecond.</summary>
    EditTime,

    /// <summary>Removes one fact.</summary>
    Drop,

    /// <summary>Exchanges one fact with the one after it.</summary>
    SwapWithNext,

    /// <summary>Sets the version that the head counts back to this one.</summary>
    MoveHeadBack,
}
