using Orleans;

namespace Compounds.Simulation.Policy;

/// <summary>How well one observation was foretold.</summary>
/// <param name="Line">The line observed.</param>
/// <param name="Observed">The value observed.</param>
/// <param name="IsCovered">Whether it lies between P5 and P95, ends included.</param>
/// <param name="Crps">The continuous ranked probability score, in the unit of the line; 0 is perfect, and for a forecast without range it is the error.</param>
/// <param name="Pit">The share of samples below the observation, ties counted half, 0 to 1.</param>
/// <param name="Brier">The squared error of the probability that the threshold is exceeded; null without a threshold.</param>
/// <param name="IsSignRight">Whether the median changed in the direction observed; null without a reference.</param>
[GenerateSerializer, Immutable, Alias("policy/observation-score")]
public sealed record ObservationScore(
    [Id(0)] LedgerLine Line,
    [Id(1)] double Observed,
    [Id(2)] bool IsCovered,
    [Id(3)] double Crps,
    [Id(4)] double Pit,
    [Id(5)] double? Brier,
    [Id(6)] bool? IsSignRight)
{
    /// <summary>Scores one observation.</summary>
    /// <param name="observed">The observation and its samples.</param>
    /// <exception cref="ArgumentException">There are no samples.</exception>
    public static ObservationScore Of(ObservedForecast observed)
    {
        if (observed.Samples.IsDefaultOrEmpty)
            throw new ArgumentException("An observation is scored against at least one sample.", nameof(observed));
        var (observation, value) = (observed.Observation, observed.Observation.Value);
        var sorted = observed.Samples.ToArray();
        Array.Sort(sorted);
        return new(
            observation.Line,
            value,
            Quantiles.Of(sorted, 0.05) <= value && value <= Quantiles.Of(sorted, 0.95),
            CrpsOf(sorted, value),
            sorted.Average(x => x < value ? 1 : x == value ? 0.5 : 0),
            observation.Threshold is { } threshold ? BrierOf(sorted, value, threshold) : null,
            observation.Reference is { } reference ? Math.Sign(Quantiles.Of(sorted, 0.5) - reference) == Math.Sign(value - reference) : null);
    }

    /// <summary>E|X - y| - E|X - X'|/2 over the samples. The second mean is a sum over order statistics, n log n in place of n squared.</summary>
    private static double CrpsOf(double[] sorted, double value)
    {
        var (error, between, n) = (0.0, 0.0, (double)sorted.Length);
        for (var i = 0; i < sorted.Length; i++)
        {
            error += Math.Abs(sorted[i] - value);
            between += ((2 * i) + 1 - n) * sorted[i];
        }

        return Math.Max(0, (error / n) - (between / (n * n)));
    }

    private static double BrierOf(double[] sorted, double value, double threshold)
    {
        var miss = sorted.Average(x => x > threshold ? 1.0 : 0) - (value > threshold ? 1 : 0);
        return miss * miss;
    }
}
