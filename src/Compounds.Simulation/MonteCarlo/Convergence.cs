namespace Compounds.Simulation;

/// <summary>When enough samples are drawn: P50 and P90 of lost worker-hours lie within the tolerance, of the value or of 1 % of the baseline.</summary>
internal static class Convergence
{
    private const int FewestBlocks = 2;
    private const double Floor = 0.01;

    /// <summary>How many blocks, from the first, an outcome is made of.</summary>
    /// <returns>The number of blocks; nothing when more are needed.</returns>
    public static int? BlocksNeeded(Scenario scenario, IReadOnlyList<BlockOutcome> inOrder)
    {
        for (var blocks = FewestBlocks; blocks <= inOrder.Count && scenario.Tolerance > 0; blocks++)
        {
            if (IsReached(scenario, inOrder, blocks))
                return blocks;
        }

        return inOrder.Count >= scenario.BlockCount ? scenario.BlockCount : null;
    }

    /// <summary>Whether the first blocks suffice.</summary>
    public static bool IsReached(Scenario scenario, IReadOnlyList<BlockOutcome> inOrder, int blocks)
    {
        if (scenario.Tolerance <= 0 || blocks < FewestBlocks)
            return false;
        var lost = new List<double>(blocks * BlockOutcome.Size);
        var baseline = new List<double>(blocks * BlockOutcome.Size);
        for (var b = 0; b < blocks; b++)
        {
            lost.AddRange(inOrder[b].Totals.AsSpan((int)LedgerLine.LostWorkerHours * inOrder[b].Samples, inOrder[b].Samples));
            baseline.AddRange(inOrder[b].BaselineWorkerHours);
        }

        var sorted = lost.Order().ToArray();
        var scale = Floor * Quantiles.Of(baseline.Order().ToArray(), 0.5);
        return IsFound(sorted, 0.5, scale, scenario.Tolerance) && IsFound(sorted, 0.9, scale, scenario.Tolerance);
    }

    private static bool IsFound(double[] sorted, double p, double scale, double tolerance)
    {
        var value = Quantiles.Of(sorted, p);
        var (low, high) = Quantiles.Interval(sorted, p);
        var allowed = tolerance * Math.Max(Math.Abs(value), scale);
        return value - low <= allowed && high - value <= allowed;
    }
}
