using Compounds.Claims;
using Compounds.Fusion;
using Compounds.Reports;
using CsCheck;

namespace Compounds.Fusion.Tests.Calculus;

/// <summary>The laws of the calculus for codes, on random worlds.</summary>
public class CategoryLawTests
{
    private const double Tolerance = 1e-12;

    // A claim of a report of its own that nothing else goes back to; it may cite one of the world, and may begin at a told time.
    private static readonly Gen<(World<CodeClaim> World, CodeClaim Extra, string? Cited)> s_arrival =
        Worlds.Codes.SelectMany(world => Gen.Select(
        Worlds.Code, Worlds.Grade, Worlds.OneOf("s", "t", "u", "v", "w", "x"), Gen.Int[0, 3000], Gen.Int[-3000, 3000],
            Gen.Int[-world.Claims.Length, world.Claims.Length - 1])
        .Select((code, grade, source, age, begins, cited) => (
            world,
            new CodeClaim("zz", "Rzz", source, grade, Worlds.Now - age, code) { FromHour = world.Rule.Nature == Nature.Standing
                && begins < 0 ? Worlds.Now + begins : null },
            cited < 0 ? null : world.Claims[cited].ReportId)));

    [Fact]
    public void F_MONO_a_new_supporting_claim_never_lowers_its_value() => s_arrival.Sample(
        arrival =>
        {
            var (before, after) = Around(arrival, isDenied: false);
            Assert.True(after >= (before ?? 0) - Tolerance);
        },
        iter: Cases.Count);

    [Fact]
    public void F_MONO_a_new_denial_never_raises_its_value() => s_arrival.Sample(
        arrival =>
        {
            var (before, after) = Around(arrival, isDenied: true);
            Assert.True(before is null || after is null || after <= before + Tolerance);
        },
        iter: Cases.Count);

    [Fact]
    public void F_SUM_contributions_and_base_add_up_to_the_score() => Worlds.Codes.Sample(
        world =>
        {
            var fusion = world.Fuse();
            var contributions = fusion.Explain(Worlds.Now);
            Assert.All(fusion.Assess(Worlds.Now).Values, value => Assert.Equal(
                value.Score, value.Base + contributions.Where(contribution => contribution.Code == value.Value)
                    .Sum(contribution => contribution.Nats), 1e-9));
        },
        iter: Cases.Count);

    [Fact]
    public void F_ONE_probabilities_of_a_single_value_add_up_to_1() => Worlds.Codes.Where(world => world.Rule.IsSingle).Sample(
        world =>
        {
            var assessment = world.Fuse().Assess(Worlds.Now);
            if (assessment.WhyNone is null)
                Assert.Equal(1, assessment.Values.Sum(value => value.Probability) + assessment.Other!.Value, Tolerance);
            else
                Assert.Empty(assessment.Values);
        },
        iter: Cases.Count);

    [Fact]
    public void F_LEAD_a_lone_undenied_claim_leads() => Gen.Select(Worlds.CodeRule, Worlds.Grade, Gen.Int[0, 100_000]).Sample(
        (rule, grade, age) =>
        {
            var assessment = Alone(rule, Claim("a", "p", grade, Worlds.Now - age)).Assess(Worlds.Now);
            Assert.Equal("p", assessment.Leader!.Value);
            Assert.True(assessment.Leader.Probability >= Math.Max(.5, assessment.Other ?? 0) - Tolerance);
        },
        iter: Cases.Count);

    [Fact]
    public void F_JUNK_ten_E5_rivals_cost_a_B2_less_than_a_hundredth() => Worlds.CodeRule.Where(rule => rule.IsSingle).Sample(
        rule =>
        {
            var own = Claim("a", "p", Grade.Parse("B2"), Worlds.Now - 100);
            var junk = Enumerable.Range(0, 10).Select(i => Claim($"j{i}", $"junk{i}", Grade.Parse("E5"), Worlds.Now - 100)).ToArray();
            Assert.True(P(Alone(rule, [own, .. junk]), "p") > P(Alone(rule, own), "p") - .01);
        },
        iter: Cases.Count);

    [Fact]
    public void F_ADDV_a_weak_older_third_value_leaves_the_odds_of_two_others() => Gen.Select(
        Worlds.CodeRule.Where(rule => rule.IsSingle), Worlds.OneOf("B2", "C3", "F3"), Worlds.OneOf("D3", "E2", "F6", "C4"), Gen.Int[0, 500])
            .Sample(
        (rule, grade, weak, age) =>
        {
            var (p, q) = (Claim("a", "p", Grade.Parse("B2"), Worlds.Now - 100), Claim("b", "q", Grade.Parse(grade), Worlds.Now - 100));
            var (two, three) = (Alone(rule, p, q), Alone(rule, p, q, Claim("w", "new", Grade.Parse(weak), Worlds.Now - 100 - age)));
            Assert.Equal(1, P(two, "p") / P(two, "q") / (P(three, "p") / P(three, "q")), 1e-9);
        },
        iter: Cases.Count);

    [Fact]
    public void F_HEAL_a_conflict_of_states_does_not_end_with_time_alone() =>
        Gen.Select(Worlds.Codes.Where(world => world.Rule.IsState), Gen.Int[1, 5000]).Sample(
        (world, hours) =>
        {
            // Claims that end or begin would change who speaks.
            var now = world.Claims.Max(claim => Math.Max(claim.ObservedHour, claim.FromHour ?? 0));
            var fusion = (world with { Claims = [.. world.Claims.Select(claim => claim with { UntilHour = null })] }).Fuse();
            Assert.Equal(Conflicts(fusion.Assess(now)), Conflicts(fusion.Assess(now + hours)));
        },
        iter: Cases.Count);

    [Fact]
    public void F_DEC_a_state_that_nobody_reports_on_any_more_falls_to_even_odds() => Worlds.Codes.Where(world => world.Rule.IsState)
        .Sample(
        world =>
        {
            var late = world.Fuse().Assess(Worlds.Now + (60 * world.Rule.HalfLifeHours!.Value));
            Assert.All(late.Values, value =>
                Assert.True(value.Probability <= .5 + 1e-6 && (world.Rule.IsSingle || value.Probability >= .5 - 1e-6)));
        },
        iter: Cases.Count);

    [Fact]
    public void F_STAND_a_standing_fact_does_not_age_and_reaches_back() => Worlds.Codes.Where(world => world.Rule.Nature == Nature.Standing)
        .Sample(
        world =>
        {
            var fusion = (world with { Claims = [.. world.Claims.Select(claim => claim with { FromHour = null, UntilHour = null })] })
                .Fuse();
            Assert.Equal(Probabilities(fusion.Assess(Worlds.Now - 9_000)), Probabilities(fusion.Assess(Worlds.Now + 90_000)));
        },
        iter: Cases.Count);

    [Fact]
    public void F_CASC_an_erroneous_root_zeroes_the_claims_without_another() => Gen.Select(Worlds.Codes, Gen.Int[0, 39].Array[1, 4]).Sample(
        (world, fallen) =>
        {
            var provenance = world.Provenance();
            var fusion = world.Fuse(provenance);
            Assert.NotNull(fusion.Assess(Worlds.Now));
            foreach (var report in fallen.Select(i => world.Claims[i % world.Claims.Length].ReportId))
                provenance.MarkErroneous(report);
            var erroneous = world with { Erroneous =
                [.. world.Erroneous.Union(fallen.Select(i => world.Claims[i % world.Claims.Length].ReportId))] };
            var lost = new Oracle<CodeClaim>(erroneous, Worlds.Now).Review;
            var contributions = fusion.Explain(Worlds.Now);
            Assert.Equal(lost, fusion.Assess(Worlds.Now).NeedsReview);
            Assert.Equal(lost, contributions.Where(contribution => contribution.NeedsReview).Select(contribution => contribution.ClaimId)
                .Order(StringComparer.Ordinal));
            Assert.All(contributions.Where(contribution => contribution.NeedsReview), contribution =>
                Assert.Equal((0, 0), (contribution.Nats, contribution.IfRemoved)));
            var without = (world with { Claims = [.. world.Claims.Where(claim => !lost.Contains(claim.ClaimId))] })
                .Fuse(erroneous.Provenance());
            Assert.Equal(Bits.Of(without.Assess(Worlds.Now).Values), Bits.Of(fusion.Assess(Worlds.Now).Values));
        },
        iter: Cases.Count);

    [Fact]
    public void F_COPY_copies_of_one_report_are_worth_at_most_a_ninth_more() =>
        Gen.Select(Worlds.CodeRule, Gen.Select(Worlds.Grade, Gen.Int[0, 2000]).Array[1, 60]).Sample(
        (rule, copies) =>
        {
            var provenance = new Provenance();
            var claims = copies.Select((copy, i) => Claim($"c{i}", "p", copy.Item1, Worlds.Now - copy.Item2)).ToArray();
            foreach (var claim in claims)
                provenance.Cite(claim.ReportId, "origin");
            AssertAtMost(rule, provenance, claims, 1 / (1 - .10));
        },
        iter: Cases.Count);

    [Fact]
    public void F_SRC_one_source_is_worth_little_more_than_twice_its_best() => Gen.Select(
        Worlds.CodeRule, Gen.Select(Worlds.Grade, Gen.Int[0, 2000], Gen.Int[0, 59]).Array[1, 60]).Sample(
        (rule, reports) =>
        {
            var provenance = new Provenance();
            var claims = reports.Select((report, i) =>
                Claim($"c{i}", "p", report.Item1, Worlds.Now - report.Item2) with { SourceId = "one" }).ToArray();
            for (var i = 0; i < claims.Length; i++)
            {
                provenance.File(claims[i].ReportId, "one");
                if (reports[i].Item3 < i)
                    provenance.Cite(claims[i].ReportId, claims[reports[i].Item3].ReportId);
            }

            AssertAtMost(rule, provenance, claims, 1 / (1 - .10) / (1 - .50));
        },
        iter: Cases.Count);

    [Fact]
    public void F_MANY_any_number_of_sources_is_worth_less_than_seven_times_the_best() => Gen.Select(
        Worlds.CodeRule, Gen.Select(Worlds.Grade, Gen.Int[0, 2000]).Array[1, 80]).Sample(
        (rule, reports) =>
        {
            var provenance = new Provenance();
            var claims = reports.Select((report, i) => Claim($"c{i}", "p", report.Item1, Worlds.Now - report.Item2)).ToArray();
            foreach (var claim in claims)
                provenance.File(claim.ReportId, claim.SourceId);
            AssertAtMost(rule, provenance, claims, 1 / (1 - .85));
        },
        iter: Cases.Count);

    [Fact]
    public void Published_sources_never_exceed_the_reports() => Worlds.Codes.Sample(
        world => Assert.All(world.Fuse().Assess(Worlds.Now).Values, value =>
        {
            var reports = world.Claims.Where(claim => claim.Code == value.Value && !claim.IsDenied).Select(claim => claim.ReportId)
                .Distinct().Count();
            Assert.InRange(value.Reports, 1, reports);
            Assert.InRange(value.EffectiveSources, 0, value.Reports);
        }),
        iter: Cases.Count);

    [Fact]
    public void A_claim_of_one_value_is_still_told_of_after_a_thousand_half_lives()
    {
        var fusion = Alone(new FusionRule(Nature.State, 24, 6, FusionConstants.Standard), Claim("a", "p", Grade.Parse("B2"), 0));
        var assessment = fusion.Assess(24 * 5000);
        Assert.Null(assessment.WhyNone);
        Assert.Equal(.5, assessment.Leader!.Probability, 1e-12);
        Assert.True(assessment.Leader.IsStale);
    }

    private static CodeClaim Claim(string id, string code, Grade grade, long hour) => new(id, "R" + id, "S" + id, grade, hour, code);

    private static CategoryFusion Alone(FusionRule rule, params CodeClaim[] claims) => new World<CodeClaim>(rule, claims, [], [], [], [])
        .Fuse();

    private static double P(CategoryFusion fusion, string code) =>
        fusion.Assess(Worlds.Now).Values.Single(value => value.Value == code).Probability;

    private static (double? Before, double? After) Around((World<CodeClaim> World, CodeClaim Extra, string? Cited) arrival, bool isDenied)
    {
        var (world, extra, cited) = arrival;
        var before = world.Filing("Rzz", extra.SourceId).Fuse().Assess(Worlds.Now);
        var after = (world with { Cites = cited is null ? world.Cites : [.. world.Cites, ("Rzz", cited)] })
            .Filing("Rzz", extra.SourceId).With(extra with { IsDenied = isDenied }).Fuse().Assess(Worlds.Now);
        double? Of(CategoryAssessment assessment) => assessment.Values.SingleOrDefault(value => value.Value == extra.Code)?.Probability;
        var isHeard = Of(after) is not null || isDenied || extra.FromHour > Worlds.Now || after.NeedsReview.Contains("zz");
        Assert.True(isHeard);
        return (Of(before), isDenied ? Of(after) : Of(after) ?? Of(before) ?? 0);
    }

    private static string Conflicts(CategoryAssessment assessment) => assessment.Disagreement.IsConflict + string.Concat(
        assessment.Values.OrderBy(value => value.Value, StringComparer.Ordinal)
            .Select(value => $" {value.Value} {value.Disagreement.IsConflict}"));

    private static string Probabilities(CategoryAssessment assessment) =>
        string.Concat(assessment.Values.Select(value => $"{value.Value} {Bits.Of(value.Probability)}"));

    private static void AssertAtMost(FusionRule rule, Provenance provenance, CodeClaim[] claims, double times)
    {
        var fusion = new CategoryFusion(rule, provenance);
        foreach (var claim in claims)
            fusion.Add(claim);
        var best = claims.Max(claim => Alone(rule, claim).Assess(Worlds.Now).Values[0].ForNats);
        Assert.True(fusion.Assess(Worlds.Now).Values[0].ForNats <= (best * times) + 1e-9);
    }
}
