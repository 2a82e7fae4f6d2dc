using Compounds.Fusion;
using Compounds.Reports;
using CsCheck;

namespace Compounds.Fusion.Tests.Calculus;

/// <summary>The laws of the calculus for categories, on random claims and citations.</summary>
public class CategoryLawTests
{
    private static readonly Gen<(CodeClaim[] Claims, (string Report, string Cited)[] Citations)> Evidence = Gen.Select(Some.Claims, Some.Citations);

    [Fact]
    public void F_ORD_the_order_of_claims_does_not_matter() => Evidence
        .SelectMany((claims, citations) => Gen.Select(Gen.Const(claims), Gen.Const(citations), Gen.Shuffle(claims))).Sample(
        (claims, citations, shuffled) => Assert.Equal(Assessed(Some.Fused(claims, citations)), Assessed(Some.Fused(shuffled, citations))),
        iter: Some.Cases);

    [Fact]
    public void F_DUP_a_repeated_claim_changes_nothing() => Evidence.Sample(
        (claims, citations) =>
        {
            var fusion = Some.Fused(claims, citations);
            var once = Assessed(fusion);
            Assert.All(claims, claim => Assert.False(fusion.Add(claim)));
            Assert.Equal(once, Assessed(fusion));
        },
        iter: Some.Cases);

    [Fact]
    public void F_MONO_a_supporting_claim_never_lowers_its_value() => Gen.Select(
        Evidence, Some.Grade, Some.OneOf("s", "t", "u", "v", "w", "x"), Gen.Int[0, 5000], Some.OneOf([.. Some.StatusPriors.Keys]), Gen.Int[-1, 89]).Sample(
        (evidence, grade, source, age, code, cited) =>
        {
            var provenance = Some.Citing(evidence.Citations);
            var fusion = Some.Fused(evidence.Claims, provenance);
            var before = fusion.Assess(Some.Now).Of(code).Probability;
            if (cited >= 0)
                provenance.Cite("new", Some.Report(cited));
            fusion.Add(new CodeClaim("new", "new", source, grade, Some.Now - age, code));
            Assert.True(fusion.Assess(Some.Now).Of(code).Probability >= before - 1e-12);
        },
        iter: Some.Cases);

    [Fact]
    public void F_RET_a_claim_asserted_and_retracted_was_never_there() => Evidence.Where(evidence => evidence.Claims.Length > 0).Sample(
        (claims, citations) =>
        {
            var fusion = Some.Fused(claims, citations);
            Assessed(fusion);
            Assert.True(fusion.Remove(claims[^1].ClaimId));
            Assert.Equal(Assessed(Some.Fused(claims[..^1], citations)), Assessed(fusion));
        },
        iter: Some.Cases);

    [Fact]
    public void F_DEC_after_forty_half_lives_the_prior_is_back() => Evidence.Sample(
        (claims, citations) =>
        {
            var late = Some.Fused(claims, citations).Assess(Some.Now + (40 * Some.HalfLife));
            Assert.All(late.Codes, code => Assert.Equal(Some.StatusPriors[code.Code], code.Probability, 1e-6));
        },
        iter: Some.Cases);

    [Fact]
    public void F_COPY_copies_of_one_origin_are_worth_less_than_a_ninth_more() => Gen.Select(
        Gen.Select(Some.Grade, Gen.Int[0, 2000]).Array[1, 200], Gen.Int[0, 2000]).Sample(
        (copies, age) =>
        {
            var claims = copies.Select((copy, i) => new CodeClaim($"c{i}", $"C{i}", $"source{i}", copy.Item1, Some.Now - copy.Item2, "Raided")).ToArray();
            var nats = Some.Fused(claims, claims.Select(claim => (claim.ReportId, "origin:first"))).Assess(Some.Now).Of("Raided").ForNats;
            Assert.True(nats <= (Best(claims) / (1 - 0.10)) + 1e-12);
        },
        iter: Some.Cases);

    [Fact]
    public void F_SRC_one_source_is_worth_little_more_than_twice_its_best_report() => Gen.Select(
        Gen.Select(Some.Grade, Gen.Int[0, 2000]).Array[1, 200], Some.Citations).Sample(
        (reports, citations) =>
        {
            var claims = reports.Select((report, i) => new CodeClaim($"c{i}", Some.Report(i), "one", report.Item1, Some.Now - report.Item2, "Raided")).ToArray();
            var held = citations.Where(edge => int.TryParse(edge.Cited[1..], out var cited) && cited < claims.Length);
            var nats = Some.Fused(claims, held).Assess(Some.Now).Of("Raided").ForNats;
            Assert.True(nats <= (Best(claims) / (1 - 0.10) / (1 - 0.50)) + 1e-12);
        },
        iter: Some.Cases);

    [Fact]
    public void F_ADDV_a_code_that_nobody_claims_leaves_the_odds_of_the_others() => Evidence.Sample(
        (claims, citations) =>
        {
            var wider = Some.StatusPriors.ToDictionary(prior => prior.Key, prior => prior.Value * 0.9);
            wider["New"] = 0.1;
            var fusion = new CategoryFusion(new CategoryRule(wider, Some.HalfLife, FusionConstants.Standard), Some.Citing(citations));
            Assert.All(claims, claim => Assert.True(fusion.Add(claim)));
            var (narrow, wide) = (Some.Fused(claims, citations).Assess(Some.Now), fusion.Assess(Some.Now));
            var first = narrow.Of("Operating").Probability / narrow.Of("Dormant").Probability;
            var second = wide.Of("Operating").Probability / wide.Of("Dormant").Probability;
            Assert.Equal(1, second / first, 1e-9);
        },
        iter: Some.Cases);

    [Fact]
    public void F_SUM_contributions_add_up_to_the_score() => Evidence.Sample(
        (claims, citations) =>
        {
            var fusion = Some.Fused(claims, citations);
            var contributions = fusion.Explain(Some.Now);
            Assert.All(fusion.Assess(Some.Now).Codes, code => Assert.Equal(
                code.ScoreNats,
                Math.Log(Some.StatusPriors[code.Code]) + contributions.Where(c => c.Code == code.Code).Sum(c => c.Nats),
                1e-9));
        },
        iter: Some.Cases);

    [Fact]
    public void F_INC_any_way_to_a_state_gives_the_same_bits() => History<CodeClaim>.Of(Some.Claims, Some.Citations).Sample(
        history =>
        {
            var provenance = new Provenance();
            var fusion = new CategoryFusion(Some.Status, provenance);
            history.Replay(fusion, provenance, () => fusion.Assess(Some.Now));
            var batch = Some.Fused(history.Final.Claims, history.FinalProvenance());
            Assert.Equal(Assessed(batch), Assessed(fusion));
            Assert.Equal(Explained(batch), Explained(fusion));
        },
        iter: Some.Cases);

    [Fact]
    public void Removing_a_claim_does_what_its_explanation_said() => Evidence.Where(evidence => evidence.Claims.Length > 0).Sample(
        (claims, citations) =>
        {
            var fusion = Some.Fused(claims, citations);
            var before = Assessed(fusion);
            var contribution = fusion.Explain(Some.Now).Single(c => c.ClaimId == claims[0].ClaimId);
            Assert.Equal(before, Assessed(fusion));
            var with = fusion.Assess(Some.Now).Of(claims[0].Code).Probability;
            fusion.Remove(claims[0].ClaimId);
            Assert.Equal(contribution.IfRemoved, fusion.Assess(Some.Now).Of(claims[0].Code).Probability - with);
        },
        iter: Some.Cases);

    [Fact]
    public void F_CASC_a_claim_whose_origins_all_fell_weighs_nothing() => Gen.Select(Evidence, Gen.Int[0, 13].Array[1, 4]).Sample(
        (evidence, fallen) =>
        {
            var (claims, citations) = evidence;
            var erroneous = fallen.Select(Some.Report).ToHashSet();
            var provenance = Some.Citing(citations);
            var fusion = Some.Fused(claims, provenance);
            Assessed(fusion);
            foreach (var report in erroneous)
                provenance.MarkErroneous(report);

            var lost = claims.Where(claim => HasFallen(claim.ReportId, provenance, citations, erroneous)).ToArray();
            var contributions = fusion.Explain(Some.Now);
            Assert.Equal(lost.Select(claim => claim.ClaimId).Order(StringComparer.Ordinal), fusion.Assess(Some.Now).NeedsReview);
            Assert.Equal(lost.Select(claim => claim.ClaimId).ToHashSet(), contributions.Where(c => c.NeedsReview).Select(c => c.ClaimId).ToHashSet());
            Assert.All(contributions.Where(c => c.NeedsReview), c => Assert.Equal((0.0, 0.0), (c.Nats, c.IfRemoved)));

            var without = Some.Fused(claims.Except(lost), citations).Assess(Some.Now);
            Assert.Equal(without.Codes, fusion.Assess(Some.Now).Codes);
        },
        iter: Some.Cases);

    private static bool HasFallen(string report, Provenance provenance, (string Report, string Cited)[] citations, HashSet<string> erroneous)
    {
        var members = provenance.Circular.ToDictionary(circle => circle.OriginId, circle => circle.Reports);
        var cited = citations.Any(edge => edge.Report == report || edge.Cited == report);
        var origins = cited ? new Oracle.Roots([], Some.Map(citations)).Of(report) : [report];
        return origins.All(origin => members.GetValueOrDefault(origin, [origin]).All(erroneous.Contains));
    }

    private static double Best(CodeClaim[] claims) =>
        claims.Max(claim => Oracle.Lambda(claim.Grade) * Math.Pow(2, -(Some.Now - claim.ObservedHour) / (double)Some.HalfLife));

    private static string Assessed(CategoryFusion fusion) => Some.Bits(fusion.Assess(Some.Now)) + Some.Bits(fusion.Assess(Some.Now + 777));

    private static string Explained(CategoryFusion fusion) => string.Join('\n', fusion.Explain(Some.Now).Select(c =>
        $"{c.ClaimId} {c.Grade} {c.AgeHours} {Some.Bits(c.Nats)} {Some.Bits(c.IfRemoved)} {c.NeedsReview} {c.Circular} {string.Join(',', c.Shares)}"));
}
