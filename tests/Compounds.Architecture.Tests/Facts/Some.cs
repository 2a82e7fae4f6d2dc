using Compounds.Agencies;
using Compounds.Audit;
using Compounds.Batches;
using Compounds.Claims;
using Compounds.Fusion;
using Compounds.Grains.Fronts;
using Compounds.Grains.Policy;
using Compounds.Grains.Scenarios;
using Compounds.Readers;
using Compounds.Reports;
using Compounds.Sessions;
using Compounds.Simulation;
using Compounds.Simulation.Choice;
using Compounds.Subjects;
using Compounds.Views;
using Compounds.Watches;

namespace Compounds.Architecture.Tests.Facts;

/// <summary>The values that the golden files hold: every property set, every form of value, several scripts.</summary>
internal static class Some
{
    public static readonly DateTimeOffset Noon = new(2025, 2, 5, 12, 0, 0, TimeSpan.Zero);

    public static readonly SubjectId KkPark = SubjectId.Parse("compound:kk-park");

    public static readonly Handling Restricted = Handling.Of(Tlp.AmberStrict, Pap.Red, "border-police", ["embassy"]);

    public static readonly Agency Agency = new("border-police", "Border police", Tlp.Red, 'B', "government");

    public static readonly IssuedKey Key = new("0123456789ab", "border-police", Roles.Partner | Roles.Analyst, "ด่านแม่สอด gateway", new string('a', 64), Noon, null);

    public static readonly Grant Grant = new("g-0123456789ab", new KeyAsked(Key), "border-police:3f0c92d15ab47e68", Noon, ["task-force:9b1d2c3e4f5a6071"]);

    public static readonly Session Session = new(
        "0123456789abcdef", new string('f', 64), "border-police", Tlp.AmberStrict, Roles.Analyst | Roles.Policy, "border-police:3f0c92d15ab47e68",
        "police", true, Noon, Noon.AddHours(12));

    public static readonly SessionsEnded SessionsEnded = new(["0123456789abcdef", "fedcba9876543210"], "border-police:3f0c92d15ab47e68");

    public static readonly AuditRead AuditRead = new(
        "embassy:3f0c92d15ab47e68", "embassy", Tlp.Red, "GetReport", ["border-police/2025-014"], Tlp.Red, 3, 4, ["border-police/2025-013"],
        ["border-police/2025-014"], Noon);

    public static readonly AuditRefused AuditRefused = new(null, null, "0123456789ab", "203.0.113.0/24", 401, true, "ListReports", 61, Noon);

    public static readonly AuditAlarmed AuditAlarmed = new(AuditAlarm.WrongKeys, "203.0.113.0/24", 61, 50, Noon);

    public static readonly RedRead RedRead = new(["2025-014"], "embassy:3f0c92d15ab47e68", Noon);

    public static readonly NameEntry Name = new(KkPark, "เคเค ปาร์ค", "Myawaddy", Restricted, "border-police/2025-014");

    public static readonly Label Label = Readers.Label.Join([Readers.Label.Of("border-police", Restricted), Readers.Label.Of("embassy", Handling.Open)]);

    public static readonly ActionMarking Marking = new("border-police", Restricted);

    public static readonly ChosenScenario Chosen = new(new string('c', 64), new Reader("border-police", Tlp.AmberStrict));

    public static readonly SubjectId[] Meant = [KkPark, SubjectId.Parse("infrastructure:feeder-7"), SubjectId.Parse("operator:dkba")];

    public static readonly ScenarioQuestion Question = new(
        "ตัดไฟ \"North Feed\"", new string('e', 64), Noon, Noon.AddHours(1),
        [new Measure("infrastructure:feeder-7", MeasureKind.CutPower, 24), new Measure("infrastructure:road", MeasureKind.FuelBan, 0, 48, Quantity.Triangular(0.5, 0.7, 0.9))], ["infrastructure:clinic"],
        new Scenario { Measures = [new Measure("infrastructure:feeder-7>compound:kk-park:Power", MeasureKind.CutPower, 24)], Horizon = 168, Samples = 512, Displacement = DisplacementRule.Default });

    public static readonly FrontQuestion Front = new(
        "ตัดอะไร \"which\"", new string('e', 64), Noon, Noon.AddHours(1), [new FrontAction("a1", "North Feed", Question.Scenario)], ["infrastructure:clinic"],
        new ChoiceQuery(HarmWeights.Default, HarmBudget.Default, [HarmLine.CaptiveExposure], ChoiceBasis.Robust));

    /// <summary>Gets a report whose first claims name their subjects, in the order of <see cref="Meant"/>.</summary>
    public static Report Report { get; } = new(
        new ReportKey("border-police", "2025-014"), 2, Noon, Grade.Parse("B2"), Restricted, true, ["embassy/7", "origin:army"],
        "ไฟฟ้าดับ \"since\" noon <1 h>.", "th", [new Link("ข่าว", "https://example.org/a?b=1&c=2", "A paper", new DateOnly(2025, 2, 4)), new Link("Untitled", null, null, null)],
        [new Attachment("map.png", "image/png", new string('b', 64), 1234)],
        [
            Claim(0, "supplyShare", new QuantityValue(QuantityForm.Point, 0.45, 0.45, 0.2, "fraction", 1)) with
            {
                Subject = new SubjectReference(SubjectKind.Compound, null, "KK Park", "Myawaddy"), Dimension = "power",
                Party = new SubjectReference(SubjectKind.Infrastructure, null, "Feeder 7", null), Credibility = 3,
            },
            Claim(1, "operatedBy", new EntityValue(new SubjectReference(SubjectKind.Operator, null, "DKBA", null))) with { IsDenied = true },
            .. Claims(2),
        ]);

    public static ReportEvidence Evidence { get; } =
        new(Report.Key, 2, "government", Report.Grade, Restricted, Report.Cites, Noon.AddMinutes(1), [.. Claims(0)], null);

    public static ReportEvidence Retracted { get; } = Evidence with { Claims = [], Cites = [], Retracted = RetractionReason.Erroneous };

    public static Watch Watch { get; } = new("near-mae-sot", KkPark, new WatchedArea(98, 16, 99, 17), new WatchedThreshold("captives", 500), Noon, IsMuted: true);

    public static Alert Alert { get; } = new(Report.Key.ToString(), 2, Watch.Id, KkPark, Restricted, Noon, IsRead: false);

    public static SavedView View { get; } = new("near-mae-sot", "ใกล้แม่สอด \"near\"", "subjects", "kind=compound&q=ชเวโก๊กโก่", "border-police:member-3", Tlp.AmberStrict, IsTeam: true, Noon);

    public static Batch Batch { get; } = new(
        "file-0123", Door.File, "nov24 ด่าน.csv", "border-police:member-3", Tlp.AmberStrict, Noon, Noon.AddMinutes(1), new BatchCount(2, 1, 3, 4, 5), ["border-police/2025-014", "embassy/7"]);

    private static IEnumerable<Claim> Claims(int first) =>
    [
        Claim(first, "status", new CategoryValue("operating")),
        Claim(first + 1, "province", new LabelValue("ကရင်")),
        Claim(first + 2, "suppliedBy", new EntityValue(Reference(Meant[1]))) with { Dimension = "power" },
        Claim(first + 3, "alias", new AliasValue("亚太新城", "zh")),
        Claim(first + 4, "location", new PointValue(16.6391, 98.5235, 0.5)),
        Claim(first + 5, "headcount", new QuantityValue(QuantityForm.Interval, 1_500, 2_500, null, "people", 1)),
        Claim(first + 6, "load", new QuantityValue(QuantityForm.AtLeast, 1.5, 1.5, null, "MW", 1_000)),
        Claim(first + 7, "buildings", new QuantityValue(QuantityForm.AtMost, 60, 60, null, "units", 1)),
        Claim(first + 8, "nationality", new QuantityValue(QuantityForm.Point, 40, 40, null, "people", 1)) with { Dimension = "Kenya", On = new DateOnly(2025, 2, 1) },
    ];

    private static Claim Claim(int ordinal, string attribute, ClaimValue value) => new(Reference(KkPark), attribute, null, null, null, value, false, Noon.AddDays(-1), null, ordinal);

    private static SubjectReference Reference(SubjectId id) => new(id.Kind(), id, null, null);
}
