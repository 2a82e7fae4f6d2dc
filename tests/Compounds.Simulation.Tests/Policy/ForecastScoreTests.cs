using System.Collections.Immutable;
using Compounds.Simulation.Policy;
using Compounds.Simulation.Tests.Properties;
using CsCheck;

namespace Compounds.Simulation.Tests.Policy;

public class ForecastScoreTests
{
    private static readonly Gen<double[]> Samples = Gen.Double[0, 100].Array[1, 40];

    [Fact]
    public void Crps_of_a_certain_forecast_is_its_error() => Samples.Sample(
        values => Close.Equal(Math.Abs(values[0] - 50), Score([values[0], values[0], values[0]], 50).Crps, 1e-12, 1e-9), iter: Cases.Count());

    [Fact]
    public void Crps_is_the_mean_error_less_half_the_mean_difference() => Gen.Select(Samples, Gen.Double[-20, 120]).Sample(
        (samples, value) =>
        {
            var expected = samples.Average(x => Math.Abs(x - value)) - (samples.SelectMany(x => samples.Select(y => Math.Abs(x - y))).Average() / 2);
            Close.Equal(expected, Score(samples, value).Crps, 1e-9, 1e-9);
        },
        iter: Cases.Count());

    [Fact]
    public void Crps_of_a_uniform_forecast_agrees_with_its_closed_form()
    {
        // For a uniform forecast on [0, 1], E|X - y| is (y^2 + (1 - y)^2) / 2 and half the mean difference 1/6.
        var uniform = Enumerable.Range(0, 2000).Select(i => (i + 0.5) / 2000).ToArray();

        Assert.All([0.0, 0.25, 0.5, 1.0], y => Close.Equal(((y * y) + ((1 - y) * (1 - y))) / 2 - (1.0 / 6), Score(uniform, y).Crps, 1e-4, 1e-6));
    }

    [Fact]
    public void Crps_grows_with_the_distance_from_all_samples() => Gen.Select(Samples, Gen.Double[0, 50], Gen.Double[0, 50]).Sample(
        (samples, near, further) => Assert.True(Score(samples, 100 + near).Crps <= Score(samples, 100 + near + further).Crps + 1e-9), iter: Cases.Count());

    [Theory]
    [InlineData(4.99, false)]
    [InlineData(5, true)]
    [InlineData(50, true)]
    [InlineData(95, true)]
    [InlineData(95.01, false)]
    public void An_observation_between_P5_and_P95_is_covered(double value, bool covered) =>
        Assert.Equal(covered, Score([.. Enumerable.Range(0, 101).Select(i => (double)i)], value).IsCovered);

    [Fact]
    public void The_integral_transform_counts_ties_half()
    {
        Assert.Equal(0.5, Score([1, 1, 1], 1).Pit);
        Assert.Equal(0.25, Score([1, 2, 3, 4], 1.5).Pit);
        Assert.Equal(0, Score([1, 2], 0).Pit);
        Assert.Equal(1, Score([1, 2], 3).Pit);
    }

    [Fact]
    public void Brier_is_the_squared_error_of_the_probability()
    {
        Assert.Equal(0.0625, Score([1, 2, 3, 4], 5, threshold: 1).Brier);
        Assert.Equal(0.5625, Score([1, 2, 3, 4], 0.5, threshold: 1).Brier);
        Assert.Null(Score([1, 2, 3, 4], 5).Brier);
    }

    [Fact]
    public void The_sign_is_right_when_median_and_observation_lie_on_the_same_side()
    {
        Assert.True(Score([4, 5, 6], 10, reference: 3).IsSignRight);
        Assert.False(Score([4, 5, 6], 2, reference: 3).IsSignRight);
        Assert.Null(Score([4, 5, 6], 2).IsSignRight);
    }

    [Fact]
    public void A_score_averages_only_over_what_was_asked()
    {
        var score = ForecastScore.Of(Pair([1, 2, 3, 4], 5, threshold: 1), Pair([4, 5, 6], 2, reference: 3), Pair([4, 5, 6], 5));

        Assert.Equal(0.0625, score.Brier);
        Assert.Equal(0, score.SignAccuracy);
        Close.Equal(1.0 / 3, score.Coverage, 1e-12, 1e-12);
        Assert.Equal(3, score.PitHistogram.Sum());
        Assert.Null(score.CrpsOf(LedgerLine.CivilPower));
    }

    [Fact]
    public void The_goal_of_coverage_is_silent_below_twenty_observations()
    {
        var inside = Pair([.. Enumerable.Range(0, 101).Select(i => (double)i)], 50);
        var outside = Pair([.. Enumerable.Range(0, 101).Select(i => (double)i)], 99);

        Assert.Null(ForecastScore.Of([.. Enumerable.Repeat(inside, 19)]).MeetsCoverageGoal());
        Assert.True(ForecastScore.Of([.. Enumerable.Repeat(inside, 17), .. Enumerable.Repeat(outside, 3)]).MeetsCoverageGoal());
        Assert.False(ForecastScore.Of([.. Enumerable.Repeat(inside, 16), .. Enumerable.Repeat(outside, 4)]).MeetsCoverageGoal());
    }

    [Fact]
    public void Honest_ranges_cover_nine_of_ten_and_give_a_flat_histogram()
    {
        var samples = Enumerable.Range(0, 1000).Select(i => (i + 0.5) / 1000).ToArray();
        var score = ForecastScore.Of([.. Enumerable.Range(0, 200).Select(i => Pair(samples, (i + 0.5) / 200))]);

        Close.Equal(0.9, score.Coverage, 1e-9, 1e-9);
        Assert.All(score.PitHistogram, count => Assert.InRange(count, 19, 21));
    }

    private static ObservationScore Score(double[] samples, double value, double? threshold = null, double? reference = null) =>
        ObservationScore.Of(Pair(samples, value, threshold, reference));

    private static ObservedForecast Pair(double[] samples, double value, double? threshold = null, double? reference = null) =>
        new(Story.Seen with { Value = value, Threshold = threshold, Reference = reference }, [.. samples]);
}
