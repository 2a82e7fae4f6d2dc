using System.Collections.Immutable;
using Orleans;

namespace Compounds.Simulation.Policy;

/// <summary>What stored samples say after something was observed: near samples count more. Nothing is simulated again.</summary>
public sealed class SampleReweighting
{
    /// <summary>The effective sample size below which the reweighted figures are not to be trusted.</summary>
    public const double FewestEffective = 200;

    // Cumulative weights carry rounding of this order; a quantile at an exact step must not slip past it.
    private const double Rounding = 1e-12;

    private SampleReweighting(ImmutableArray<double> weights)
    {
        Weights = weights;
        EffectiveSampleSize = 1 / weights.Sum(static w => w * w);
    }

    /// <summary>Gets the weight of each sample; they add up to 1.</summary>
    public ImmutableArray<double> Weights { get; }

    /// <summary>Gets the number of equally weighted samples that would be as good, 1 to the number of samples.</summary>
    public double EffectiveSampleSize { get; }

    /// <summary>Weighs samples by what was observed: a normal error around each observation, observations independent.</summary>
    /// <param name="observed">The observations with their samples, at least one, all of the same run.</param>
    /// <returns>The weights.</returns>
    /// <exception cref="ArgumentException">There is no observation, the runs differ in length, or a standard error is not above 0.</exception>
    public static SampleReweighting Of(params IReadOnlyList<ObservedForecast> observed)
    {
        if (observed.Count == 0 || observed[0].Samples.IsDefaultOrEmpty || observed.Any(o => o.Samples.Length != observed[0].Samples.Length))
            throw new ArgumentException("Reweighting needs at least one observation, and all of one run.", nameof(observed));
        if (observed.Any(static o => !(o.Observation.StandardError > 0)))
            throw new ArgumentException("No observation is exact; a standard error is above 0.", nameof(observed));
        var logs = new double[observed[0].Samples.Length];
        foreach (var (observation, samples) in observed)
        {
            for (var s = 0; s < logs.Length; s++)
            {
                var distance = (samples[s] - observation.Value) / observation.StandardError;
                logs[s] -= distance * distance / 2;
            }
        }

        // Shifted by the largest, so that an observation far from every sample still leaves the nearest with weight.
        var largest = logs.Max();
        var sum = logs.Sum(l => Math.Exp(l - largest));
        return new([.. logs.Select(l => Math.Exp(l - largest) / sum)]);
    }

    /// <summary>Says when too few samples are near what was observed.</summary>
    /// <returns>The warning; null when there is none.</returns>
    public string? Warning() => EffectiveSampleSize < FewestEffective
        ? $"Only about {PlainNumber.Of(EffectiveSampleSize)} samples agree with what was observed (fewer than {PlainNumber.Of(FewestEffective)}); simulate again before relying on the updated figures."
        : null;

    /// <summary>The weighted quantile: the smallest value at or below which the share <paramref name="p"/> of the weight lies.</summary>
    /// <param name="values">One value for each sample, in the order of the weights.</param>
    /// <param name="p">The share, in [0, 1].</param>
    /// <returns>A value of the samples; samples without weight never matter.</returns>
    /// <exception cref="ArgumentException">There is not one value for each sample.</exception>
    public double QuantileOf(IReadOnlyList<double> values, double p) => Quantile(Sorted(values), p);

    /// <summary>The weighted P10, P50 and P90.</summary>
    /// <param name="values">One value for each sample, in the order of the weights.</param>
    /// <exception cref="ArgumentException">There is not one value for each sample.</exception>
    public Spread SpreadOf(IReadOnlyList<double> values)
    {
        var sorted = Sorted(values);
        return new(Quantile(sorted, 0.1), Quantile(sorted, 0.5), Quantile(sorted, 0.9));
    }

    /// <summary>Which parameters the observations moved.</summary>
    /// <param name="parameters">The draws by name, one for each sample in the order of the weights.</param>
    /// <returns>The shifts, largest first; equal ones by name.</returns>
    /// <exception cref="ArgumentException">A parameter has not one draw for each sample.</exception>
    public ImmutableArray<ParameterShift> Shifts(IReadOnlyDictionary<string, IReadOnlyList<double>> parameters) =>
    [
        .. parameters.Select(p => Shift(p.Key, p.Value)).OrderByDescending(static s => Math.Abs(s.Deviations)).ThenBy(static s => s.Parameter, StringComparer.Ordinal),
    ];

    private static double Quantile((double Value, double Weight)[] sorted, double p)
    {
        var below = 0.0;
        foreach (var (value, weight) in sorted)
        {
            below += weight;
            if (below >= p - Rounding)
                return value;
        }

        return sorted[^1].Value;
    }

    private ParameterShift Shift(string name, IReadOnlyList<double> draws)
    {
        var after = SpreadOf(draws);
        var before = draws.ToArray();
        var mean = before.Average();
        var deviation = Math.Sqrt(before.Average(x => (x - mean) * (x - mean)));
        var moved = before.Zip(Weights, static (x, w) => x * w).Sum() - mean;
        return new(name, Quantiles.SpreadOf(before), after, deviation > 0 ? moved / deviation : 0);
    }

    private (double Value, double Weight)[] Sorted(IReadOnlyList<double> values) => values.Count == Weights.Length
        ? [.. values.Zip(Weights).Where(static v => v.Second > 0).OrderBy(static v => v.First)]
        : throw new ArgumentException("There is one value for each sample.", nameof(values));
}

/// <summary>How far an observation moved what is believed of a parameter.</summary>
/// <param name="Parameter">The name of the draw.</param>
/// <param name="Before">The spread of the stored draws.</param>
/// <param name="After">The spread after reweighting.</param>
/// <param name="Deviations">The shift of the mean in standard deviations of the stored draws; 0 for a fixed parameter.</param>
[GenerateSerializer, Immutable, Alias("policy/parameter-shift")]
public sealed record ParameterShift([Id(0)] string Parameter, [Id(1)] Spread Before, [Id(2)] Spread After, [Id(3)] double Deviations);
