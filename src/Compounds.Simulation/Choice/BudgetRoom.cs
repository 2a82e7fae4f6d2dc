namespace Compounds.Simulation.Choice;

/// <summary>What the parts of a model that are not yet merged can add to each budget column.</summary>
/// <param name="Limits">The limit of each budget.</param>
/// <param name="Least">The least the rest can add; may be negative.</param>
/// <param name="Most">The most the rest can add.</param>
internal sealed record BudgetRoom(long[] Limits, long[] Least, long[] Most)
{
    /// <summary>Nothing is left to merge.</summary>
    public static BudgetRoom Final(long[] limits) => new(limits, new long[limits.Length], new long[limits.Length]);

    /// <summary>Whether an amount may still end within the limit.</summary>
    public bool Fits(int budget, long amount) => amount + Least[budget] <= Limits[budget];

    /// <summary>Levels amounts that can no longer meet the limit, whatever the rest adds: they are all equally good.</summary>
    public long Level(int budget, long amount) => Math.Max(amount, Limits[budget] - Most[budget]);
}
