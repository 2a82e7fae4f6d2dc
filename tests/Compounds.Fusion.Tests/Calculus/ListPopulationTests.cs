using Compounds.Fusion;
using CsCheck;

namespace Compounds.Fusion.Tests.Calculus;

public class ListPopulationTests
{
    private static readonly Gen<long[]> ThreeLists = Gen.Long[1, 200].Array[8];

    [Fact]
    public void Chapman_agrees_with_its_formula()
    {
        var estimate = ListPopulation.Chapman(200, 100, 20);
        Assert.Equal((201 * 101 / 21.0) - 1, estimate.Population, 1e-9);
        Assert.Equal(Math.Sqrt(201 * 101 * 180 * 80 / (21.0 * 21 * 22)), estimate.StandardError, 1e-9);
        Assert.InRange(estimate.Population, estimate.Low, estimate.High);
    }

    [Fact]
    public void Two_equal_lists_leave_nobody_out() => Gen.Long[0, 10_000].Sample(
        n => Assert.Equal(new PopulationEstimate(n, 0, n, n), ListPopulation.Chapman(n, n, n)), iter: Cases.Count);

    [Fact]
    public void The_interval_never_falls_below_those_listed() => Gen.Select(Gen.Long[0, 500], Gen.Long[0, 500], Gen.Long[0, 500]).Sample(
        (onlyFirst, onlySecond, both) =>
            Assert.True(ListPopulation.Chapman(onlyFirst + both, onlySecond + both, both).Low >= onlyFirst + onlySecond + both),
        iter: Cases.Count);

    [Fact]
    public void More_on_both_lists_than_on_one_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ListPopulation.Chapman(5, 5, 6));

    [Fact]
    public void Every_model_of_three_lists_is_shown()
    {
        var models = ListPopulation.LogLinear(3, [0, 60, 50, 12, 40, 9, 8, 3]);
        Assert.Equal(8, models.Select(model => string.Join(',', model.Dependences)).Distinct().Count());
        Assert.All(models, model => Assert.NotNull(model.Estimate));
        Assert.Empty(models[0].Dependences);
        Assert.Equal(3, models[^1].Dependences.Count);
    }

    [Fact]
    public void Counts_that_are_independent_give_the_population_in_every_model() => Assert.All(
        ListPopulation.LogLinear(3, [0, 125, 125, 125, 125, 125, 125, 125]),
        model =>
        {
            Assert.Equal(1000, model.Estimate!.Value.Population, 1e-6);
            Assert.Equal(0, model.Deviance, 1e-9);
        });

    [Fact]
    public void The_model_of_all_pairs_has_its_closed_form() => ThreeLists.Sample(
        n =>
        {
            var expected = (double)n[7] * n[1] * n[2] * n[4] / ((double)n[3] * n[5] * n[6]);
            var model = ListPopulation.LogLinear(3, n)[^1];
            Assert.Equal(1, (model.Estimate!.Value.Population - n.Skip(1).Sum()) / expected, 1e-6);
            Assert.Equal(0, model.DegreesOfFreedom);
            Assert.Equal(0, model.Deviance, 1e-6);
        },
        iter: Cases.Count);

    [Fact]
    public void The_model_of_one_pair_is_two_lists_against_the_third() => ThreeLists.Sample(
        n =>
        {
            var expected = (double)n[4] * (n[1] + n[2] + n[3]) / (n[5] + n[6] + n[7]);
            var model = ListPopulation.LogLinear(3, n).Single(m => m.Dependences.SequenceEqual([new ListPair(0, 1)]));
            Assert.Equal(1, (model.Estimate!.Value.Population - n.Skip(1).Sum()) / expected, 1e-6);
        },
        iter: Cases.Count);

    [Fact]
    public void A_dependence_of_lists_that_share_nobody_has_no_estimate()
    {
        var models = ListPopulation.LogLinear(3, [0, 60, 50, 0, 40, 9, 8, 0]);
        Assert.All(models.Where(model => model.Dependences.Contains(new ListPair(0, 1))), model => Assert.Null(model.Estimate));
        Assert.NotNull(models[0].Estimate);
    }

    [Fact]
    public void A_model_that_would_make_the_population_infinite_has_no_estimate() => Assert.Null(
        ListPopulation.LogLinear(3, [0, 60, 50, 0, 40, 9, 8, 0])
            .Single(model => model.Dependences.SequenceEqual([new ListPair(0, 2), new ListPair(1, 2)])).Estimate);

    [Fact]
    public void Four_lists_have_sixty_four_models() =>
        Assert.Equal(64, ListPopulation.LogLinear(4, [0, 30, 28, 9, 25, 8, 7, 3, 20, 6, 6, 2, 5, 2, 2, 1])
            .Count(model => model.Estimate is not null));

    [Theory]
    [InlineData(2)]
    [InlineData(6)]
    public void Fewer_than_three_lists_or_more_than_five_are_refused(int lists) =>
        Assert.Throws<ArgumentException>(() => ListPopulation.LogLinear(lists, new long[1 << lists]));
}
