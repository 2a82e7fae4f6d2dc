using Compounds.Claims;
using Compounds.Fusion;
using Compounds.Reports;
using CsCheck;

namespace Compounds.Fusion.Tests.Calculus;

/// <summary>
/// Random worlds: reports of few sources that cite each other, in circles too, and origins outside; some not filed, some
/// erroneous; claims with and without beginnings and ends, known later, denied, said never to have been.
/// </summary>
internal static class Worlds
{
    public const long Now = 44_688;

    private const int Most = 40;

    public static Gen<Grade> Grade => Gen.Select(Gen.Int[0, 5], Gen.Int[1, 6], (r, c) => new Grade((Reliability)r, (Credibility)c));

    public static Gen<string> Code => OneOf("p", "q", "x", "y", "z");

    public static Gen<string> Source => OneOf("s", "t", "u", "v", "w");

    /// <summary>Gets rules of codes of all natures, single and several.</summary>
    public static Gen<FusionRule> CodeRule => Gen.Select(OneOf(Nature.State, Nature.State, Nature.Standing, Nature.Standing, Nature.Event),
        OneOf(3, 45, 180, 365), Gen.Bool, Gen.Bool)
        .Select((nature, days, isQuick, isSingle) => nature == Nature.State
            ? new FusionRule(nature, days * 24, isQuick ? 6 : Math.Min(7 * 24, days * 6), FusionConstants.Standard, isSingle)
            : new FusionRule(nature, null, isQuick ? 6 : 7 * 24, FusionConstants.Standard, isSingle));

    /// <summary>Gets rules of amounts: states, counts and running totals.</summary>
    public static Gen<FusionRule> AmountRule =>
        Gen.Select(Gen.Int[0, 3], OneOf(3, 30, 60, 365), Gen.Bool, OneOf(Math.Log(3), Math.Log(1.5)), OneOf(1, .001))
        .Select((kind, days, isQuick, jump, least) => kind switch
        {
            0 or 1 => new FusionRule(Nature.State, days * 24, isQuick ? 6 : Math.Min(7 * 24, days * 6), FusionConstants.Standard,
                least: least, most: isQuick ? 50_000 : double.PositiveInfinity, jump: jump),
            2 => new FusionRule(Nature.Event, null, 7 * 24, FusionConstants.Standard, isEstimated: false),
            _ => new FusionRule(Nature.Event, null, 24, FusionConstants.Standard, isEstimated: false, isRunningTotal: true),
        });

    public static Gen<Amount> Amount => Gen.Frequency((3, Figure), (1, Range), (1, Bound));

    public static Gen<World<CodeClaim>> Codes => CodesOf(Gen.Frequency((4, Gen.Int[1, 12]), (1, Gen.Int[1, Most])));

    /// <summary>Gets worlds of so many claims that their order is kept between reads.</summary>
    public static Gen<World<CodeClaim>> ManyCodes => CodesOf(Gen.Int[30, 60]);

    public static Gen<World<QuantityClaim>> Amounts => WorldsOf(AmountRule, Amount);

    /// <summary>Gets worlds of so many claims that their order is kept between reads.</summary>
    public static Gen<World<QuantityClaim>> ManyAmounts => AmountsOf(AmountRule, Amount, Gen.Int[30, 60]);

    public static Gen<T> OneOf<T>(params T[] choices) => Gen.Int[0, choices.Length - 1].Select(choice => choices[choice]);

    public static string Report(int number) => $"R{number:00}";

    public static Gen<World<QuantityClaim>> WorldsOf(Gen<FusionRule> rules, Gen<Amount> amount) =>
        AmountsOf(rules, amount, Gen.Frequency((4, Gen.Int[1, 8]), (1, Gen.Int[1, Most])));

    private static Gen<World<CodeClaim>> CodesOf(Gen<int> count) => Gen.Select(CodeRule, count).SelectMany((rule, n) =>
        Gen.Select(Claim.Array[n], Code.Array[n]).SelectMany((claims, codes) => Around(rule, claims
            .Select((claim, i) => claim.Make(rule, i, (id, report, source, grade, hour) =>
                new CodeClaim(id, report, source, grade, hour, codes[i]))).ToArray())));

    private static Gen<World<QuantityClaim>> AmountsOf(Gen<FusionRule> rules, Gen<Amount> amount, Gen<int> count) =>
        Gen.Select(rules, count)
            .SelectMany((rule, n) => Gen.Select(Claim.Array[n], amount.Array[n]).SelectMany((claims, amounts) => Around(rule, claims
            .Select((claim, i) => claim.Make(rule, i, (id, report, source, grade, hour) =>
                new QuantityClaim(id, report, source, grade, hour, amounts[i]))).ToArray())));

    private static Gen<Amount> Figure =>
        Gen.Select(Size, OneOf<double?>(null, null, .01, .05, .4), OneOf<bool?>(null, true, false), Gen.Int[0, 9])
        .Select((x, sigma, counted, zero) => Compounds.Fusion.Amount.Point(zero == 0 ? 0 : x, sigma, counted));

    private static Gen<Amount> Range => Gen.Select(Size, Gen.Double[.05, 3], Gen.Int[0, 9])
        .Select((x, width, zero) => Compounds.Fusion.Amount.Interval(zero == 0 ? 0 : x, x * Math.Exp(width)));

    private static Gen<Amount> Bound => Gen.Select(Size, Gen.Bool)
        .Select((x, isLower) => isLower ? Compounds.Fusion.Amount.AtLeast(x) : Compounds.Fusion.Amount.AtMost(x));

    // Amounts near 20, 400 and 8,000, some in whole numbers of few digits.
    private static Gen<double> Size => Gen.Select(OneOf(3.0, 6, 9), Gen.Double[-1.5, 1.5], Gen.Int[0, 2])
        .Select((middle, off, digits) => digits switch
    {
        0 => Math.Exp(middle + off),
        1 => Math.Max(1, Math.Round(Math.Exp(middle + off))),
        _ => Math.Max(10, 10 * Math.Round(Math.Exp(middle + off) / 10)),
    });

    private delegate TClaim Made<TClaim>(string id, string report, string source, Grade grade, long hour);

    // One claim: report and source, grade, time, beginning, end, day, denial.
    private static Gen<Making> Claim => Gen.Select(
        Gen.Int[0, Most - 1], Grade, Gen.Frequency((6, Gen.Int[0, 24 * 200]), (2, Gen.Int[0, 72]), (1, Gen.Int[-500, 0])), Gen.Int[0, 9],
            Gen.Int[0, 9_000], Gen.Int[0, 9], Gen.Int[-2_000, 2_000], Gen.Int[0, 19])
        .Select((report, grade, age, begins, before, ends, end, denial) =>
            new Making(report, grade, age, begins, before, ends, end, denial));

    private static string SourceOf(int report) => "stuvw"[report * 7 % 5].ToString();

    private static Gen<World<TClaim>> Around<TClaim>(FusionRule rule, TClaim[] claims)
        where TClaim : EvidenceClaim
    {
        var report = Gen.Int[0, Most - 1].Select(Report);
        var near = Gen.Int[0, claims.Length - 1].Select(i => claims[i].ReportId);
        return Gen.Select(
            Gen.Select(near, Gen.Frequency((3, near), (1, report), (1, OneOf("origin:wire", "wire")))).Array[0, claims.Length / 2],
            Gen.Select(Source, OneOf("own", "one")).Array[0, 1],
            Gen.Frequency((3, Gen.Const(Array.Empty<string>())), (1, near.Array[1, 2])),
            Gen.Frequency((2, Gen.Const(Array.Empty<string>())), (1, near.Array[1, 3])))
            .Select((cites, clusters, erroneous, unfiled) => new World<TClaim>(
                rule, claims,
                [.. Enumerable.Range(0, Most).Select(i => (Report(i), SourceOf(i))).Where(filed => !unfiled.Contains(filed.Item1))],
                [.. cites.Distinct()], clusters, [.. erroneous.Distinct()]));
    }

    private sealed record Making(int Report, Grade Grade, int Age, int Begins, int Before, int Ends, int End, int Denial)
    {
        public TClaim Make<TClaim>(FusionRule rule, int number, Made<TClaim> made)
            where TClaim : EvidenceClaim
        {
            var hour = Now - Age;
            var begins = rule.Nature switch
            {
                Nature.Standing => Begins < 4 ? Now - Before : (long?)null,
                Nature.State => Begins < 2 ? hour - (Before / 4) : null,
                _ => Begins < 5 ? hour - (Before / 9) : null,
            };
            return made($"k{number:00}", Worlds.Report(Report), SourceOf(Report), Grade, hour) with
            {
                FromHour = begins,
                UntilHour = rule.Nature != Nature.Event && Ends < 2 ? Math.Max((begins ?? hour) + 1, Now + End) : null,
                OnHour = rule.Nature == Nature.Event && Ends < 6 ? (hour - (Before / 20)) / 24 * 24 : null,
                IsDenied = Denial < 4,
                IsNever = Denial < 1,
            };
        }
    }
}
