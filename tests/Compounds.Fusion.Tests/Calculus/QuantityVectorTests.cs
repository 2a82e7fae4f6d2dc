using System.Text.Json;
using Compounds.Fusion;

namespace Compounds.Fusion.Tests.Calculus;

/// <summary>The worked cases of the specification for amounts: every published member.</summary>
public class QuantityVectorTests
{
    private const double Tolerance = 1e-6;

    public static TheoryData<string> Cases { get; } = [.. Vectors.Ids(categories: false)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_case_comes_out_as_the_reference_has_it(string id)
    {
        var @case = Vectors.Case(id);
        Assert.Equal(Tolerance, @case.GetProperty("tolerance").GetDouble());
        var fusion = Vectors.QuantityOf(@case);
        var asOf = Vectors.AsOf(@case);
        var (expected, assessment, reported) = (@case.GetProperty("expected"), fusion.Assess(asOf), fusion.Reported(asOf));

        Assert.Equal(Text(expected, "whyNone"), assessment.WhyNone);
        if (expected.GetProperty("estimate") is { ValueKind: JsonValueKind.Object } estimate)
            AssertEstimate(expected, estimate, assessment, reported);
        else
            Assert.Equal((null, null, null, null),
                (assessment.Estimate, assessment.LeadClaimId, assessment.Temper, fusion.EstimateAt(asOf)));

        Assert.Equal(Vectors.Number(expected, "atLeast"), assessment.AtLeast);
        Assert.Equal(Vectors.Number(expected, "atMost"), assessment.AtMost);
        Assert.Equal(Vectors.Number(expected, "day"), assessment.DayHour);
        Assert.Equal(expected.TryGetProperty("denied", out var denied) ? Vectors.Texts(denied) : [], assessment.Denied);
        Assert.Equal(expected.GetProperty("sources").GetInt32(), assessment.Sources);
        Assert.Equal(expected.GetProperty("effectiveSources").GetInt32(), assessment.EffectiveSources);
        Assert.All(Vectors.Numbers(expected.GetProperty("retained")), entry =>
            AssertClose(entry.Value, reported.Single(figure => figure.ClaimId == entry.Key).Retained));
        Assert.Equal(
            expected.GetProperty("reported").EnumerateArray().Select(figure => (
                figure.GetProperty("claim").GetString()!, figure.GetProperty("grade").GetString()!, figure.GetProperty("ageDays")
                    .GetDouble(), figure.GetProperty("knownLater").GetBoolean())),
            reported.OrderBy(figure => figure.ClaimId, StringComparer.Ordinal)
                .Select(figure => (figure.ClaimId, figure.Grade.ToString(), figure.AgeHours / 24.0, figure.IsKnownLater)));
        Assert.Equal(reported.Count, assessment.Counted);
    }

    private static void AssertEstimate(JsonElement expected, JsonElement estimate, QuantityAssessment assessment,
        IReadOnlyList<ReportedFigure> reported)
    {
        AssertClose(estimate.GetProperty("P10").GetDouble(), assessment.Estimate!.Value.P10);
        AssertClose(estimate.GetProperty("P50").GetDouble(), assessment.Estimate!.Value.P50);
        AssertClose(estimate.GetProperty("P90").GetDouble(), assessment.Estimate!.Value.P90);
        Assert.Equal(Text(expected, "lead"), assessment.LeadClaimId);
        Assert.Equal(reported.Single(figure => figure.ClaimId == assessment.LeadClaimId).Grade, assessment.LeadGrade);
        AssertClose(expected.GetProperty("temper").GetDouble(), assessment.Temper!.Value);
        Assert.Equal(expected.GetProperty("stale").GetBoolean(), assessment.IsStale);
        Assert.Equal(Vectors.Number(expected, "fresh") is null, assessment.Fresh is null);
        AssertClose(Vectors.Number(expected, "fresh") ?? 0, assessment.Fresh ?? 0);
        Assert.All(Vectors.Numbers(expected.GetProperty("weights")), entry =>
            AssertClose(entry.Value, reported.Single(figure => figure.ClaimId == entry.Key).Weight));
        Assert.Equal(
            expected.GetProperty("superseded").EnumerateObject().Select(entry => (entry.Name, entry.Value.GetString())).Order(),
            reported.Where(figure => figure.SupersededBy is not null).Select(figure => (figure.ClaimId, figure.SupersededBy)).Order());
        Assert.Equal(Vectors.Texts(expected.GetProperty("challenged")), assessment.Challenged);
        Assert.Equal(
            expected.GetProperty("quarrel") is { ValueKind: JsonValueKind.Array } quarrel ? Vectors.Texts(quarrel) : [],
            assessment.Quarrel is { } pair ? [pair.One, pair.Other] : []);
        if (expected.GetProperty("conflict") is not { ValueKind: JsonValueKind.Object } conflict)
        {
            Assert.Null(assessment.Conflict);
            return;
        }

        Assert.Equal(Vectors.Texts(conflict.GetProperty("claims")), assessment.Conflict!.Claims);
        AssertClose(conflict.GetProperty("deviations").GetDouble(), assessment.Conflict.Deviations);
    }

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static void AssertClose(double expected, double value) => Assert.Equal(expected, value, Tolerance * Math.Abs(expected));
}
