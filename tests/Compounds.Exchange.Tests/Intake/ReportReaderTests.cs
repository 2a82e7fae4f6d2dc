using Compounds.Claims;
using Compounds.Exchange.Intake;
using Compounds.Readers;
using Compounds.Reports;
using Compounds.Subjects;
using static Compounds.Exchange.Tests.Intake.Filing;

namespace Compounds.Exchange.Tests.Intake;

public class ReportReaderTests
{
    [Fact]
    public void A_whole_report_is_read_as_written()
    {
        var reading = Read(Whole);
        Assert.Empty(reading.Problems);
        Assert.Empty(reading.Warnings);
        var report = reading.Report!;
        Assert.Equal(new ReportKey("pea", "PEA-2025-0205-1"), report.Key);
        Assert.Equal(2, report.Revision);
        Assert.Equal(new DateTimeOffset(2025, 2, 5, 2, 10, 0, TimeSpan.Zero), report.WrittenAt);
        Assert.Equal("B2", report.Grade.Text());
        Assert.Equal(Handling.Of(Tlp.Amber, Pap.Green, "pea", ["thb"]), report.Handling);
        Assert.False(report.IsUnmarked);
        Assert.Equal(["origin:thai-army", "pea/R-1", "reuters/RT-12"], report.Cites);
        Assert.Contains('\n', report.Narrative!);
        Assert.Equal([new Link("Five points cut", "https://example.org/news/1", "The Nation", new DateOnly(2025, 2, 5))], report.Links);
        Assert.Equal(
            [
                new Claim(
                    new SubjectReference(SubjectKind.Compound, null, "KK Park", "Myawaddy"), "headcount", null, null, null,
                    new QuantityValue(QuantityForm.Interval, 3000, 5000, null, "people", 1), false, new DateTimeOffset(2025, 2, 3, 17, 0, 0, TimeSpan.Zero), 3, 0),
                new Claim(
                    new SubjectReference(SubjectKind.Compound, null, "Shwe Kokko", null), "supplyShare", "power",
                    new SubjectReference(SubjectKind.Infrastructure, null, "Ban Wang Pha feed", null), null,
                    new QuantityValue(QuantityForm.Point, 0.8, 0.8, 0.2, "fraction", 1), false, report.WrittenAt, null, 1),
            ],
            report.Claims);
    }

    [Fact]
    public void Since_when_a_report_is_public_is_told_by_an_archivist_alone()
    {
        var line = System.Text.Encoding.UTF8.GetBytes(With("\"publicSince\":\"2025-02-06\""));
        Assert.Equal(new DateOnly(2025, 2, 6), ReportReader.Read(line, Archive).Report!.PublicSince);
        Assert.Equal(("/publicSince", "public-since-not-yours"), ReportReader.Read(line, Relay).Problems.Select(static problem => (problem.Pointer, problem.Code)).Single());
        Assert.Null(Accepted(With("\"cites\":[]")).PublicSince);
    }

    [Fact]
    public void Properties_come_in_any_order()
    {
        var claim = Assert.Single(Accepted("""
            {"claims":[{"unit":"MW","value":{"high":5,"low":3},"observedAt":"2025-02-01","attribute":"load","subject":"compound:kk-park"}],
             "writtenAt":"2025-02-05","report":"R-1"}
            """).Claims);
        Assert.Equal(new QuantityValue(QuantityForm.Interval, 3, 5, null, "MW", 1000), claim.Value);
    }

    [Fact]
    public void A_claim_before_the_writing_time_is_observed_at_it() =>
        Assert.Equal(
            new DateTimeOffset(2025, 2, 4, 17, 0, 0, TimeSpan.Zero),
            Accepted("""{"claims":[{"subject":"compound:a","attribute":"status","value":"operating"}],"writtenAt":"2025-02-05","report":"R-1"}""").Claims[0].ObservedAt);

    [Fact]
    public void All_problems_of_a_line_are_told_at_once()
    {
        var reading = Read("""
            {"report":"no 7","writtenAt":"yesterday","claims":[
             {"subject":"compound:a","attribute":"status","value":"running"},
             {"subject":"compound:a","attribute":"headcount","value":{"low":500,"high":300}},
             {"subject":"compound:a","attribute":"location","value":{"lat":"16","lon":98.5}}]}
            """);
        Assert.Equal(
            [
                ("/report", "bad-report-id"), ("/writtenAt", "bad-time"), ("/claims/0/value", "unknown-code"),
                ("/claims/1/value", "low-above-high"), ("/claims/2/value/lat", "wrong-type"),
            ],
            reading.Problems.Select(static problem => (problem.Pointer, problem.Code)));
    }

    [Theory]
    [InlineData("a~b/c", "/a~0b~1c")]
    [InlineData("claimz", "/claimz")]
    public void The_place_of_a_problem_is_a_JSON_pointer(string name, string pointer) =>
        Assert.Equal(pointer, Problem(With($"\"{name}\":1")).Pointer);

    [Fact]
    public void A_report_of_another_agency_needs_the_right_to_relay()
    {
        var line = System.Text.Encoding.UTF8.GetBytes(With("\"agency\":\"unodc\""));
        Assert.Equal("agency-not-yours", Assert.Single(ReportReader.Read(line, OwnOnly).Problems).Code);
        Assert.Equal(new ReportKey("unodc", "R-1"), ReportReader.Read(line, Relay).Report!.Key);
    }

    [Fact]
    public void An_unmarked_report_is_for_its_own_agency()
    {
        var report = Accepted("""{"report":"R-1","writtenAt":"2025-02-05","claims":[{"subject":"compound:a","attribute":"status","value":"operating"}]}""");
        Assert.True(report.IsUnmarked);
        Assert.Equal(Handling.Unmarked("pea"), report.Handling);
        Assert.Equal("B6", report.Grade.Text());
    }

    [Fact]
    public void A_retraction_names_the_report_and_the_reason() => Assert.Equal(
        new Retraction(new ReportKey("pea", "R-1"), RetractionReason.Withdrawn), Read("""{"retract":"R-1","reason":"withdrawn"}""").Retraction);

    [Fact]
    public void Equal_claims_count_once_and_the_others_are_numbered_without_gaps()
    {
        const string same = """{"subject":"compound:a","attribute":"status","value":"operating"}""";
        var report = Accepted($$"""{"report":"R-1","writtenAt":"2025-02-05","claims":[{{same}},{{same}},{"subject":"compound:b","attribute":"status","value":"operating"}]}""");
        Assert.Equal([0, 1], report.Claims.Select(static claim => claim.Ordinal));
    }

    [Theory]
    [InlineData("2025-02-05T09:10:00+07:00", "2025-02-05T02:10:00Z")]
    [InlineData("2025-02-05T09:10Z", "2025-02-05T09:10:00Z")]
    [InlineData("2025-02-05T09:10:00.5-01:30", "2025-02-05T10:40:00.5Z")]
    [InlineData("2025-02-05", "2025-02-04T17:00:00Z")]
    [InlineData("1990-01-01", "1989-12-31T17:00:00Z")]
    public void A_time_is_kept_in_UTC(string given, string kept) => Assert.Equal(
        DateTimeOffset.Parse(kept, null),
        Accepted(About($"\"attribute\":\"status\",\"value\":\"operating\",\"observedAt\":\"{given}\"")).Claims[0].ObservedAt);

    [Theory]
    [InlineData("0001-01-01")]
    [InlineData("0001-01-01T00:00:00+07:00")]
    [InlineData("1989-12-31")]
    [InlineData("1989-12-31T09:59:59Z")]
    [InlineData("0001-01-01T00:00:00Z")]
    public void What_was_before_1990_is_refused(string given) => Assert.Contains(
        Problem(About($"\"attribute\":\"incident\",\"dimension\":\"raid\",\"value\":5,\"zone\":\"-01:30\",\"observedAt\":\"{given}\"")).Code, (string[])["too-early", "bad-time"]);

    [Theory]
    [InlineData("2025-02-05T09:10:00")]
    [InlineData("2025-02-30")]
    [InlineData("2025-02-05T24:00:00Z")]
    [InlineData("2025-02-05T09:10:00+15:00")]
    [InlineData("2025-02-05T09:10:00.Z")]
    [InlineData("05.02.2025")]
    [InlineData("")]
    public void What_is_no_time_is_refused(string given) => Assert.Equal(
        "bad-time", Problem(About($"\"attribute\":\"status\",\"value\":\"operating\",\"observedAt\":\"{given}\"")).Code);

    [Fact]
    public void A_Buddhist_year_is_told_in_the_common_calendar() => Assert.Contains(
        "write 2024", Problem(With("\"cites\":[]").Replace("2025-02-05", "2567-02-29", StringComparison.Ordinal)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("{\"report\":\"R-1\"} x")]
    [InlineData("")]
    [InlineData("{\"report\":\"\\ud800\"}")]
    [InlineData("{\"report\":\"\\udc00\\ud800\"}")]
    [InlineData("{'report':1}")]
    public void Malformed_JSON_is_told_with_its_place(string line) => Assert.Equal("malformed-json", Problem(line).Code);

    [Fact]
    public void A_pair_of_surrogate_escapes_is_one_character() =>
        Assert.Equal("a😀\\ud800", Accepted(With("\"narrative\":\"a\\ud83d\\ude00\\\\ud800\"")).Narrative);

    [Fact]
    public void Deeper_nesting_than_any_report_has_is_refused() =>
        Assert.Contains(Read(With($"\"cites\":{new string('[', 100)}{new string(']', 100)}")).Problems, static problem => problem.Code == "malformed-json");
}
