using System.Runtime.Intrinsics;

namespace Compounds.Fusion;

/// <summary>The distribution of an amount over the points of a grid.</summary>
internal static class Density
{
    /// <summary>What the evidence says: <c>exp(temper·evidence)</c>, with the sum 1.</summary>
    public static double[] Of(EvidenceField field, double temper)
    {
        var units = field.Units;
        var highest = long.MinValue;
        foreach (var unit in units)
            highest = Math.Max(highest, unit);

        var density = new double[units.Length];
        var scale = temper * Math.Pow(2, -field.Fraction);
        Span<double> block = stackalloc double[AmountGrid.Block];
        for (var first = 0; first < density.Length; first += AmountGrid.Block)
        {
            var count = Math.Min(AmountGrid.Block, density.Length - first);
            for (var lane = 0; lane < count; lane++)
                block[lane] = (units[first + lane] - highest) * scale;
            VectorFunctions.Exp(Vector512.Create<double>(block)).CopyTo(block);
            block[..count].CopyTo(density.AsSpan(first));
        }

        Normalise(density);
        return density;
    }

    /// <summary>
    /// The density after a change by e^jump on average either way: convolved with a Laplace distribution, with the sum 1.
    /// </summary>
    public static double[] Changed(double[] density, double step, double jump)
    {
        // The convolution with ρ^|k| is one pass up and one down; its constant factor goes with the sum.
        var ratio = Math.Exp(-step / jump);
        var changed = new double[density.Length];
        var sum = 0.0;
        for (var point = 0; point < density.Length; point++)
            changed[point] = sum = density[point] + (ratio * sum);
        sum = 0;
        for (var point = density.Length - 1; point >= 0; point--)
        {
            changed[point] += sum;
            sum = ratio * (density[point] + sum);
        }

        Normalise(changed);
        return changed;
    }

    /// <summary>The mixture of what was and what it changed to.</summary>
    public static double[] Aged(double[] fresh, double[] changed, double unchanged)
    {
        var aged = new double[fresh.Length];
        for (var point = 0; point < aged.Length; point++)
            aged[point] = (unchanged * fresh[point]) + ((1 - unchanged) * changed[point]);
        return aged;
    }

    private static void Normalise(double[] density)
    {
        var sum = 0.0;
        foreach (var share in density)
            sum += share;
        for (var point = 0; point < density.Length; point++)
            density[point] /= sum;
    }
}
