using Compounds.Assessments;
using Compounds.Claims;
using Compounds.Readers;
using Compounds.Subjects;
using Compounds.Reports;
using CsCheck;

namespace Compounds.Fusion.Tests.Assessments;

/// <summary>Claims about the compound from small pools, so that they agree, repeat and contradict each other.</summary>
internal static class RandomClaim
{
    private static readonly string?[] s_names = [null, null, "KK Park", "KK PARK", "Kk-park", "Dongmei"];
    private static readonly double[] s_amounts = [3, 40, 500, 520, 2_000, 30_000];

    private static readonly (double Latitude, double Longitude, double Precision)[] s_points =
        [(16.639, 98.5235, 0.5), (16.64, 98.52, 1), (16.65, 98.53, 5), (16.7, 98.6, 2), (17.9, 102.6, 1)];

    /// <summary>Gets a claim of any form, up to 400 days old.</summary>
    public static Gen<Claim> Any { get; } = Gen.Select(
        Gen.Int[0, 11], Gen.Int[0, 5], Gen.Int[0, 5], Gen.Frequency((3, Gen.Int[0, 400 * 24]), (1, Gen.Int[0, 8].Select(static days => days * 240))), Gen.Int[0, 3], Gen.Int[0, 30],
        static (attribute, pick, other, hoursAgo, denial, odd) => Of(attribute, pick, other) with
        {
            Subject = Evidence.Reference(Evidence.KkPark, s_names[(pick + other) % s_names.Length]),
            ObservedAt = Evidence.Now.AddHours(-hoursAgo),
            IsDenied = denial == 0 && CanBeDenied(attribute),
            Credibility = odd < 6 ? odd + 1 : null,
            Validity = Held(attribute, Evidence.Now.AddHours(-hoursAgo), denial == 0, odd),
            Handling = odd is 12 or 13 ? Handling.Of(odd == 12 ? Tlp.Amber : Tlp.Red, Pap.Amber, "police", odd == 12 ? null : ["embassy"]) : null,
        });

    // Some states and standing facts say since when or until when they hold, some denials that it never was so, some counts which of two events.
    private static Validity? Held(int attribute, DateTimeOffset observedAt, bool isDenied, int odd) => odd switch
    {
        15 when attribute is not (8 or 9) => Validity.None with { From = new PointInTime(observedAt.AddDays(-20), false) },
        16 when attribute is not (8 or 9) => Validity.None with { Until = new PointInTime(observedAt.AddDays(30), false) },
        17 when isDenied && CanBeDenied(attribute) => Validity.None with { IsNever = true },
        18 when attribute is 8 or 9 => Validity.None with { Occasion = "second" },
        19 => Validity.None with { ZoneMinutes = 390 },
        _ => null,
    };

    private static bool CanBeDenied(int attribute) => attribute is 0 or 2 or 4 or 5 or 6 or 7;

    private static Claim Of(int attribute, int pick, int other) => attribute switch
    {
        0 => Make("status", new CategoryValue(Pick(pick, "operating", "raided", "vacated", "dormant"))),
        1 => Make("headcount", Amount(pick, other, "people", 1)),
        2 => Make("suppliedBy", Entity(Pick(pick, "infrastructure:feed", "infrastructure:tower", "crossing:ferry"))) with { Dimension = Pick(other, "power", "telecom", "fuel") },
        3 => Make("location", new PointValue(s_points[pick % 5].Latitude, s_points[pick % 5].Longitude, s_points[pick % 5].Precision)),
        4 => Make("alias", new AliasValue(Pick(pick, "KK Park", "kk park", "เคเค ปาร์ค", "Dongmei"), other == 0 ? "th" : null)),
        5 => Make("indicator", new CategoryValue(Pick(pick, "debt-bondage", "isolation", "deception"))),
        6 => Make("country", new CategoryValue(Pick(pick, "MM", "TH", "KH"))),
        7 => Make("province", new LabelValue(Pick(pick, "Kayin", "KAYIN", "Tak"))),
        8 => Make("nationality", Amount(pick, other, "people", 1)) with { Dimension = Pick(other, "Kenya", "kenya ", "India"), On = new DateOnly(2025, 2, 1 + (pick % 2)) },
        9 => Make("incident", Amount(pick, other, "people", 1)) with { Dimension = Pick(other, "hand-over", "release"), On = new DateOnly(2025, 2, 1) },
        10 => Make("load", Amount(pick, other, "MW", 1_000) with { Low = 1.5 + pick, High = 1.5 + pick }),
        _ => Make("supplyShare", new QuantityValue(QuantityForm.Point, 0.1 * (pick + 1), 0.1 * (pick + 1), 0.2, "fraction", 1)) with
        {
            Dimension = "power", Party = Evidence.Reference(SubjectId.Parse(Pick(other, "infrastructure:feed", "infrastructure:tower"))),
        },
    };

    private static Claim Make(string attribute, ClaimValue value) => Evidence.About(attribute, value, 0);

    private static EntityValue Entity(string id) => new(Evidence.Reference(SubjectId.Parse(id)));

    private static QuantityValue Amount(int pick, int form, string unit, double factor)
    {
        var low = s_amounts[pick % s_amounts.Length];
        return (QuantityForm)(form % 4) is var kind && kind == QuantityForm.Interval
            ? new QuantityValue(kind, low, low * 2, null, unit, factor) : new QuantityValue(kind, low, low, form == 4 ? 0.3 : null, unit, factor);
    }

    private static string Pick(int pick, params string[] choices) => choices[pick % choices.Length];
}
