namespace Compounds.Simulation.Choice;

/// <summary>Reads what a set of cuts does from the samples of its simulation.</summary>
public static class SampledCut
{
    /// <summary>Sums up samples: means, P10 of disruption and P90 of harm.</summary>
    /// <remarks>Lines that a choice takes together, hospitals with oxygen plants and captives at sites with those on the way, are added sample by sample.</remarks>
    /// <param name="blocks">All blocks of one scenario, by their numbers.</param>
    /// <exception cref="ArgumentException">There is no block.</exception>
    public static CutOutcome Of(IReadOnlyList<BlockOutcome> blocks)
    {
        if (blocks.Count == 0)
            throw new ArgumentException("A simulation has at least one block.", nameof(blocks));
        var lost = Sorted(blocks, LedgerLine.LostWorkerHours);
        double[][] lines =
        [
            Sorted(blocks, LedgerLine.CivilPower), Sorted(blocks, LedgerLine.CivilTelecom), Sorted(blocks, LedgerLine.WaterBelowMinimum), Sorted(blocks, LedgerLine.WaterBelowSurvival),
            Sorted(blocks, LedgerLine.HospitalCritical, LedgerLine.OxygenPlantDown), Sorted(blocks, LedgerLine.FuelStress), Sorted(blocks, LedgerLine.CaptiveExposure, LedgerLine.CaptiveTransit),
        ];
        return new(lost.Average(), Quantiles.Of(lost, 0.1), Ledger(lines, static sorted => sorted.Average()), Ledger(lines, static sorted => Quantiles.Of(sorted, 0.9)));
    }

    private static HarmLedger Ledger(double[][] lines, Func<double[], double> read) =>
        new(read(lines[0]), read(lines[1]), read(lines[2]), read(lines[3]), read(lines[4]), read(lines[5]), read(lines[6]));

    private static double[] Sorted(IReadOnlyList<BlockOutcome> blocks, params ReadOnlySpan<LedgerLine> lines)
    {
        var totals = new double[blocks.Sum(static block => block.Samples)];
        foreach (var line in lines)
        {
            var at = 0;
            foreach (var block in blocks)
            {
                for (var sample = 0; sample < block.Samples; sample++)
                    totals[at++] += block.Totals[((int)line * block.Samples) + sample];
            }
        }

        Array.Sort(totals);
        return totals;
    }
}
