using Compounds.Fusion;
using CsCheck;

namespace Compounds.Fusion.Tests.Calculus;

public class ForcedLabourScreenTests
{
    private static readonly Gen<Dictionary<ForcedLabourIndicator, double>> Probabilities = Gen.Double[0, 1].Array[11].Select(
        p => Enum.GetValues<ForcedLabourIndicator>().Zip(p).ToDictionary(pair => pair.First, pair => pair.Second));

    [Fact]
    public void F11_the_worked_screen()
    {
        var assessment = ForcedLabourScreen.Assess(
            Expected.Numbers("F11_ilo/p").ToDictionary(entry => Enum.Parse<ForcedLabourIndicator>(entry.Key), entry => entry.Value));
        Assert.All(
            Expected.Numbers("F11_ilo/P(count>=k)"),
            entry => Assert.Equal(entry.Value, assessment.CountAtLeast(int.Parse(entry.Key, System.Globalization.CultureInfo.InvariantCulture)), 1e-12));
        Assert.Equal(Expected.Of("F11_ilo/expected").GetDouble(), assessment.ExpectedCount(), 1e-12);
        Assert.Equal(Expected.Of("F11_ilo/P_involuntary").GetDouble(), assessment.Involuntariness, 1e-12);
        Assert.Equal(Expected.Of("F11_ilo/P_coercion").GetDouble(), assessment.Coercion, 1e-12);
        Assert.Equal(Expected.Of("F11_ilo/P_forced_indep").GetDouble(), assessment.IfIndependent, 1e-12);
        Assert.Equal(Expected.Of("F11_ilo/P_forced_frechet_low").GetDouble(), assessment.AtLeast, 1e-12);
    }

    [Fact]
    public void Counts_sum_to_certainty_and_to_the_expected_number() => Probabilities.Sample(
        probabilities =>
        {
            var assessment = ForcedLabourScreen.Assess(probabilities);
            Assert.Equal(1, assessment.CountProbabilities.Sum(), 1e-12);
            Assert.Equal(probabilities.Values.Sum(), assessment.ExpectedCount(), 1e-12);
        },
        iter: Some.Cases);

    [Fact]
    public void The_bound_is_never_above_the_independent_probability() => Probabilities.Sample(
        probabilities =>
        {
            var assessment = ForcedLabourScreen.Assess(probabilities);
            Assert.True(assessment.AtLeast <= assessment.IfIndependent + 1e-12);
        },
        iter: Some.Cases);

    [Fact]
    public void A_missing_indicator_is_refused() =>
        Assert.Throws<ArgumentException>(() => ForcedLabourScreen.Assess(new Dictionary<ForcedLabourIndicator, double>()));
}
