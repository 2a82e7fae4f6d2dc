using Compounds.Fusion;
using Compounds.Reports;
using CsCheck;

namespace Compounds.Fusion.Tests.Calculus;

/// <summary>The laws of the calculus for amounts, and random histories against the reference.</summary>
public class QuantityLawTests
{
    private static readonly double[] Levels = [0.01, 0.1, 0.5, 0.9, 0.99];
    private static readonly Gen<(QuantityClaim[] Claims, (string Report, string Cited)[] Citations)> Evidence = Gen.Select(Some.Quantities, Some.Citations);

    [Fact]
    public void Quantiles_and_weights_agree_with_the_reference() => Evidence.Sample(
        (claims, citations) =>
        {
            var fusion = Some.Fused(claims, Some.Citing(citations));
            var (quantiles, weights) = new Oracle(Some.Map(citations), Some.Now, Some.Headcount.HalfLifeHours).Quantity(claims, Some.Headcount, Levels);
            var values = new double[Levels.Length];
            fusion.Quantiles(Some.Now, Levels, values);
            for (var i = 0; i < Levels.Length; i++)
                Assert.Equal(0, Math.Log(values[i] / quantiles[i]), 1e-9);
            if (claims.Length <= 14)
                Assert.All(fusion.Explain(Some.Now), c => Assert.Equal(weights.GetValueOrDefault(c.ClaimId), c.Weight, 1e-12));
        },
        iter: Some.Cases);

    [Fact]
    public void The_worst_conflict_agrees_with_comparing_all_pairs() => Evidence.Sample(
        (claims, citations) =>
        {
            var fusion = Some.Fused(claims, Some.Citing(citations));
            var figures = fusion.Explain(Some.Now).SelectMany(c => c.Shares.Select(share => (Claim: c, share.ClusterId, Weight: share.Weight * c.WeightNow / c.Weight)))
                .Where(f => f.Claim.Amount.Kind is AmountKind.Interval or AmountKind.Point && f.Weight >= 0.2).ToArray();
            var worst = figures.SelectMany(_ => figures, (a, b) => (a, b)).Where(pair => pair.a.ClusterId != pair.b.ClusterId)
                .Select(pair => Deviations(pair.a.Claim.Amount, pair.b.Claim.Amount)).DefaultIfEmpty().Max();
            var conflict = fusion.Assess(Some.Now).Conflict;
            Assert.Equal(worst > 3 ? worst : 0, conflict?.Deviations ?? 0, 1e-9);
        },
        iter: Some.Cases);

    [Fact]
    public void F_ORD_the_order_of_claims_does_not_matter() => Evidence
        .SelectMany((claims, citations) => Gen.Select(Gen.Const(claims), Gen.Const(citations), Gen.Shuffle(claims))).Sample(
        (claims, citations, shuffled) =>
            Assert.Equal(Assessed(Some.Fused(claims, Some.Citing(citations))), Assessed(Some.Fused(shuffled, Some.Citing(citations)))),
        iter: Some.Cases);

    [Fact]
    public void F_DUP_a_repeated_claim_changes_nothing() => Evidence.Sample(
        (claims, citations) =>
        {
            var fusion = Some.Fused(claims, Some.Citing(citations));
            var once = Assessed(fusion);
            Assert.All(claims, claim => Assert.False(fusion.Add(claim)));
            Assert.Equal(once, Assessed(fusion));
        },
        iter: Some.Cases);

    [Fact]
    public void F_RET_a_claim_asserted_and_retracted_was_never_there() => Evidence.Where(evidence => evidence.Claims.Length > 0).Sample(
        (claims, citations) =>
        {
            var fusion = Some.Fused(claims, Some.Citing(citations));
            Assessed(fusion);
            Assert.True(fusion.Remove(claims[^1].ClaimId));
            Assert.Equal(Assessed(Some.Fused(claims[..^1], Some.Citing(citations))), Assessed(fusion));
        },
        iter: Some.Cases);

    [Fact]
    public void F_INC_any_way_to_a_state_gives_the_same_bits() => History<QuantityClaim>.Of(Some.Quantities, Some.Citations).Sample(
        history =>
        {
            var provenance = new Provenance();
            var fusion = new QuantityFusion(Some.Headcount, provenance);
            history.Replay(fusion, provenance, () => fusion.Assess(Some.Now));
            var batch = Some.Fused(history.Final.Claims, history.FinalProvenance());
            Assert.Equal(Assessed(batch), Assessed(fusion));
            if (batch.Count <= 14)
                Assert.Equal(Explained(batch), Explained(fusion));
        },
        iter: Some.Cases);

    [Fact]
    public void A_fallen_origin_that_a_sound_report_closes_a_circle_with_stands_and_falls_again_when_the_circle_opens()
    {
        var claims = Enumerable.Range(1, 20).Select(static i => new QuantityClaim($"k{i:00}", $"R{i:00}", $"s{i}", Grade.Parse("B2"), Some.Now - i, Amount.Point(100 * i))).ToArray();
        var provenance = Some.Citing([("R01", "R00")]);
        provenance.MarkErroneous("R00");
        var fusion = Some.Fused(claims, provenance);
        Assert.Equal(["k01"], fusion.Assess(Some.Now).NeedsReview);

        provenance.Cite("R00", "R01");
        Assert.Empty(fusion.Assess(Some.Now).NeedsReview);
        Assert.Equal(Assessed(Some.Fused(claims, provenance)), Assessed(fusion));

        provenance.Uncite("R00", "R01");
        Assert.Equal(["k01"], fusion.Assess(Some.Now).NeedsReview);
        Assert.Equal(Assessed(Some.Fused(claims, provenance)), Assessed(fusion));
    }

    [Fact]
    public void F_CASC_a_figure_whose_origins_all_fell_weighs_nothing() => Gen.Select(Evidence, Gen.Int[0, 13].Array[1, 4]).Sample(
        (evidence, fallen) =>
        {
            var (claims, citations) = evidence;
            var provenance = Some.Citing(citations);
            var fusion = Some.Fused(claims, provenance);
            Assessed(fusion);
            foreach (var report in fallen.Select(Some.Report))
                provenance.MarkErroneous(report);
            var assessment = fusion.Assess(Some.Now);
            var lost = claims.Where(claim => provenance.OriginsOf(claim.ReportId).Count == 0).ToArray();
            Assert.Equal(lost.Select(claim => claim.ClaimId).Order(StringComparer.Ordinal), assessment.NeedsReview);
            var without = Some.Fused(claims.Except(lost), Some.Citing(citations)).Assess(Some.Now);
            Assert.Equal(0, Math.Log(assessment.P10 / without.P10), 1e-9);
            Assert.Equal(0, Math.Log(assessment.P50 / without.P50), 1e-9);
            Assert.Equal(0, Math.Log(assessment.P90 / without.P90), 1e-9);
        },
        iter: Some.Cases);

    [Fact]
    public void F_SCALE_another_unit_gives_the_same_amounts() => Gen.Select(Evidence, Gen.Double[0.01, 100]).Sample(
        (evidence, k) =>
        {
            var (claims, citations) = evidence;
            var rule = new QuantityRule(k, 200_000 * k, 500 * k, 1.5, Some.Headcount.HalfLifeHours, FusionConstants.Standard);
            var scaled = Some.Fused(claims.Select(claim => claim with { Amount = Times(claim.Amount, k) }), Some.Citing(citations), rule).Assess(Some.Now);
            var plain = Some.Fused(claims, Some.Citing(citations)).Assess(Some.Now);
            Assert.Equal(0, Math.Log(scaled.P10 / plain.P10 / k), 1e-9);
            Assert.Equal(0, Math.Log(scaled.P50 / plain.P50 / k), 1e-9);
            Assert.Equal(0, Math.Log(scaled.P90 / plain.P90 / k), 1e-9);
        },
        iter: Some.Cases);

    [Fact]
    public void F_PRIOR_after_sixty_half_lives_the_prior_is_back() => Evidence.Sample(
        (claims, citations) =>
        {
            var late = Some.Fused(claims, Some.Citing(citations)).Assess(Some.Now + (60 * Some.Headcount.HalfLifeHours));
            var prior = Some.Fused(Array.Empty<QuantityClaim>(), new Provenance()).Assess(Some.Now);
            Assert.Equal(0, Math.Log(late.P10 / prior.P10), 1e-9);
            Assert.Equal(0, Math.Log(late.P50 / prior.P50), 1e-9);
            Assert.Equal(0, Math.Log(late.P90 / prior.P90), 1e-9);
        },
        iter: Some.Cases);

    private static double Deviations(Amount a, Amount b)
    {
        var (sa, sb) = (Some.Headcount.SigmaOf(a), Some.Headcount.SigmaOf(b));
        var apart = Math.Abs(Math.Log(a.Low * a.High) - Math.Log(b.Low * b.High)) / 2;
        var disjoint = apart > 1.2815515655446004 * (sa + sb);
        return disjoint ? apart / Math.Sqrt((sa * sa) + (sb * sb)) : 0;
    }

    private static Amount Times(Amount amount, double k) => amount.Kind switch
    {
        AmountKind.Interval => Amount.Interval(amount.Low * k, amount.High * k),
        AmountKind.Point => Amount.Point(amount.Low * k, amount.Spread > 0 ? amount.Spread : null),
        AmountKind.AtLeast => Amount.AtLeast(amount.Low * k),
        _ => Amount.AtMost(amount.Low * k),
    };

    private static string Assessed(QuantityFusion fusion) => Some.Bits(fusion.Assess(Some.Now)) + Some.Bits(fusion.Assess(Some.Now + 777));

    private static string Explained(QuantityFusion fusion) => string.Join('\n', fusion.Explain(Some.Now).Select(c =>
        $"{c.ClaimId} {Some.Bits(c.Weight)} {Some.Bits(c.MedianIfRemoved)} {c.NeedsReview} {c.Circular} {string.Join(',', c.Shares)}"));
}
