using System.Collections.Immutable;
using System.Numerics;

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
        return Of(lines => Sorted(blocks, static block => block.Totals, lines.Select(static line => (int)line)));
    }

    /// <summary>Sums up samples for some nodes only.</summary>
    /// <param name="network">The network that was simulated.</param>
    /// <param name="blocks">All blocks of one scenario, by their numbers.</param>
    /// <param name="nodes">The names of the nodes; names that are not in the network add nothing.</param>
    public static CutOutcome Of(Network network, IReadOnlyList<BlockOutcome> blocks, ImmutableArray<string> nodes)
    {
        int[] wanted = [.. nodes.Select(network.FindNode).OfType<int>()];
        return Of(lines => Sorted(
            blocks, static block => block.BySlot, lines.SelectMany(line => wanted.Select(node => network.Layout.Slot(line, node))).Where(static slot => slot >= 0)));
    }

    private static CutOutcome Of(Func<LedgerLine[], double[]> sorted)
    {
        var lost = sorted([LedgerLine.LostWorkerHours]);
        double[][] lines =
        [
            sorted([LedgerLine.CivilPower]), sorted([LedgerLine.CivilTelecom]), sorted([LedgerLine.WaterBelowMinimum]), sorted([LedgerLine.WaterBelowSurvival]),
            sorted([LedgerLine.HospitalCritical, LedgerLine.OxygenPlantDown]), sorted([LedgerLine.FuelStress]), sorted([LedgerLine.CaptiveExposure, LedgerLine.CaptiveTransit]),
        ];
        return new(lost.Average(), Quantiles.Of(lost, 0.1), Ledger(lines, static sorted => sorted.Average()), Ledger(lines, static sorted => Quantiles.Of(sorted, 0.9)));
    }

    private static HarmLedger Ledger(double[][] lines, Func<double[], double> read) =>
        new(read(lines[0]), read(lines[1]), read(lines[2]), read(lines[3]), read(lines[4]), read(lines[5]), read(lines[6]));

    private static double[] Sorted<TNumber>(IReadOnlyList<BlockOutcome> blocks, Func<BlockOutcome, TNumber[]> array, IEnumerable<int> rows)
        where TNumber : struct, IBinaryFloatingPointIeee754<TNumber>
    {
        var totals = new double[blocks.Sum(static block => block.Samples)];
        foreach (var row in rows)
        {
            var at = 0;
            foreach (var block in blocks)
            {
                foreach (var amount in array(block).AsSpan(row * block.Samples, block.Samples))
                    totals[at++] += double.CreateChecked(amount);
            }
        }

        Array.Sort(totals);
        return totals;
    }
}
