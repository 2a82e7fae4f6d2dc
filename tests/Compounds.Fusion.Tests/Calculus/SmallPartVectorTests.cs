using System.Globalization;
using System.Text.Json;
using Compounds.Claims;
using Compounds.Fusion;
using Compounds.Reports;

namespace Compounds.Fusion.Tests.Calculus;

/// <summary>The small parts of the specification: grades, spreads, succession, review, words, indicators, totals, series.</summary>
public class SmallPartVectorTests
{
    private static readonly FusionRule s_count = new(Nature.Event, null, 7 * 24, FusionConstants.Standard, isEstimated: false);

    [Fact]
    public void A_figure_is_as_sharp_as_its_digits() => Assert.All(
        Vectors.Root.GetProperty("spread").EnumerateArray(),
        entry => Assert.Equal(entry.GetProperty("sigma")
            .GetDouble(), AmountShape.Of(Amount.Point(entry.GetProperty("x").GetDouble()), s_count).Sigma, 1e-9));

    [Fact]
    public void A_later_contrary_claim_takes_over_with_time() => Assert.All(
        Vectors.Root.GetProperty("retained").EnumerateArray(),
        entry =>
        {
            var hours = (long)(entry.GetProperty("days").GetDouble() * 24);
            var provenance = new Provenance();
            var fusion = new CategoryFusion(new FusionRule(Nature.State, 45 * 24, 7 * 24, FusionConstants.Standard), provenance);
            fusion.Add(new CodeClaim("old", "r1", "s1", Grade.Parse("B2"), 0, "v"));
            fusion.Add(new CodeClaim("new", "r2", "s2", Grade.Parse("A2"), hours, "u"));
            var old = fusion.Explain(hours).Single(contribution => contribution.ClaimId == "old");
            Assert.Equal(entry.GetProperty("retained").GetDouble(), old.Retained, 1e-9);
        });

    [Fact]
    public void Claims_whose_origins_all_fell_are_listed_for_review() => Assert.All(
        Vectors.Root.GetProperty("review").EnumerateArray(),
        entry =>
        {
            var provenance = new Provenance();
            foreach (var cites in entry.GetProperty("cites").EnumerateObject())
            {
                foreach (var cited in Vectors.Texts(cites.Value))
                    provenance.Cite(cites.Name, cited);
            }

            foreach (var report in Vectors.Texts(entry.GetProperty("erroneous")))
                provenance.MarkErroneous(report);
            var fusion = new CategoryFusion(new FusionRule(Nature.State, 45 * 24, 6, FusionConstants.Standard), provenance);
            for (var i = 1; i <= 3; i++)
                fusion.Add(new CodeClaim($"c{i}", $"r{i}", $"s{i}", Grade.Parse("B2"), 0, "x"));
            Assert.Equal(Vectors.Texts(entry.GetProperty("claims")), fusion.Assess(0).NeedsReview);
        });

    [Fact]
    public void A_probability_has_its_words() => Assert.All(
        Vectors.Root.GetProperty("words").EnumerateObject(),
        entry => Assert.Equal(
            entry.Value.GetString(), ProbabilityInWords.Of(double.Parse(entry.Name, CultureInfo.InvariantCulture), FusionConstants.Standard)
                .Text()));

    [Fact]
    public void The_worked_screen_of_indicators()
    {
        var expected = Vectors.Root.GetProperty("indicators");
        var assessment = ForcedLabourScreen.Assess(Vectors.Numbers(expected.GetProperty("p"))
            .ToDictionary(entry => IndicatorOf(entry.Key), entry => entry.Value));
        Assert.Equal(11, assessment.Reported);
        Assert.All(
            Vectors.Numbers(expected.GetProperty("countAtLeast")),
            entry => Assert.Equal(entry.Value, assessment.CountAtLeast(int.Parse(entry.Key, CultureInfo.InvariantCulture)), 1e-9));
        Assert.Equal(expected.GetProperty("expected").GetDouble(), assessment.ExpectedCount(), 1e-9);
        var screen = Vectors.Numbers(expected.GetProperty("screen"));
        Assert.Equal(screen["involuntary"], assessment.Screen!.Involuntariness, 1e-9);
        Assert.Equal(screen["coercion"], assessment.Screen.Coercion, 1e-9);
        Assert.Equal(screen["P_ind"], assessment.Screen.IfIndependent, 1e-9);
        Assert.Equal(screen["P_low"], assessment.Screen.AtLeast, 1e-9);
    }

    [Fact]
    public void Slots_add_up()
    {
        var expected = Vectors.Root.GetProperty("total");
        var slots = expected.GetProperty("slots").EnumerateObject().ToDictionary(
            slot => slot.Name,
            slot =>
            {
                var fusion = new QuantityFusion(s_count, new Provenance());
                fusion.Add(Vectors.Quantity(slot.Value));
                return new TotalPart(fusion.EstimateAt(60_000)!);
            });
        var seed = expected.GetProperty("seed").GetUInt64();
        AssertTotal(expected.GetProperty("expected"), Total.Of(slots, seed));
        slots.Add("hand-over/china/2025-02-12", new TotalPart(10));
        AssertTotal(expected.GetProperty("withBound"), Total.Of(slots, seed));
    }

    [Fact]
    public void Samples_are_shuffled_as_the_specification_says()
    {
        var expected = Vectors.Root.GetProperty("total");
        Assert.All(
            expected.GetProperty("fnv1a64").EnumerateObject(),
            entry => Assert.Equal(ulong.Parse(entry.Value.GetString()!, CultureInfo.InvariantCulture), SplitMix.Hash(entry.Name)));
        Assert.Equal(expected.GetProperty("permutation8seed1").EnumerateArray()
            .Select(entry => entry.GetInt32()), SplitMix.Permutation(8, 1));
    }

    [Fact]
    public void Counts_of_a_series_are_chosen_without_overlap() => Assert.All(
        Vectors.Root.GetProperty("disjoint").EnumerateArray(),
        entry =>
        {
            var slots = entry.GetProperty("slots").EnumerateArray().Select(slot => new SeriesCount(
                slot.GetProperty("key").GetString()!, slot.GetProperty("start").GetInt64(), slot.GetProperty("end").GetInt64(),
                slot.TryGetProperty("partOf", out var partOf) ? partOf.GetString() : null));
            var parts = Series.Disjoint(slots, (long?)Vectors.Number(entry, "totalDay"), (long?)Vectors.Number(entry, "totalStart"));
            Assert.Equal(Vectors.Texts(entry.GetProperty("add")), parts.Add);
            Assert.Equal(entry.GetProperty("why").EnumerateObject()
                .ToDictionary(why => why.Name, why => why.Value.GetString()!), parts.Why.ToDictionary());
            Assert.Equal(Vectors.Texts(entry.GetProperty("partly")), parts.Partly);
        });

    [Fact]
    public void A_word_says_what_it_rests_on() => Assert.All(
        Vectors.Root.GetProperty("said").EnumerateArray(),
        entry =>
        {
            var @case = Vectors.Case(entry.GetProperty("case").GetString()!);
            var said = entry.GetProperty("value") is { ValueKind: JsonValueKind.String } value
                ? Said(Vectors.CategoryOf(@case).Assess(Vectors.AsOf(@case)).Values.Single(held => held.Value == value.GetString()))
                : Said(Vectors.QuantityOf(@case).Assess(Vectors.AsOf(@case)));
            Assert.Equal(entry.GetProperty("said").GetString(), said);
        });

    private static string Said(ValueAssessment value) => SourceWords.Said(value.EffectiveSources, value.ChiefGrade);

    private static string Said(QuantityAssessment assessment) => SourceWords.Said(assessment.EffectiveSources, assessment.LeadGrade!.Value);

    private static ForcedLabourIndicator IndicatorOf(string code) => code switch
    {
        "physical-and-sexual-violence" => ForcedLabourIndicator.PhysicalSexualViolence,
        "intimidation-and-threats" => ForcedLabourIndicator.IntimidationThreats,
        "retention-of-identity-documents" => ForcedLabourIndicator.RetentionOfDocuments,
        _ => Enum.Parse<ForcedLabourIndicator>(code.Replace("-", string.Empty, StringComparison.Ordinal), ignoreCase: true),
    };

    private static void AssertTotal(JsonElement expected, Total total)
    {
        AssertClose(expected.GetProperty("P10").GetDouble(), total.P10);
        AssertClose(expected.GetProperty("P50").GetDouble(), total.P50);
        AssertClose(expected.GetProperty("P90").GetDouble(), total.P90);
        var independent = Vectors.Numbers(expected.GetProperty("ifIndependent"));
        AssertClose(independent["P10"], total.IfIndependent.P10);
        AssertClose(independent["P50"], total.IfIndependent.P50);
        AssertClose(independent["P90"], total.IfIndependent.P90);
        Assert.Equal(expected.GetProperty("slots").GetInt32(), total.Slots);
        Assert.Equal(expected.GetProperty("atLeast").GetBoolean(), total.IsAtLeast);
    }

    private static void AssertClose(double expected, double value) => Assert.Equal(1, value / expected, 1e-6);
}
