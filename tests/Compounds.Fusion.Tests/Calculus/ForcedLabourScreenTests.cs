using Compounds.Fusion;
using CsCheck;

namespace Compounds.Fusion.Tests.Calculus;

public class ForcedLabourScreenTests
{
    // Any of the eleven, each with a probability.
    private static readonly Gen<Dictionary<ForcedLabourIndicator,
        double>> s_reported = Gen.Select(Gen.Double[0, 1].Array[11], Gen.Bool.Array[11]).Select(
        (p, told) => Enum.GetValues<ForcedLabourIndicator>().Zip(p).Where((_, i) => told[i])
            .ToDictionary(pair => pair.First, pair => pair.Second));

    [Fact]
    public void Counts_sum_to_certainty_and_to_the_expected_number_of_those_reported_on() => s_reported.Sample(
        probabilities =>
        {
            var assessment = ForcedLabourScreen.Assess(probabilities);
            Assert.Equal(probabilities.Count, assessment.Reported);
            Assert.Equal(1, assessment.CountProbabilities.Sum(), 1e-12);
            Assert.Equal(probabilities.Values.Sum(), assessment.ExpectedCount(), 1e-12);
        },
        iter: Cases.Count);

    [Fact]
    public void There_is_a_screen_when_both_sides_have_a_report() => s_reported.Sample(
        probabilities =>
        {
            var involuntary = probabilities.Keys.Count(IsInvoluntariness);
            var screen = ForcedLabourScreen.Assess(probabilities).Screen;
            Assert.Equal(involuntary > 0 && involuntary < probabilities.Count, screen is not null);
            if (screen is not null)
                Assert.True(screen.AtLeast <= screen.IfIndependent + 1e-12);
        },
        iter: Cases.Count);

    [Fact]
    public void What_is_no_probability_is_refused() => Assert.Throws<ArgumentException>(
        () => ForcedLabourScreen.Assess(new Dictionary<ForcedLabourIndicator, double> { [ForcedLabourIndicator.Deception] = double.NaN }));

    private static bool IsInvoluntariness(ForcedLabourIndicator indicator) => indicator
        is ForcedLabourIndicator.AbuseOfVulnerability or ForcedLabourIndicator.Deception
        or ForcedLabourIndicator.AbusiveConditions or ForcedLabourIndicator.ExcessiveOvertime;
}
