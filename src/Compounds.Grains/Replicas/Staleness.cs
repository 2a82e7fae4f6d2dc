namespace Compounds.Grains.Replicas;

/// <summary>How old what a replica answers may be, and how it keeps below that.</summary>
public static class Staleness
{
    /// <summary>The oldest that a replica answers from: 5 s. Beyond that it reads the ledger first, and where it cannot, it answers nothing.</summary>
    public static TimeSpan Bound { get; } = TimeSpan.FromSeconds(5);

    /// <summary>The time between two readings of the ledger when nothing is told: 2 s, so that one of them may fail.</summary>
    public static TimeSpan Interval { get; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest that a caller waits for a reading of the ledger: 2 s. The reading goes on for those who ask next.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(2);
}
