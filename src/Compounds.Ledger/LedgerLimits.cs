namespace Compounds.Ledger;

/// <summary>What one call may carry. The same for every adapter, so that what one profile stored never fails to fit another.</summary>
/// <remarks>The sizes follow from Azure Table storage, the narrower of the two stores; see <c>TableLimits</c>.</remarks>
public static class LedgerLimits
{
    /// <summary>The longest name of a stream, in UTF-16 characters.</summary>
    public const int MaxStreamNameLength = 200;

    /// <summary>The longest stored name of a fact, in UTF-16 characters.</summary>
    public const int MaxFactNameLength = 100;

    /// <summary>The largest body of one fact, in bytes: 900 KiB. An attachment belongs in a blob, not in a fact.</summary>
    public const int MaxBodyBytes = 900 * 1024;

    /// <summary>The most facts of one append.</summary>
    public const int MaxFactsPerAppend = 10_000;

    /// <summary>The most bytes of one append, counted by <see cref="StoredBytes"/>: 2 750 KiB, or 4 000 facts of 600 bytes.</summary>
    public const int MaxAppendBytes = 2750 * 1024;

    /// <summary>The largest state beside the facts, in bytes: 64 MiB.</summary>
    public const int MaxStateBytes = 64 * 1024 * 1024;

    /// <summary>The bytes that a fact takes besides its name and its body: version, time, two lengths and the link.</summary>
    internal const int FrameBytes = 56;

    /// <summary>Counts what one fact adds to an append.</summary>
    /// <param name="fact">The fact.</param>
    /// <returns>The bytes of the body, three for each character of the name (the most UTF-8 needs), and 56 for version, time and link.</returns>
    public static int StoredBytes(in NewFact fact) => FrameBytes + (3 * fact.Name.Length) + fact.Body.Length;
}
