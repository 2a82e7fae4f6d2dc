using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Compounds.Fusion;

/// <summary>The distribution of an amount over the grid: prior times evidence.</summary>
internal static class Posterior
{
    /// <summary>The quantiles at rising or other levels: midpoint cumulative, interpolated in ln x.</summary>
    /// <param name="rule">The grid and the prior.</param>
    /// <param name="units">The evidence by point, or empty for none.</param>
    /// <param name="unit">The size of a unit.</param>
    /// <param name="levels">Levels, each between 0 and 1.</param>
    /// <param name="values">Receives one value a level.</param>
    public static void Quantiles(QuantityRule rule, ReadOnlySpan<long> units, double unit, ReadOnlySpan<double> levels, Span<double> values)
    {
        Span<double> densities = stackalloc double[QuantityRule.GridPoints];
        Span<double> blocks = stackalloc double[QuantityRule.Blocks];
        var highest = LogDensities(rule, units, unit, densities);
        var total = Exponentiate(densities, highest, blocks);
        for (var i = 0; i < levels.Length; i++)
            values[i] = Quantile(rule, densities, blocks, levels[i] * total);
    }

    private static double LogDensities(QuantityRule rule, ReadOnlySpan<long> units, double unit, Span<double> densities)
    {
        var (median, rate) = (Vector512.Create(Math.Log(rule.PriorMedian)), Vector512.Create(-1 / (2 * rule.PriorSigma * rule.PriorSigma)));
        var size = Vector512.Create(unit);
        var highest = Vector512.Create(double.NegativeInfinity);
        ref var evidence = ref MemoryMarshal.GetReference(units);
        ref var start = ref MemoryMarshal.GetReference(densities);
        for (var block = 0; block < QuantityRule.Blocks; block++)
        {
            var at = (nuint)(block * QuantityRule.Block);
            var distance = rule.Points(block) - median;
            var density = distance * distance * rate;
            if (!units.IsEmpty)
                density = Vector512.FusedMultiplyAdd(Vector512.ConvertToDouble(Vector512.LoadUnsafe(ref evidence, at)), size, density);
            density.StoreUnsafe(ref start, at);
            highest = Vector512.Max(highest, density);
        }

        var greatest = highest[0];
        for (var lane = 1; lane < QuantityRule.Block; lane++)
            greatest = Math.Max(greatest, highest[lane]);
        return greatest;
    }

    private static double Exponentiate(Span<double> densities, double highest, Span<double> blocks)
    {
        var peak = Vector512.Create(highest);
        ref var start = ref MemoryMarshal.GetReference(densities);
        var total = 0.0;
        for (var block = 0; block < QuantityRule.Blocks; block++)
        {
            var at = (nuint)(block * QuantityRule.Block);
            var density = VectorFunctions.Exp(Vector512.LoadUnsafe(ref start, at) - peak);
            density.StoreUnsafe(ref start, at);
            total += blocks[block] = Vector512.Sum(density);
        }

        return total;
    }

    // cumulative[k] = sum of all before k and half of k; the first k ≥ 1 that reaches the level ends the interpolation.
    private static double Quantile(QuantityRule rule, ReadOnlySpan<double> densities, ReadOnlySpan<double> blocks, double level)
    {
        var block = 0;
        var before = 0.0;
        while (block < QuantityRule.Blocks - 1 && before + blocks[block] < level)
            before += blocks[block++];

        for (var k = block * QuantityRule.Block; k < QuantityRule.GridPoints; k++)
        {
            var cumulative = before + (densities[k] / 2);
            if (k > 0 && cumulative >= level)
            {
                var step = (densities[k - 1] + densities[k]) / 2;
                var fraction = 1 - ((cumulative - level) / step);
                return Math.Exp(rule.LogLow + ((k - 1 + fraction) * rule.Step));
            }

            before += densities[k];
        }

        return rule.High;
    }
}
