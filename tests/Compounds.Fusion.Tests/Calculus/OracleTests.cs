using Compounds.Fusion;
using CsCheck;

namespace Compounds.Fusion.Tests.Calculus;

/// <summary>On random worlds the engine says what the reference says, worked out from scratch.</summary>
public class OracleTests
{
    private const double Tolerance = 1e-9;

    [Fact]
    public void Codes_come_out_as_the_reference_has_them() => Gen.Select(Worlds.Codes, Gen.Int[-2000, 4000]).Sample(
        (world, later) =>
        {
            var asOf = Worlds.Now + later;
            var fusion = world.Fuse();
            var (assessment, contributions) = (fusion.Assess(asOf), fusion.Explain(asOf).Where(contribution => !contribution.NeedsReview)
                .ToDictionary(contribution => contribution.ClaimId));
            var oracle = new Oracle<CodeClaim>(world, asOf);
            var expected = oracle.Assess();
            Assert.Equal(expected.WhyNone, assessment.WhyNone);
            Assert.Equal(expected.Denied, assessment.Denied);
            Assert.Equal(oracle.Review, assessment.NeedsReview);
            Assert.Equal(expected.Values.Select(value => value.Code)
                .Order(StringComparer.Ordinal), assessment.Values.Select(value => value.Value).Order(StringComparer.Ordinal));
            Assert.Equal(expected.Other ?? -1, assessment.Other ?? -1, Tolerance);
            Assert.Equal(expected.Retained.Keys.Order(), contributions.Keys.Order());
            Assert.All(contributions.Values, contribution =>
            {
                Assert.Equal(expected.Retained[contribution.ClaimId], contribution.Retained, Tolerance);
                Assert.Equal(expected.Nats[contribution.ClaimId], contribution.Nats, Tolerance);
            });
            Assert.All(assessment.Values, value =>
                AssertValue(expected.Values.Single(other => other.Code == value.Value), value, assessment, world.Rule.IsSingle));
            Assert.Equal(expected.Kappa, assessment.Disagreement.Kappa, Tolerance);
            Assert.Equal(expected.IsConflict, assessment.Disagreement.IsConflict);
            if (world.Rule.IsSingle)
            {
                Assert.Equal(expected.Superseded, assessment.Superseded.Select(change => change.Value));
                Assert.Equal(expected.Challenged, assessment.Challenged.Select(change => change.Value));
            }
        },
        iter: Cases.Count);

    [Fact]
    public void Amounts_come_out_as_the_reference_has_them() => Gen.Select(Worlds.Amounts, Gen.Int[-2000, 4000]).Sample(
        (world, later) =>
        {
            var asOf = Worlds.Now + later;
            var fusion = world.Fuse();
            var (assessment, reported) = (fusion.Assess(asOf), fusion.Reported(asOf));
            var expected = new Oracle<QuantityClaim>(world, asOf).Measure();
            Assert.Equal(expected.WhyNone, assessment.WhyNone);
            Assert.Equal(expected.Denied, assessment.Denied);
            Assert.Equal((expected.AtLeast, expected.AtMost, expected.Day), (assessment.AtLeast, assessment.AtMost, assessment.DayHour));
            Assert.Equal((expected.Sources, expected.Effective), (assessment.Sources, assessment.EffectiveSources));
            Assert.Equal(expected.Retained.Keys.Order(), reported.Select(figure => figure.ClaimId).Order());
            Assert.All(reported, figure => Assert.Equal(expected.Retained[figure.ClaimId], figure.Retained, Tolerance));
            if (expected.Quantiles is not { } quantiles)
            {
                Assert.Null(assessment.Estimate);
                return;
            }

            Assert.Equal(expected.Lead, assessment.LeadClaimId);
            Assert.Equal(expected.Temper, assessment.Temper!.Value, Tolerance);
            Assert.Equal(expected.Fresh ?? -1, assessment.Fresh ?? -1, Tolerance);
            Assert.All(reported, figure => Assert.Equal(expected.Weights[figure.ClaimId], figure.Weight, Tolerance));
            Assert.Equal(expected.Superseded, reported.Where(figure => figure.SupersededBy is not null)
                .ToDictionary(figure => figure.ClaimId, figure => figure.SupersededBy!));
            Assert.Equal(expected.Challenged, assessment.Challenged);
            Assert.Equal(expected.Quarrel, assessment.Quarrel);
            Assert.Equal(expected.Conflict?.Item3 ?? 0, assessment.Conflict?.Deviations ?? 0, Tolerance);
            Assert.Equal(expected.Conflict is { } pair ? [pair.Item1, pair.Item2] : [], assessment.Conflict?.Claims ?? []);
            AssertClose(quantiles.P10, assessment.Estimate!.Value.P10);
            AssertClose(quantiles.P50, assessment.Estimate!.Value.P50);
            AssertClose(quantiles.P90, assessment.Estimate!.Value.P90);
        },
        iter: Math.Max(1, Cases.Count / 4));

    private static void AssertValue(Oracle<CodeClaim>.Value expected, ValueAssessment value, CategoryAssessment assessment, bool isSingle)
    {
        Assert.Equal(expected.P, value.Probability, Tolerance);
        Assert.Equal(expected.Score, value.Score, Tolerance);
        Assert.Equal(expected.Base, value.Base, Tolerance);
        Assert.Equal(expected.For, value.ForNats, Tolerance);
        Assert.Equal(expected.Against, value.AgainstNats, Tolerance);
        Assert.Equal(expected.Effective, value.EffectiveSources);
        Assert.Equal((expected.IsKnownLater, expected.IsStale), (value.IsKnownLater, value.IsStale));
        Assert.Equal(expected.Kappa, value.Disagreement.Kappa, Tolerance);
        Assert.Equal(expected.IsConflict, value.Disagreement.IsConflict);
        if (isSingle)
            return;

        var loser = value.Score > 0 ? "not " + value.Value : value.Value;
        Assert.Equal(expected.LosesToNewer, assessment.Superseded.Any(change => change.Value == loser));
        Assert.Equal(expected.IsChallengedByNewer, assessment.Challenged.Any(change => change.Value == loser));
    }

    private static void AssertClose(double expected, double value) => Assert.Equal(expected, value, Math.Abs(expected) * 1e-6);
}
