namespace Compounds.Fusion;

/// <summary>What one slot brings to a total: its distribution, or, with bounds alone, the least it can be.</summary>
public readonly record struct TotalPart
{
    /// <summary>A slot with an estimate.</summary>
    public TotalPart(QuantityEstimate estimate) => Estimate = estimate;

    /// <summary>A slot of which only a lower bound is known.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The bound is negative or not finite.</exception>
    public TotalPart(double atLeast)
    {
        if (!(atLeast >= 0 && double.IsFinite(atLeast)))
            throw new ArgumentOutOfRangeException(nameof(atLeast), atLeast, "A lower bound is 0 or more.");
        AtLeast = atLeast;
    }

    /// <summary>Gets the distribution; null when only a bound is known.</summary>
    public QuantityEstimate? Estimate { get; }

    /// <summary>Gets the lower bound; 0 beside an estimate.</summary>
    public double AtLeast { get; }
}

/// <summary>The sum of the amounts of several slots.</summary>
/// <param name="P10">The sum of the slots' P10: the outer end, as if all were wrong the same way.</param>
/// <param name="P50">The sum of the slots' medians, so that rows add up and totals of totals agree.</param>
/// <param name="P90">The sum of the slots' P90.</param>
/// <param name="IfIndependent">The range were the errors of the slots independent. Never print its middle: errors are symmetric in ln
/// x.</param>
/// <param name="Slots">The number of slots.</param>
/// <param name="IsAtLeast">Whether some slot is only bounded from below, and so the total.</param>
public sealed record Total(double P10, double P50, double P90, Quantiles IfIndependent, int Slots, bool IsAtLeast)
{
    /// <summary>Adds up slots.</summary>
    /// <param name="slots">The slots by key; the key seeds the samples of its slot.</param>
    /// <param name="seed">Seeds all samples.</param>
    /// <param name="constants">The constants of the calculus; by default those that ship.</param>
    public static Total Of(IReadOnlyDictionary<string, TotalPart> slots, ulong seed, FusionConstants? constants = null)
    {
        var floor = 0.0;
        var (low, middle, high) = (0.0, 0.0, 0.0);
        var sums = new double[(constants ?? FusionConstants.Standard).TotalSamples.Value];
        var estimated = 0;
        foreach (var (key, part) in slots.OrderBy(static slot => slot.Key, StringComparer.Ordinal))
        {
            if (part.Estimate is not { } estimate)
            {
                floor += part.AtLeast;
                continue;
            }

            estimated++;
            var summary = estimate.Summary();
            (low, middle, high) = (low + summary.P10, middle + summary.P50, high + summary.P90);
            var levels = estimate.Levels(sums.Length);
            var permutation = SplitMix.Permutation(sums.Length, SplitMix.Hash(key) ^ seed);
            for (var sample = 0; sample < sums.Length; sample++)
                sums[sample] += levels[permutation[sample]];
        }

        Array.Sort(sums);
        var independent = new Quantiles(At(sums, 0.1) + floor, At(sums, 0.5) + floor, At(sums, 0.9) + floor);
        return new(low + floor, middle + floor, high + floor, independent, slots.Count, estimated < slots.Count);
    }

    private static double At(double[] sorted, double level) =>
        sorted[Math.Clamp((int)Math.Ceiling(level * sorted.Length) - 1, 0, sorted.Length - 1)];
}
