using Compounds.Claims;
using static Compounds.Exchange.Tests.Intake.Filing;

namespace Compounds.Exchange.Tests.Intake;

public class ValidityTests
{
    private const string Raid = "\"attribute\":\"incident\",\"dimension\":\"raid\",\"value\":5,";
    private const string Status = "\"attribute\":\"status\",\"value\":\"operating\",";
    private const string Price = "\"subject\":\"infrastructure:a\",\"attribute\":\"price\",\"dimension\":\"diesel\",\"value\":40,\"unit\":\"THB/L\",";

    [Theory]
    [InlineData("\"observedAt\":\"2025-02-05T03:00:00+07:00\"", "2025-02-05")]
    [InlineData("\"observedAt\":\"2025-02-04T17:00:00Z\"", "2025-02-05")]
    [InlineData("\"observedAt\":\"2025-02-04T16:59:59Z\"", "2025-02-04")]
    [InlineData("\"observedAt\":\"2025-02-04T16:59:59Z\",\"zone\":\"+08:00\"", "2025-02-05")]
    [InlineData("\"zone\":\"+06:30\",\"observedAt\":\"2025-02-04T17:15:00Z\"", "2025-02-04")]
    [InlineData("\"observedAt\":\"2025-02-04\"", "2025-02-04")]
    [InlineData("\"observedAt\":\"2025-02-05\",\"on\":\"2025-02-03\"", "2025-02-03")]
    public void A_day_is_one_of_Bangkok_unless_the_claim_has_a_zone(string properties, string on) =>
        Assert.Equal(DateOnly.Parse(on, null), Kept(Raid + properties).On);

    [Fact]
    public void Two_reports_of_one_evening_count_one_event()
    {
        const string day = """{"report": "c19-1", "writtenAt": "2025-02-13", "grade": "B2", "handling": {"tlp": "GREEN", "pap": "CLEAR"}, "claims": [{"subject": {"kind": "crossing", "name": "Night Gate"}, "attribute": "incident", "value": 260, "dimension": "hand-over", "on": "2025-02-12"}]}""";
        const string hour = """{"report": "c19-2", "writtenAt": "2025-02-13", "grade": "B2", "handling": {"tlp": "GREEN", "pap": "CLEAR"}, "claims": [{"subject": {"kind": "crossing", "name": "Night Gate"}, "attribute": "incident", "value": 260, "observedAt": "2025-02-12T05:30:00+07:00", "dimension": "hand-over"}]}""";
        Assert.Equal(Accepted(day).Claims[0].On, Accepted(hour).Claims[0].On);
    }

    [Fact]
    public void A_report_written_and_observed_on_one_bare_day_is_no_cause_for_a_remark()
    {
        var claim = Kept(Status + "\"observedAt\":\"2025-02-05\",\"zone\":\"+06:30\"");
        Assert.Equal(new DateTimeOffset(2025, 2, 4, 17, 30, 0, TimeSpan.Zero), claim.ObservedAt);
        Assert.Equal(390, claim.Validity!.ZoneMinutes);
        Assert.Empty(Read(About(Status + "\"observedAt\":\"2025-02-05\",\"zone\":\"+06:30\"")).Warnings);
    }

    [Theory]
    [InlineData("+07:00", null)]
    [InlineData("Z", 0)]
    [InlineData("-01:30", -90)]
    [InlineData("+14:00", 840)]
    public void A_zone_is_an_offset_and_that_of_Bangkok_is_none(string zone, int? minutes) =>
        Assert.Equal(minutes, Kept(Raid + $"\"on\":\"2025-02-01\",\"zone\":\"{zone}\"").Validity?.ZoneMinutes);

    [Theory]
    [InlineData("+15:00")]
    [InlineData("Asia/Yangon")]
    [InlineData("6:30")]
    [InlineData("")]
    public void What_is_no_offset_is_no_zone(string zone) => Assert.Equal("bad-zone", Problem(About(Raid + $"\"on\":\"2025-02-01\",\"zone\":\"{zone}\"")).Code);

    [Fact]
    public void A_state_holds_from_and_until_days_of_its_zone_or_moments()
    {
        var claim = Kept(Status + "\"from\":\"2025-01-01\",\"until\":\"2025-02-05T09:00:00+07:00\",\"zone\":\"+06:30\"");
        Assert.Equal(
            new Validity(
                new PointInTime(new DateTimeOffset(2024, 12, 31, 17, 30, 0, TimeSpan.Zero), IsDay: true), new PointInTime(new DateTimeOffset(2025, 2, 5, 2, 0, 0, TimeSpan.Zero), IsDay: false),
                null, IsNever: false, 390),
            claim.Validity);
    }

    [Fact]
    public void A_period_has_its_first_and_its_last_day_and_a_period_of_one_day_is_that_day()
    {
        Assert.Equal(new DateTimeOffset(2025, 1, 31, 17, 0, 0, TimeSpan.Zero), Kept(Raid + "\"from\":\"2025-02-01\",\"on\":\"2025-02-03\"").Validity!.From!.Value.At);
        Assert.Null(Kept(Raid + "\"from\":\"2025-02-03\",\"on\":\"2025-02-03\"").Validity);
        Assert.Equal(("/claims/0/on", "missing-property"), Place(Raid + "\"from\":\"2025-02-01\",\"observedAt\":\"2025-02-03\""));
        Assert.Equal(("/claims/0/from", "from-after-on"), Place(Raid + "\"from\":\"2025-02-04\",\"on\":\"2025-02-03\""));
    }

    [Fact]
    public void A_running_total_has_the_first_day_of_its_series()
    {
        const string total = "\"attribute\":\"incidentTotal\",\"dimension\":\"raid\",\"value\":5,";
        Assert.True(Kept(total + "\"from\":\"2025-02-03\",\"on\":\"2025-02-03\"").Validity!.From!.Value.IsDay);
        Assert.Equal(("/claims/0/occasion", "misplaced-property"), Place(total + "\"on\":\"2025-02-03\",\"occasion\":\"first\""));
    }

    [Fact]
    public void An_outage_has_a_span_that_tells_its_day()
    {
        var claim = Kept("\"attribute\":\"outage\",\"value\":14,\"unit\":\"h\",\"from\":\"2025-02-04T19:00:00+07:00\",\"until\":\"2025-02-05T09:00:00+07:00\"");
        Assert.Equal(new DateOnly(2025, 2, 5), claim.On);
        Assert.Equal(TimeSpan.FromHours(14), claim.Validity!.Until!.Value.At - claim.Validity.From!.Value.At);
        Assert.Equal("future-date", Problem(About("\"attribute\":\"outage\",\"value\":14,\"unit\":\"h\",\"until\":\"2025-04-01\"")).Code);
    }

    [Theory]
    [InlineData(Raid + "\"on\":\"2025-02-03\",\"until\":\"2025-02-04\"", "/claims/0/until")]
    [InlineData(Status + "\"occasion\":\"first\"", "/claims/0/occasion")]
    [InlineData("\"attribute\":\"province\",\"value\":\"Tak\",\"on\":\"2025-02-03\"", "/claims/0/on")]
    public void What_has_no_meaning_in_time_for_a_nature_is_refused(string properties, string pointer) =>
        Assert.Equal((pointer, "misplaced-property"), Place(properties));

    [Theory]
    [InlineData("\"on\":\"2025-02-03\",\"from\":\"2025-02-01\"", "/claims/0/from", "misplaced-property")]
    [InlineData("\"on\":\"2025-02-03\",\"until\":\"2025-02-10\"", "/claims/0/until", "misplaced-property")]
    [InlineData("\"credibility\":2", "/claims/0/on", "missing-property")]
    public void A_reading_is_of_one_day(string properties, string pointer, string code)
    {
        var problem = Problem(Claim(Price + properties));
        Assert.Equal((pointer, code), (problem.Pointer, problem.Code));
    }

    [Theory]
    [InlineData("\"from\":\"2025-03-05\"", "future-date")]
    [InlineData("\"from\":\"1980-01-01\"", "too-early")]
    [InlineData("\"from\":\"2568-02-05\"", "buddhist-year")]
    [InlineData("\"from\":\"2025-02-05\",\"until\":\"2025-02-04\"", "until-not-after-from")]
    [InlineData("\"from\":\"soon\"", "bad-time")]
    public void A_beginning_that_cannot_be_meant_is_refused(string properties, string code) => Assert.Equal(code, Problem(About(Status + properties)).Code);

    [Fact]
    public void A_listing_may_end_in_the_future() =>
        Assert.Equal(2030, Listing("\"from\":\"2025-01-01\",\"until\":\"2030-01-02\"").Validity!.Until!.Value.At.Year);

    [Fact]
    public void The_day_of_a_listing_given_as_on_is_read_as_from()
    {
        const string on = "\"subject\":\"operator:a\",\"attribute\":\"sanctionedBy\",\"value\":\"US OFAC\",\"on\":\"2025-02-01\"";
        Assert.Equal(("/claims/0/on", "on-read-as-from"), (Warning(Claim(on)).Pointer, Warning(Claim(on)).Code));
        var claim = Accepted(Claim(on)).Claims[0];
        Assert.Equal((null, Listing("\"from\":\"2025-02-01\"").Validity), (claim.On, claim.Validity));
        Assert.Equal("misplaced-property", Problem(Claim(on + ",\"from\":\"2025-02-01\"")).Code);
    }

    [Fact]
    public void Only_a_denial_says_that_it_was_never_so()
    {
        Assert.True(Kept(Status + "\"denied\":true,\"neverSo\":true").Validity!.IsNever);
        Assert.Null(Kept(Status + "\"denied\":true,\"neverSo\":false").Validity);
        Assert.Equal("never-so-not-denied", Problem(About(Status + "\"neverSo\":true")).Code);
    }

    [Fact]
    public void That_an_operator_is_sanctioned_is_said_by_who_listed_it() => Assert.Contains(
        "say it with sanctionedBy", Problem(Claim("\"subject\":\"operator:a\",\"attribute\":\"status\",\"value\":\"sanctioned\"")).Message, StringComparison.Ordinal);

    private static Claim Kept(string properties) => Accepted(About(properties)).Claims[0];

    private static Claim Listing(string properties) => Accepted(Claim($"\"subject\":\"operator:a\",\"attribute\":\"sanctionedBy\",\"value\":\"US OFAC\",{properties}")).Claims[0];

    private static (string, string) Place(string properties)
    {
        var problem = Problem(About(properties));
        return (problem.Pointer, problem.Code);
    }
}
