using Compounds.Assessments;
using Compounds.Claims;
using Compounds.Fusion;
using Compounds.Readers;
using Compounds.Reports;
using Compounds.Subjects;

namespace Compounds.Fusion.Tests.Assessments;

/// <summary>Reports about one compound, written short.</summary>
internal static class Evidence
{
    public static readonly SubjectId KkPark = SubjectId.Parse("compound:kk-park");

    /// <summary>The hour at which tests read.</summary>
    public static readonly DateTimeOffset Now = new(2025, 6, 1, 12, 30, 0, TimeSpan.Zero);

    /// <summary>When the first report of a test was recorded.</summary>
    public static readonly DateTimeOffset Start = Now.AddDays(-60);

    public static long Hour { get; } = FusionTime.HourOf(Now);

    /// <summary>The first revision of an open report of grade B2, recorded at the start, its claims numbered.</summary>
    /// <param name="report">The report, <c>agency/id</c>.</param>
    /// <param name="claims">What it says.</param>
    public static ReportEvidence Of(string report, params Claim[] claims)
    {
        Assert.True(ReportKey.TryParse(report, out var key));
        return new ReportEvidence(
            key, 1, key.Agency, Grade.Parse("B2"), Handling.Of(Tlp.Clear, Pap.Clear, key.Agency), [], Start, [.. claims.Select((claim, i) => claim with { Ordinal = i })], null);
    }

    /// <summary>The news that a report was taken back.</summary>
    public static ReportEvidence Retract(this ReportEvidence evidence, RetractionReason reason = RetractionReason.Withdrawn) =>
        evidence with { Claims = [], Retracted = reason, RecordedAt = evidence.RecordedAt.AddHours(1) };

    public static Claim Status(string code, bool isDenied = false, double daysAgo = 1) => About("status", new CategoryValue(code), daysAgo) with { IsDenied = isDenied };

    public static Claim Headcount(double people, double daysAgo = 1) => About("headcount", People(people), daysAgo);

    public static Claim Place(double latitude, double longitude, double precisionKilometres = 1) => About("location", new PointValue(latitude, longitude, precisionKilometres), 1);

    public static Claim Alias(string name) => About("alias", new AliasValue(name, null), 1);

    public static Claim Country(string code) => About("country", new CategoryValue(code), 1);

    public static Claim SuppliedBy(string infrastructure, string supply = "power") =>
        About("suppliedBy", new EntityValue(Reference(SubjectId.Parse(infrastructure))), 1) with { Dimension = supply };

    public static QuantityValue People(double people) => new(QuantityForm.Point, people, people, null, "people", 1);

    public static SubjectReference Reference(SubjectId id, string? name = null) => new(id.Kind(), id, name, null);

    public static Claim About(string attribute, ClaimValue value, double daysAgo) =>
        new(Reference(KkPark), attribute, null, null, null, value, false, Now.AddDays(-daysAgo), null, 0);

    /// <summary>The claim with the compound called by this name.</summary>
    public static Claim Named(this Claim claim, string name) => claim with { Subject = Reference(KkPark, name) };
}
