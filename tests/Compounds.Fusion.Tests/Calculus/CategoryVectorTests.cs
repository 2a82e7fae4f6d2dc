using Compounds.Fusion;

namespace Compounds.Fusion.Tests.Calculus;

/// <summary>The worked cases F1 to F9 and F12 of the specification.</summary>
public class CategoryVectorTests
{
    private const double Tolerance = 1e-12;
    private static readonly CodeClaim C1 = Some.Claim("c1", "r1", "ngoA", "Operating", "B2", Some.Now);
    private static readonly CodeClaim C2 = Some.Claim("c2", "r2", "police", "Operating", "C3", Some.Hour(2025, 1, 21));
    private static readonly CodeClaim C3 = Some.Claim("c3", "r3", "blog", "Operating", "F3", Some.Hour(2025, 2, 1));

    private static readonly CodeClaim[] Worked =
    [
        Some.Claim("a1", "p1", "ngoA", "Operating", "B2", Some.Hour(2025, 1, 30)),
        Some.Claim("a2", "p2", "mediaX", "Operating", "C3", Some.Hour(2025, 2, 1)),
        Some.Claim("a3", "p3", "mediaY", "Operating", "F3", Some.Hour(2025, 2, 2)),
        Some.Claim("a4", "p4", "bgf", "Abandoned", "D4", Some.Hour(2025, 2, 3)),
        Some.Claim("a5", "p5", "satellite", "Operating", "A2", Some.Hour(2024, 12, 22)),
        Some.Claim("a6", "p6", "police", "Operating", "B3", Some.Hour(2025, 1, 1), denied: true),
    ];

    [Fact]
    public void F1_one_fresh_report() => AssertOperating("F1_single_B2", [C1], []);

    [Fact]
    public void F2_the_same_report_a_half_life_later() =>
        AssertOperating("F2_one_half_life", [C1 with { ObservedHour = Some.Now - Some.HalfLife }], []);

    [Fact]
    public void F3_two_independent_reports() => AssertOperating("F3_two_independent", [C1, C2], []);

    [Fact]
    public void F4_the_second_report_cites_the_first() => AssertOperating("F4_r2_cites_r1", [C1, C2], [("r2", "r1")]);

    [Fact]
    public void F5_three_reports_in_a_circle()
    {
        var assessment = AssertOperating("F5_circular", [C1, C2, C3], [("r1", "r2"), ("r2", "r3"), ("r3", "r1")]);
        var circle = Assert.Single(assessment.Circular);
        Assert.Equal("r1", circle.OriginId);
        Assert.Equal(["r1", "r2", "r3"], circle.Reports);
    }

    [Fact]
    public void F6_five_weekly_reports_of_one_source()
    {
        var claims = Enumerable.Range(0, 5)
            .Select(week => Some.Claim($"d{week}", $"q{week}", "ngoA", "Operating", "B2", Some.Hour(2025, 1, 8) + (week * 7 * 24))).ToArray();
        var assessment = AssertOperating("F6_same_source_five_weekly", claims, []);
        Assert.True(assessment.Of("Operating").ForNats < Expected.Of("F6_same_source_five_weekly/bound").GetDouble());
        Assert.Equal(1, assessment.Of("Operating").EffectiveSources);
    }

    [Fact]
    public void F7_two_certain_sources_contradict_each_other()
    {
        var rule = new CategoryRule(
            new Dictionary<string, double> { ["Meningitis"] = 1 / 3.0, ["Concussion"] = 1 / 3.0, ["Tumour"] = 1 / 3.0 }, Some.HalfLife, FusionConstants.Standard);
        var fusion = new CategoryFusion(rule, new Provenance());
        fusion.Add(Some.Claim("z1", "y1", "docA", "Meningitis", "A1", Some.Now));
        fusion.Add(Some.Claim("z2", "y2", "docB", "Concussion", "A1", Some.Now));

        var assessment = fusion.Assess(Some.Now);
        AssertProbabilities("F7_zadeh", assessment);
        Assert.Equal(Expected.Of("F7_zadeh/kappa").GetDouble(), assessment.Contradiction.Kappa, Tolerance);
        Assert.True(assessment.Contradiction.IsConflict);
    }

    [Fact]
    public void F8_one_value_of_several_with_a_denial()
    {
        var fusion = new MultiValueFusion(new MultiValueRule(.1, 365 * 24, FusionConstants.Standard), new Provenance());
        fusion.Add(Some.Claim("s1", "u1", "pea", "edge", "A2", Some.Hour(2025, 1, 15)));
        fusion.Add(Some.Claim("s2", "u2", "satellite", "edge", "B2", Some.Hour(2024, 11, 5)));
        fusion.Add(Some.Claim("s3", "u3", "localPress", "edge", "C4", Some.Hour(2025, 2, 1), denied: true));

        var value = Assert.Single(fusion.Assess(Some.Now).Values);
        var expected = Expected.Of("F8_supplied_by");
        Assert.Equal(expected.GetProperty("P").GetDouble(), value.Probability, Tolerance);
        Assert.Equal(expected.GetProperty("logodds").GetDouble(), value.LogOdds, Tolerance);
        Assert.Equal(expected.GetProperty("for").GetDouble(), value.ForNats, Tolerance);
        Assert.Equal(expected.GetProperty("against").GetDouble(), value.AgainstNats, Tolerance);
        Assert.Equal(expected.GetProperty("kappa").GetDouble(), value.Contradiction.Kappa, Tolerance);
        Assert.False(value.Contradiction.IsConflict);
        Assert.Equal(2, value.EffectiveSources);
        AssertContributions("F8_supplied_by/contrib", fusion.Explain(Some.Now));
    }

    [Fact]
    public void F9_a_synthesis_with_two_roots_of_which_one_is_unseen() => AssertOperating(
        "F9_two_root_synthesis",
        [Some.Claim("m1", "rA", "ngoA", "Operating", "B2", Some.Now), Some.Claim("m2", "rS", "analyst", "Operating", "B2", Some.Now)],
        [("rS", "rA"), ("rS", "rB")]);

    [Fact]
    public void F12_denial_decay_and_copies_together()
    {
        var fusion = Some.Fused(Worked, [("p2", "p1"), ("p3", "p2")]);
        var assessment = fusion.Assess(Some.Now);
        AssertProbabilities("F12_worked", assessment);
        var contributions = fusion.Explain(Some.Now);
        Assert.All(assessment.Codes, code =>
        {
            Assert.Equal(Expected.Of($"F12_worked/score/{code.Code}").GetDouble(), code.ScoreNats, Tolerance);
            Assert.Equal(Expected.Of($"F12_worked/detail/{code.Code}/for").GetDouble(), code.ForNats, Tolerance);
            Assert.Equal(Expected.Of($"F12_worked/detail/{code.Code}/against").GetDouble(), code.AgainstNats, Tolerance);
            AssertContributions($"F12_worked/detail/{code.Code}/contrib", contributions.Where(c => c.Code == code.Code));
        });
        Assert.Equal(Expected.Of("F12_worked/kappa").GetDouble(), assessment.Contradiction.Kappa, Tolerance);
        Assert.False(assessment.Contradiction.IsConflict);
    }

    [Fact]
    public void F12b_after_a_retraction_the_copies_stand_for_what_they_copied()
    {
        var fusion = Some.Fused(Worked, [("p2", "p1"), ("p3", "p2")]);
        Assert.True(fusion.Remove("a1"));
        AssertProbabilities("F12b_after_retracting_a1", fusion.Assess(Some.Now));
    }

    [Fact]
    public void An_explanation_says_where_each_claim_stands_and_what_its_loss_would_mean()
    {
        var fusion = Some.Fused(Worked, [("p2", "p1"), ("p3", "p2")]);
        var copy = fusion.Explain(Some.Now).Single(c => c.ClaimId == "a3");

        Assert.Equal([new OriginShare("p1", 3, "ngoA", 1, 0.01)], copy.Shares.Select(s => s with { Weight = Math.Round(s.Weight, 15) }));
        Assert.Equal(3 * 24, copy.AgeHours);
        Assert.Equal(10 / Math.Log(10) * copy.Nats, copy.Decibans, Tolerance);

        var with = fusion.Assess(Some.Now).Of("Operating").Probability;
        var without = Some.Fused(Worked.Where(c => c.ClaimId != "a3"), [("p2", "p1"), ("p3", "p2")]).Assess(Some.Now).Of("Operating").Probability;
        Assert.Equal(without - with, copy.IfRemoved);
    }

    private static CategoryAssessment AssertOperating(string name, CodeClaim[] claims, (string Report, string Cited)[] citations)
    {
        var fusion = Some.Fused(claims, citations);
        var assessment = fusion.Assess(Some.Now);
        AssertProbabilities(name, assessment);
        Assert.Equal(Expected.Of(name + "/support").GetDouble(), assessment.Of("Operating").ForNats, Tolerance);
        if (Expected.Of(name).TryGetProperty("contrib", out _))
            AssertContributions(name + "/contrib", fusion.Explain(Some.Now));
        return assessment;
    }

    private static void AssertProbabilities(string name, CategoryAssessment assessment)
    {
        var expected = Expected.Numbers(name + "/P");
        Assert.Equal(expected.Count, assessment.Codes.Count);
        Assert.All(assessment.Codes, code => Assert.Equal(expected[code.Code], code.Probability, Tolerance));
    }

    private static void AssertContributions(string path, IEnumerable<Contribution> contributions)
    {
        var expected = Expected.Numbers(path);
        var found = contributions.ToDictionary(c => c.ClaimId, c => c.Nats);
        Assert.Equal(expected.Keys.Order(), found.Keys.Order());
        Assert.All(expected, entry => Assert.Equal(entry.Value, found[entry.Key], Tolerance));
    }
}
