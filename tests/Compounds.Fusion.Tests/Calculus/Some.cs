using Compounds.Fusion;
using Compounds.Reports;
using CsCheck;

namespace Compounds.Fusion.Tests.Calculus;

/// <summary>Claims, rules and histories to test with.</summary>
internal static class Some
{
    public const long HalfLife = 45 * 24;

    public static readonly long Now = Hour(2025, 2, 5);

    public static readonly Dictionary<string, double> StatusPriors = new()
    {
        ["Operating"] = .4, ["Dormant"] = .15, ["Raided"] = .15, ["Abandoned"] = .15, ["Unknown"] = .15,
    };

    public static readonly CategoryRule Status = new(StatusPriors, HalfLife, FusionConstants.Standard);

    /// <summary>Gets how many cases a property is tried on.</summary>
    public static long Cases { get; } =
        long.TryParse(Environment.GetEnvironmentVariable("COMPOUNDS_PROPERTY_CASES"), out var cases) ? cases : 1000;

    public static Gen<Grade> Grade { get; } = Gen.Select(Gen.Int[0, 5], Gen.Int[1, 6], (r, c) => new Grade((Reliability)r, (Credibility)c));

    /// <summary>Gets claims of up to a few hundred days in reports 00, 01, …, two of them sharing a report now and then.</summary>
    public static Gen<CodeClaim[]> Claims { get; } = Gen.Frequency((3, Several(14)), (1, Several(90)));

    /// <summary>Gets citations among those reports and of origins outside, circles included.</summary>
    public static Gen<(string Report, string Cited)[]> Citations { get; } =
        Gen.Frequency((3, Gen.Const(14)), (1, Gen.Const(90)))
            .SelectMany(reports => Gen.Select(
                Gen.Int[0, reports - 1].Select(Report),
                Gen.Frequency((4, Gen.Int[0, reports - 1].Select(Report)), (1, OneOf("origin:army", "origin:wire")))).Array[0, reports / 2])
            .Select(edges => edges.Distinct().ToArray());

    public static long Hour(int year, int month, int day) =>
        (long)(new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc) - new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc)).TotalHours;

    public static CodeClaim Claim(string id, string report, string source, string code, string grade, long hour, bool denied = false) =>
        new(id, report, source, Compounds.Reports.Grade.Parse(grade), hour, code, denied);

    public static QuantityRule Headcount { get; } = new(1, 200_000, 500, 1.5, 60 * 24, FusionConstants.Standard);

    public static Gen<Amount> Amount { get; } = Gen.Frequency(
        (3, Gen.Select(Gen.Double[1, 5], Gen.Double[0, 1], (low, width) => Compounds.Fusion.Amount.Interval(Math.Pow(10, low), Math.Pow(10, low + width)))),
        (2, Gen.Double[1, 5].Select(x => Compounds.Fusion.Amount.Point(Math.Pow(10, x)))),
        (1, Gen.Select(Gen.Double[1, 5], Gen.Double[0.01, 1], (x, sigma) => Compounds.Fusion.Amount.Point(Math.Pow(10, x), sigma))),
        (1, Gen.Double[0.5, 5].Select(x => Compounds.Fusion.Amount.AtLeast(Math.Pow(10, x)))),
        (1, Gen.Double[0.5, 5].Select(x => Compounds.Fusion.Amount.AtMost(Math.Pow(10, x)))));

    public static Gen<QuantityClaim[]> Quantities { get; } = Claims.SelectMany(claims => Amount.Array[claims.Length].Select(amounts => claims
        .Select((claim, i) => new QuantityClaim(claim.ClaimId, claim.ReportId, claim.SourceId, claim.Grade, claim.ObservedHour, amounts[i])).ToArray()));

    public static QuantityFusion Fused(IEnumerable<QuantityClaim> claims, Provenance provenance, QuantityRule? rule = null)
    {
        var fusion = new QuantityFusion(rule ?? Headcount, provenance);
        foreach (var claim in claims)
            fusion.Add(claim);
        return fusion;
    }

    public static Provenance Citing(IEnumerable<(string Report, string Cited)> citations)
    {
        var provenance = new Provenance();
        foreach (var (report, cited) in citations)
            provenance.Cite(report, cited);
        return provenance;
    }

    public static CategoryFusion Fused(IEnumerable<CodeClaim> claims, IEnumerable<(string Report, string Cited)> citations) =>
        Fused(claims, Citing(citations));

    public static CategoryFusion Fused(IEnumerable<CodeClaim> claims, Provenance provenance)
    {
        var fusion = new CategoryFusion(Status, provenance);
        foreach (var claim in claims)
            fusion.Add(claim);
        return fusion;
    }

    public static Dictionary<string, string[]> Map(IEnumerable<(string Report, string Cited)> citations) =>
        citations.GroupBy(edge => edge.Report).ToDictionary(edges => edges.Key, edges => edges.Select(edge => edge.Cited).ToArray());

    public static Gen<T> OneOf<T>(params T[] choices) => Gen.Int[0, choices.Length - 1].Select(choice => choices[choice]);

    public static string Report(int number) => $"R{number:00}";

    /// <summary>All that an assessment says, to the bit.</summary>
    public static string Bits(CategoryAssessment assessment) => string.Join('\n', assessment.Codes.Select(code =>
        $"{code.Code} {Bits(code.Probability)} {Bits(code.ScoreNats)} {Bits(code.ForNats)} {Bits(code.AgainstNats)} {code.EffectiveSources}"))
        + $"\n{Bits(assessment.Contradiction.Kappa)} {assessment.Freshness} {string.Join(',', assessment.NeedsReview)}"
        + string.Join(';', assessment.Circular.Select(circle => string.Join(',', circle.Reports)));

    public static string Bits(QuantityAssessment assessment) =>
        $"{Bits(assessment.P10)} {Bits(assessment.P50)} {Bits(assessment.P90)} {assessment.Conflict} {assessment.EffectiveSources} "
        + $"{assessment.Freshness} {string.Join(',', assessment.NeedsReview)} {assessment.Circular.Count}";

    public static string Bits(double value) => BitConverter.DoubleToInt64Bits(value).ToString("X16", System.Globalization.CultureInfo.InvariantCulture);

    private static Gen<CodeClaim[]> Several(int most) => Gen.Select(
        Gen.Int[0, most - 1].Select(Gen.Char["stuvw"]), OneOf([.. StatusPriors.Keys]), Grade, Gen.Int[0, 24 * 400], Gen.Int[0, 4])
        .Array[0, most]
        .Select(parts => parts.Select((part, i) => new CodeClaim(
            $"k{i:00}", Report(part.Item1.Item1), SourceOf(part.Item1.Item1), part.Item3, Now - part.Item4, part.Item2, part.Item5 == 0)).ToArray());

    private static string SourceOf(int report) => "stuvw"[report * 7 % 5].ToString();
}
