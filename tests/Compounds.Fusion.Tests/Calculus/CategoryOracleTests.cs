using Compounds.Fusion;
using CsCheck;

namespace Compounds.Fusion.Tests.Calculus;

/// <summary>Random histories against the reference, with circles of citation and origins outside the store.</summary>
public class CategoryOracleTests
{
    private const double Tolerance = 1e-9;

    [Fact]
    public void Categories_agree_with_the_reference() => Gen.Select(Some.Claims, Some.Citations).Sample(
        (claims, citations) =>
        {
            var fusion = Some.Fused(claims, citations);
            var expected = new Oracle(Some.Map(citations), Some.Now, Some.HalfLife).Category(claims, Some.StatusPriors);
            var assessment = fusion.Assess(Some.Now);
            foreach (var code in assessment.Codes)
            {
                Assert.Equal(expected.P[code.Code], code.Probability, Tolerance);
                Assert.Equal(expected.Score[code.Code], code.ScoreNats, Tolerance);
            }

            Assert.Equal(expected.Kappa, assessment.Contradiction.Kappa, Tolerance);
        },
        iter: Some.Cases);

    [Fact]
    public void Contributions_agree_with_the_reference() => Gen.Select(Some.Claims, Some.Citations).Sample(
        (claims, citations) =>
        {
            var expected = new Oracle(Some.Map(citations), Some.Now, Some.HalfLife).Category(claims, Some.StatusPriors).Contributions;
            foreach (var contribution in Some.Fused(claims, citations).Explain(Some.Now))
                Assert.Equal(expected.GetValueOrDefault(contribution.ClaimId), contribution.Nats, Tolerance);
        },
        iter: Some.Cases);

    [Fact]
    public void Values_agree_with_the_reference() => Gen.Select(Some.Claims, Some.Citations).Sample(
        (claims, citations) =>
        {
            var fusion = new MultiValueFusion(new MultiValueRule(.05, Some.HalfLife, FusionConstants.Standard), Some.Citing(citations));
            foreach (var claim in claims)
                fusion.Add(claim);
            var oracle = new Oracle(Some.Map(citations), Some.Now, Some.HalfLife);
            var values = fusion.Assess(Some.Now).Values;
            Assert.Equal(claims.Select(claim => claim.Code).Distinct().Order(StringComparer.Ordinal), values.Select(value => value.Value));
            foreach (var value in values)
            {
                var expected = oracle.Bernoulli([.. claims.Where(claim => claim.Code == value.Value)], .05);
                Assert.Equal(expected.P, value.Probability, Tolerance);
                Assert.Equal(expected.LogOdds, value.LogOdds, Tolerance);
                Assert.Equal(expected.Kappa, value.Contradiction.Kappa, Tolerance);
            }
        },
        iter: Some.Cases);

    [Fact]
    public void A_short_half_life_outgrows_no_number() => Gen.Select(Some.Claims, Some.Citations).Sample(
        (claims, citations) =>
        {
            const long halfLife = 3;
            var fusion = new CategoryFusion(new CategoryRule(Some.StatusPriors, halfLife, FusionConstants.Standard), Some.Citing(citations));
            Assert.All(claims, claim => Assert.True(fusion.Add(claim)));
            var expected = new Oracle(Some.Map(citations), Some.Now, halfLife).Category(claims, Some.StatusPriors);
            foreach (var code in fusion.Assess(Some.Now).Codes)
                Assert.Equal(expected.Score[code.Code], code.ScoreNats, Tolerance);
        },
        iter: Some.Cases);

    [Fact]
    public void Declared_clusters_agree_with_the_reference() => Gen.Select(Some.Claims, Some.Citations).Sample(
        (claims, citations) =>
        {
            var clusters = new Dictionary<string, string> { ["s"] = "owner", ["t"] = "owner", ["origin:origin:army"] = "owner", ["origin:R01"] = "u" };
            var provenance = Some.Citing(citations);
            var fusion = Some.Fused(claims, provenance);
            fusion.Assess(Some.Now);
            foreach (var (source, cluster) in clusters)
                provenance.DeclareCluster(source, cluster);
            var expected = new Oracle(Some.Map(citations), Some.Now, Some.HalfLife, clusters).Category(claims, Some.StatusPriors);
            foreach (var code in fusion.Assess(Some.Now).Codes)
                Assert.Equal(expected.Score[code.Code], code.ScoreNats, Tolerance);
        },
        iter: Some.Cases);

    [Fact]
    public void Origins_and_circles_agree_with_reachability() => Some.Citations.Sample(
        citations =>
        {
            var provenance = Some.Citing(citations);
            var expected = new Oracle.Roots([], Some.Map(citations));
            foreach (var report in citations.SelectMany(edge => new[] { edge.Report, edge.Cited }).Distinct())
                Assert.Equal(expected.Of(report), provenance.OriginsOf(report));
            Assert.Equal(expected.Circular(), provenance.Circular.Select(circle => circle.OriginId));
        },
        iter: Some.Cases);
}
