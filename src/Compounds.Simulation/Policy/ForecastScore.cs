using System.Collections.Immutable;
using Orleans;

namespace Compounds.Simulation.Policy;

/// <summary>How good a frozen forecast was.</summary>
/// <param name="Each">The observations one by one, in their order.</param>
/// <param name="Coverage">The share of observations between P5 and P95; 0.9 would be honest.</param>
/// <param name="Brier">The mean squared error of the yes-or-no probabilities, 0 (best) to 1; null when no question was asked.</param>
/// <param name="SignAccuracy">The share of changes whose direction was foretold; null when no reference is known.</param>
/// <param name="PitHistogram">Observations by tenths of the probability integral transform; flat when the ranges are honest.</param>
[GenerateSerializer, Immutable, Alias("policy/forecast-score")]
public sealed record ForecastScore(
    [Id(0)] ImmutableArray<ObservationScore> Each,
    [Id(1)] double Coverage,
    [Id(2)] double? Brier,
    [Id(3)] double? SignAccuracy,
    [Id(4)] ImmutableArray<int> PitHistogram)
{
    /// <summary>The share of observations that should lie between P5 and P95.</summary>
    public const double CoverageGoal = 0.85;

    /// <summary>The number of observations below which coverage says little.</summary>
    public const int FewestForGoal = 20;

    private const int Tenths = 10;

    /// <summary>Scores a forecast.</summary>
    /// <param name="observed">The observations with their samples, at least one.</param>
    /// <returns>The score.</returns>
    /// <exception cref="ArgumentException">There is no observation, or one has no samples.</exception>
    public static ForecastScore Of(params IReadOnlyList<ObservedForecast> observed)
    {
        if (observed.Count == 0)
            throw new ArgumentException("A score needs at least one observation.", nameof(observed));
        var each = observed.Select(ObservationScore.Of).ToImmutableArray();
        var pit = new int[Tenths];
        foreach (var score in each)
            pit[Math.Min((int)(score.Pit * Tenths), Tenths - 1)]++;
        return new(
            each,
            each.Average(static s => s.IsCovered ? 1.0 : 0),
            each.Average(static s => s.Brier),
            each.Average(static s => s.IsSignRight is { } right ? (right ? 1.0 : 0) : (double?)null),
            [.. pit]);
    }

    /// <summary>Whether the goal of coverage is met.</summary>
    /// <returns>Null when there are too few observations to say.</returns>
    public bool? MeetsCoverageGoal() => Each.Length < FewestForGoal ? null : Coverage >= CoverageGoal;

    /// <summary>The mean continuous ranked probability score of a line; lines have different units and are not averaged together.</summary>
    /// <param name="line">Which line.</param>
    /// <returns>The mean, in the unit of the line; null when the line was not observed.</returns>
    public double? CrpsOf(LedgerLine line) => Each.Where(s => s.Line == line).Average(static s => (double?)s.Crps);
}
