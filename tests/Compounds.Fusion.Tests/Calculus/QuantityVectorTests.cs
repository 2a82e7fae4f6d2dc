using Compounds.Fusion;

using Compounds.Reports;
namespace Compounds.Fusion.Tests.Calculus;

/// <summary>The worked cases F10 of the specification.</summary>
public class QuantityVectorTests
{
    private static readonly QuantityClaim[] Claims =
    [
        new("n1", "h1", "ngoA", Grade.Parse("B2"), Some.Hour(2025, 1, 20), Amount.Interval(3000, 5000)),
        new("n2", "h2", "survivor", Grade.Parse("C3"), Some.Hour(2025, 1, 10), Amount.Point(4000)),
        new("n3", "h3", "media", Grade.Parse("F3"), Some.Hour(2025, 2, 1), Amount.Point(10_000)),
    ];

    private static readonly QuantityClaim AtLeast =
        new("n4", "h4", "police", Grade.Parse("B2"), Some.Hour(2025, 2, 3), Amount.AtLeast(2000));

    [Fact]
    public void F10_three_figures() => AssertQuantiles("F10_headcount", Claims, []);

    [Fact]
    public void F10b_the_media_cite_the_organisation() => AssertQuantiles("F10b_media_cites_ngo", Claims, [("h3", "h1")]);

    [Fact]
    public void F10c_one_figure() => AssertQuantiles("F10c_ngo_only", Claims[..1], []);

    [Fact]
    public void F10d_no_figure() => AssertQuantiles("F10d_prior_only", [], []);

    [Fact]
    public void F10e_a_lower_bound_lifts_the_low_end() => AssertQuantiles("F10e_plus_at_least_2000", [.. Claims, AtLeast], []);

    [Fact]
    public void Figures_within_three_deviations_do_not_conflict() =>
        Assert.Null(Some.Fused(Claims, new Provenance()).Assess(Some.Now).Conflict);

    [Fact]
    public void Figures_of_two_sources_far_apart_conflict()
    {
        var far = new QuantityClaim("n5", "h5", "ministry", Grade.Parse("B2"), Some.Now, Amount.Interval(200, 300));
        var conflict = Some.Fused([.. Claims, far], new Provenance()).Assess(Some.Now).Conflict;
        Assert.NotNull(conflict);
        Assert.Equal(("n5", "n1"), (conflict.LowerClaimId, conflict.HigherClaimId));
        var apart = (Math.Log(3000 * 5000.0) - Math.Log(200 * 300.0)) / 2;
        var sigma = Math.Sqrt(Math.Pow(Math.Log(5 / 3.0), 2) + Math.Pow(Math.Log(1.5), 2)) / (2 * 1.2815515655446004);
        Assert.Equal(apart / sigma, conflict.Deviations, 1e-9);
    }

    [Fact]
    public void Figures_of_one_source_do_not_conflict_with_each_other()
    {
        var own = new QuantityClaim("n5", "h5", "ngoA", Grade.Parse("B2"), Some.Now, Amount.Interval(200, 300));
        Assert.Null(Some.Fused([Claims[0], own], new Provenance()).Assess(Some.Now).Conflict);
    }

    [Fact]
    public void A_figure_that_has_faded_does_not_conflict()
    {
        var old = new QuantityClaim("n5", "h5", "ministry", Grade.Parse("B2"), Some.Now - (3 * 60 * 24), Amount.Interval(200, 300));
        Assert.Null(Some.Fused([.. Claims, old], new Provenance()).Assess(Some.Now).Conflict);
    }

    [Fact]
    public void An_explanation_says_how_much_each_figure_counts_and_moves_the_median()
    {
        var fusion = Some.Fused(Claims, Some.Citing([("h3", "h1")]));
        var copy = fusion.Explain(Some.Now).Single(c => c.ClaimId == "n3");
        var without = Some.Fused(Claims[..2], new Provenance()).Assess(Some.Now).P50;
        Assert.Equal(0.1, copy.Weight, 1e-15);
        Assert.Equal(0.1 * Math.Pow(2, -4 / 60.0), copy.WeightNow, 1e-15);
        Assert.Equal(without - fusion.Assess(Some.Now).P50, copy.MedianIfRemoved, 1e-6);
        Assert.Equal(("h1", 2, "ngoA", 1), copy.Shares.Select(s => (s.OriginId, s.RankInOrigin, s.ClusterId, s.RankInCluster)).Single());
    }

    private static void AssertQuantiles(string name, QuantityClaim[] claims, (string Report, string Cited)[] citations)
    {
        var fusion = Some.Fused(claims, Some.Citing(citations));
        var assessment = fusion.Assess(Some.Now);
        AssertClose(Expected.Of(name + "/q/P10").GetDouble(), assessment.P10);
        AssertClose(Expected.Of(name + "/q/P50").GetDouble(), assessment.P50);
        AssertClose(Expected.Of(name + "/q/P90").GetDouble(), assessment.P90);

        if (!Expected.Of(name).TryGetProperty("weights", out _))
            return;
        var weights = fusion.Explain(Some.Now).ToDictionary(c => c.ClaimId, c => c.Weight);
        var expected = Expected.Numbers(name + "/weights");
        Assert.Equal(expected.Keys.Order(), weights.Keys.Order());
        Assert.All(expected, entry => Assert.Equal(entry.Value, weights[entry.Key], 1e-15));
    }

    private static void AssertClose(double expected, double value) => Assert.Equal(1, value / expected, 1e-11);
}
