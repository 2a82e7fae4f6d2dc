using Compounds.Simulation.Policy;
using Compounds.Simulation.Tests.Properties;
using CsCheck;

namespace Compounds.Simulation.Tests.Policy;

public class SampleReweightingTests
{
    private static readonly Gen<double[]> Samples = Gen.Double[0, 100].Array[1, 60];

    [Fact]
    public void Weights_add_up_to_one_and_the_effective_size_lies_between_one_and_all() => Gen.Select(Samples, Gen.Double[-1000, 1000], Gen.Double[0.01, 500]).Sample(
        (samples, value, error) =>
        {
            var weighed = Weigh(samples, value, error);
            Close.Equal(1, weighed.Weights.Sum(), 1e-9, 1e-9);
            Assert.InRange(weighed.EffectiveSampleSize, 1 - 1e-9, samples.Length + 1e-6);
        },
        iter: Cases.Count());

    [Fact]
    public void An_observation_far_from_every_sample_leaves_the_nearest_with_weight()
    {
        var weighed = Weigh([1, 2, 3], 1e6, 0.1);

        Assert.Equal([0.0, 0.0, 1.0], weighed.Weights.AsEnumerable());
        Assert.Equal(3, weighed.QuantileOf([1.0, 2, 3], 0));
    }

    [Fact]
    public void The_ratio_of_two_weights_is_that_of_their_likelihoods()
    {
        var weighed = Weigh([10, 12], 10, 2);

        Close.Equal(Math.Exp(-0.5), weighed.Weights[1] / weighed.Weights[0], 1e-12, 1e-12);
    }

    [Fact]
    public void Two_observations_weigh_as_the_product_of_each_alone() => Gen.Select(Gen.Double[0, 10].Array[8], Gen.Double[0, 10], Gen.Double[0, 10]).Sample(
        (samples, first, second) =>
        {
            var (one, two) = (Weigh(samples, first, 3).Weights, Weigh(samples, second, 3).Weights);
            var product = one.Zip(two, (a, b) => a * b).ToArray();
            var both = SampleReweighting.Of(Pair(samples, first, 3), Pair(samples, second, 3)).Weights;
            Assert.All(Enumerable.Range(0, samples.Length), s => Close.Equal(product[s] / product.Sum(), both[s], 1e-9, 1e-12));
        },
        iter: Cases.Count());

    [Fact]
    public void An_observation_without_precision_changes_nothing() => Samples.Sample(
        samples =>
        {
            var weighed = Weigh(samples, 50, 1e9);
            Close.Equal(samples.Length, weighed.EffectiveSampleSize, 1e-6, 1e-6);
            Assert.Equal(samples.Order().ElementAt((samples.Length - 1) / 2), weighed.QuantileOf(samples, (((samples.Length - 1) / 2) + 0.5) / samples.Length));
        },
        iter: Cases.Count());

    [Fact]
    public void A_normal_prior_and_a_normal_observation_give_the_normal_posterior()
    {
        // Prior N(100, 20), observation 130 with error 20: posterior N(115, 20 / sqrt 2).
        var prior = Enumerable.Range(0, 20_000).Select(i => 100 + (20 * InverseNormal.At((i + 0.5) / 20_000))).ToArray();

        var after = Weigh(prior, 130, 20).SpreadOf(prior);

        var deviation = 20 / Math.Sqrt(2);
        Close.Equal(115, after.P50, 1e-3);
        Close.Equal(115 - (1.2815515655 * deviation), after.P10, 1e-3);
        Close.Equal(115 + (1.2815515655 * deviation), after.P90, 1e-3);
    }

    [Fact]
    public void Quantiles_rise_with_the_share_and_are_values_of_the_samples() => Gen.Select(Samples, Gen.Double[0, 100], Gen.Double[0, 1], Gen.Double[0, 1]).Sample(
        (samples, value, p, q) =>
        {
            var weighed = Weigh(samples, value, 10);
            Assert.True(weighed.QuantileOf(samples, Math.Min(p, q)) <= weighed.QuantileOf(samples, Math.Max(p, q)));
            Assert.Contains(weighed.QuantileOf(samples, p), samples);
        },
        iter: Cases.Count());

    [Fact]
    public void The_parameter_that_drives_the_line_moves_most()
    {
        var driver = Enumerable.Range(0, 1000).Select(i => i / 1000.0).ToArray();
        var bystander = Enumerable.Range(0, 1000).Select(i => i * 373 % 1000 / 1000.0).ToArray();
        var shifts = Weigh([.. driver.Select(x => 100 * x)], 80, 5).Shifts(
            new Dictionary<string, IReadOnlyList<double>> { ["C1.noise"] = bystander, ["C1.essential"] = driver, ["C1.fixed"] = new double[1000] });

        Assert.Equal(["C1.essential", "C1.noise", "C1.fixed"], shifts.Select(s => s.Parameter));
        Close.Equal(0.8, shifts[0].After.P50, 0.01);
        Assert.Equal(0, shifts[2].Deviations);
        Assert.InRange(Math.Abs(shifts[1].Deviations), 0, 0.2);
    }

    [Fact]
    public void Fewer_than_two_hundred_effective_samples_are_warned_of()
    {
        var samples = Enumerable.Range(0, 1000).Select(i => (double)i).ToArray();

        Assert.Contains("simulate again", Weigh(samples, 500, 10).Warning(), StringComparison.Ordinal);
        Assert.Null(Weigh(samples, 500, 1000).Warning());
    }

    [Fact]
    public void Runs_of_different_length_are_not_mixed() =>
        Assert.Throws<ArgumentException>(() => SampleReweighting.Of(Pair([1, 2], 1, 1), Pair([1], 1, 1)));

    private static SampleReweighting Weigh(double[] samples, double value, double error) => SampleReweighting.Of(Pair(samples, value, error));

    private static ObservedForecast Pair(double[] samples, double value, double error) => new(Story.Seen with { Value = value, StandardError = error }, [.. samples]);
}
