using System.Text.Json;
using Compounds.Fusion;

namespace Compounds.Fusion.Tests.Calculus;

/// <summary>The worked cases of the specification for codes: every published member.</summary>
public class CategoryVectorTests
{
    private const double Tolerance = 1e-9;

    public static TheoryData<string> Cases { get; } = [.. Vectors.Ids(categories: true)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_case_comes_out_as_the_reference_has_it(string id)
    {
        var @case = Vectors.Case(id);
        var fusion = Vectors.CategoryOf(@case);
        var asOf = Vectors.AsOf(@case);
        var assessment = fusion.Assess(asOf);
        var contributions = fusion.Explain(asOf).ToDictionary(contribution => contribution.ClaimId);
        Assert.Equal(Tolerance, @case.GetProperty("tolerance").GetDouble());
        var expected = @case.GetProperty("expected");
        if (Vectors.RuleOf(@case).IsSingle)
            AssertSingle(expected, assessment, contributions);
        else
            AssertSeveral(expected, assessment, contributions);
    }

    [Fact]
    public void Leaving_a_claim_out_does_what_the_reference_says()
    {
        var explain = Vectors.Root.GetProperty("explain");
        var @case = Vectors.Case(explain.GetProperty("case").GetString()!);
        var contributions = Vectors.CategoryOf(@case).Explain(Vectors.AsOf(@case));
        var expected = Vectors.Numbers(explain.GetProperty("ifRemoved"));
        Assert.Equal(expected.Keys.Order(), contributions.Select(contribution => contribution.ClaimId).Order());
        Assert.All(contributions, contribution => Assert.Equal(expected[contribution.ClaimId], contribution.IfRemoved, Tolerance));
    }

    private static void AssertSingle(JsonElement expected, CategoryAssessment assessment, Dictionary<string, Contribution> contributions)
    {
        Assert.Equal(expected.TryGetProperty("whyNone", out var why) ? why.GetString() : null, assessment.WhyNone);
        Assert.Equal(expected.GetProperty("leader").GetString(), assessment.Leader?.Value);
        Assert.Equal(expected.TryGetProperty("denied", out var denied) ? Vectors.Texts(denied) : [], assessment.Denied);
        var values = expected.GetProperty("values").EnumerateObject().ToDictionary(value => value.Name, value => value.Value);
        Assert.Equal(values.Keys.Order(StringComparer.Ordinal), assessment.Values.Select(value => value.Value)
            .Order(StringComparer.Ordinal));
        foreach (var value in assessment.Values)
        {
            AssertValue(values[value.Value], value, contributions);
            Assert.Equal(values[value.Value].GetProperty("base").GetDouble(), value.Base, Tolerance);
        }

        if (assessment.WhyNone is not null)
        {
            Assert.Null(assessment.Other);
            return;
        }

        Assert.Equal(expected.GetProperty("other").GetDouble(), assessment.Other!.Value, Tolerance);
        Assert.Equal(expected.GetProperty("kappa").GetDouble(), assessment.Disagreement.Kappa, Tolerance);
        Assert.Equal(expected.GetProperty("conflict").GetBoolean(), assessment.Disagreement.IsConflict);
        var sides = expected.TryGetProperty("between", out var between) ? Vectors.Texts(between) : new string?[2];
        Assert.Equal((sides[0], sides[1]), (assessment.Disagreement.One, assessment.Disagreement.Other));
        Assert.Equal(
            expected.GetProperty("superseded").EnumerateArray().Select(change => new Change(
                change.GetProperty("value").GetString()!, change.GetProperty("by").GetString(), change.GetProperty("since").GetInt64())),
            assessment.Superseded);
        Assert.Equal(
            expected.GetProperty("challenged").EnumerateArray().Select(change => new Change(
                change.GetProperty("value").GetString()!, null, change.GetProperty("since").GetInt64())),
            assessment.Challenged);
        Assert.Equal(assessment.Superseded.Select(change => change.Value), assessment.Values.Where(value => value.IsSuperseded)
            .Select(value => value.Value));
        Assert.Equal(assessment.Challenged.Count > 0, assessment.Leader!.IsChallenged);
    }

    private static void AssertSeveral(JsonElement expected, CategoryAssessment assessment, Dictionary<string, Contribution> contributions)
    {
        var all = expected.EnumerateObject().ToArray();
        Assert.Equal(all.Where(value => !value.Value.GetProperty("asserted").GetBoolean()).Select(value => value.Name), assessment.Denied);
        Assert.Equal(
            all.Where(value => value.Value.GetProperty("asserted").GetBoolean()).Select(value => value.Name).Order(StringComparer.Ordinal),
            assessment.Values.Select(value => value.Value).Order(StringComparer.Ordinal));
        Assert.Equal(all.Length == 0 ? "no claims" : assessment.Values.Count == 0 ? "only denials" : null, assessment.WhyNone);
        Assert.Null(assessment.Other);
        foreach (var value in assessment.Values)
        {
            var wanted = expected.GetProperty(value.Value);
            AssertValue(wanted, value, contributions);
            Assert.Equal(wanted.GetProperty("kappa").GetDouble(), value.Disagreement.Kappa, Tolerance);
            Assert.Equal(wanted.GetProperty("conflict").GetBoolean(), value.Disagreement.IsConflict);
            var loser = value.Score > 0 ? "not " + value.Value : value.Value;
            Assert.Equal(wanted.GetProperty("superseded").GetBoolean(), assessment.Superseded.Any(change => change.Value == loser));
            Assert.Equal(wanted.GetProperty("challenged").GetBoolean(), assessment.Challenged.Any(change => change.Value == loser));
            Assert.Equal(wanted.GetProperty("superseded").GetBoolean() && value.Score <= 0, value.IsSuperseded);
            Assert.Equal(wanted.GetProperty("challenged").GetBoolean(), value.IsChallenged);
        }
    }

    private static void AssertValue(JsonElement expected, ValueAssessment value, Dictionary<string, Contribution> contributions)
    {
        Assert.Equal(expected.GetProperty("P").GetDouble(), value.Probability, Tolerance);
        Assert.Equal(expected.GetProperty("words").GetString(), value.Words.Text());
        Assert.Equal(expected.GetProperty("score").GetDouble(), value.Score, Tolerance);
        Assert.Equal(expected.GetProperty("for").GetDouble(), value.ForNats, Tolerance);
        Assert.Equal(expected.GetProperty("against").GetDouble(), value.AgainstNats, Tolerance);
        Assert.Equal(expected.GetProperty("effectiveSources").GetInt32(), value.EffectiveSources);
        Assert.Equal(expected.GetProperty("knownLater").GetBoolean(), value.IsKnownLater);
        Assert.Equal(expected.GetProperty("stale").GetBoolean(), value.IsStale);
        Assert.All(Vectors.Numbers(expected.GetProperty("retained")), entry =>
            Assert.Equal(entry.Value, contributions[entry.Key].Retained, Tolerance));
        Assert.All(Vectors.Numbers(expected.GetProperty("nats")), entry =>
        {
            Assert.Equal(entry.Value, contributions[entry.Key].Nats, Tolerance);
            Assert.Equal(10 / Math.Log(10) * entry.Value, contributions[entry.Key].Decibans, Tolerance * 10);
        });
        Assert.Equal(
            contributions.Values.Where(contribution => contribution.Code == value.Value && !contribution.Denied)
                .OrderByDescending(contribution => contribution.Nats).ThenBy(contribution => contribution.ClaimId, StringComparer.Ordinal)
                    .First().ClaimId,
            value.ChiefClaimId);
    }
}
