using System.Reflection;
using System.Text;
using Compounds.Exchange.Intake;
using Compounds.Exchange.Tests.Tables;
using static Compounds.Exchange.Tests.Intake.Filing;

namespace Compounds.Exchange.Tests.Intake;

public class RefusalCodesTests
{
    private const string Quantity = "\"attribute\":\"headcount\",\"value\":";
    private const string Released = "\"attribute\":\"incident\",\"dimension\":\"release\",\"on\":\"2025-02-04\",\"value\":5,";
    private static readonly string s_names = string.Join(',', Enumerable.Range(0, 101).Select(static i => $"\"x{i}\":1"));

    private static readonly (string Code, string Line)[] s_lines =
    [
        ("malformed-json", "{\"report\":"),
        ("line-too-long", With($"\"narrative\":\"{new string('x', ReportLimits.LineBytes)}\"")),
        ("not-an-object", "[\"a report\"]"),
        ("unknown-property", With("\"narative\":\"x\"")),
        ("duplicate-property", With("\"report\":\"R-2\"")),
        ("missing-property", Claim("\"attribute\":\"status\",\"value\":\"operating\"")),
        ("misplaced-property", About("\"attribute\":\"status\",\"value\":\"operating\",\"unit\":\"kW\"")),
        ("wrong-type", With("\"revision\":\"1\"")),
        ("too-long", With($"\"narrative\":\"{new string('x', 20_001)}\"")),
        ("too-many", With($"\"cites\":[{string.Join(',', Enumerable.Range(0, 101).Select(static i => $"\"X-{i}\""))}]")),
        ("no-letter-or-digit", Claim("\"subject\":{\"kind\":\"compound\",\"name\":\"???\"},\"attribute\":\"status\",\"value\":\"operating\"")),
        ("control-character", With("\"narrative\":\"a\\u0000b\"")),
        ("more-problems", With(s_names)),
        ("bad-report-id", "{\"retract\":\"no 7\",\"reason\":\"erroneous\"}"),
        ("bad-revision", With("\"revision\":0")),
        ("agency-not-yours", With("\"agency\":\"unodc\"")),
        ("above-clearance", With("\"agency\":\"unodc\"").Replace("\"tlp\":\"GREEN\"", "\"tlp\":\"RED\"", StringComparison.Ordinal)),
        ("unknown-agency", With("\"agency\":\"nobody\"")),
        ("bad-time", About("\"attribute\":\"status\",\"value\":\"operating\",\"observedAt\":\"5 Feb 2025\"")),
        ("future-date", About("\"attribute\":\"status\",\"value\":\"operating\",\"observedAt\":\"2031-01-01\"")),
        ("too-early", About("\"attribute\":\"status\",\"value\":\"operating\",\"observedAt\":\"1025-02-05\"")),
        ("buddhist-year", About("\"attribute\":\"status\",\"value\":\"operating\",\"observedAt\":\"2568-02-05\"")),
        ("time-ahead", About("\"attribute\":\"status\",\"value\":\"operating\",\"observedAt\":\"2025-03-02T06:00:00+07:00\"")),
        ("observed-after-written", About("\"attribute\":\"status\",\"value\":\"operating\",\"observedAt\":\"2025-02-20\"")),
        ("bad-grade", With("\"cites\":[]").Replace("B2", "2B", StringComparison.Ordinal)),
        ("grade-defaulted", With("\"cites\":[]").Replace("\"grade\":\"B2\",", "", StringComparison.Ordinal)),
        ("unknown-marking", With("\"cites\":[]").Replace("GREEN", "ORANGE", StringComparison.Ordinal)),
        ("handling-defaulted", With("\"cites\":[]").Replace("\"handling\":{\"tlp\":\"GREEN\",\"pap\":\"GREEN\"},", "", StringComparison.Ordinal)),
        ("bad-audience", With("\"cites\":[]").Replace("\"tlp\":\"GREEN\"", "\"tlp\":\"RED\",\"audience\":[\"The UN\"]", StringComparison.Ordinal)),
        ("audience-below-amber", With("\"cites\":[]").Replace("\"tlp\":\"GREEN\"", "\"tlp\":\"GREEN\",\"audience\":[\"thb\"]", StringComparison.Ordinal)),
        ("bad-citation", With("\"cites\":[\"see above\"]")),
        ("cites-itself", With("\"cites\":[\"R-1\"]")),
        ("bad-language", With("\"language\":\"Thai (TH)\"")),
        ("bad-url", With("\"links\":[{\"title\":\"x\",\"url\":\"javascript:alert(1)\"}]")),
        ("bad-attachment", With("\"attachments\":[{\"name\":\"a.pdf\",\"mediaType\":\"application/pdf\",\"sha256\":\"abc\",\"bytes\":1}]")),
        ("bad-reason", "{\"retract\":\"R-1\",\"reason\":\"oops\"}"),
        ("mixed-retraction", "{\"retract\":\"R-1\",\"reason\":\"erroneous\",\"claims\":[]}"),
        ("no-claims", "{\"report\":\"R-1\",\"writtenAt\":\"2025-02-05\",\"claims\":[]}"),
        ("unknown-kind", Claim("\"subject\":{\"kind\":\"building\",\"name\":\"X\"},\"attribute\":\"status\",\"value\":\"operating\"")),
        ("natural-person", Claim("\"subject\":{\"kind\":\"victim\",\"name\":\"X\"},\"attribute\":\"status\",\"value\":\"operating\"")),
        ("bad-subject-id", Claim("\"subject\":\"KK Park\",\"attribute\":\"status\",\"value\":\"operating\"")),
        ("kind-mismatch", Claim("\"subject\":{\"id\":\"compound:kk-park\",\"kind\":\"operator\"},\"attribute\":\"status\",\"value\":\"operating\"")),
        ("wrong-kind", About("\"attribute\":\"operatedBy\",\"value\":\"crossing:bridge-2\"")),
        ("refers-to-itself", Claim("\"subject\":\"infrastructure:x\",\"attribute\":\"suppliedBy\",\"dimension\":\"power\",\"value\":\"infrastructure:x\"")),
        ("unknown-attribute", About("\"attribute\":\"headcuont\",\"value\":1")),
        ("unknown-dimension", About("\"attribute\":\"suppliedBy\",\"dimension\":\"gas\",\"value\":\"infrastructure:x\"")),
        ("unknown-code", About("\"attribute\":\"status\",\"value\":\"running\"")),
        ("wrong-value-form", About(Quantity + "\"many\"")),
        ("denied-number", About(Quantity + "500,\"denied\":true")),
        ("unknown-unit", About("\"attribute\":\"load\",\"value\":5,\"unit\":\"horsepower\"")),
        ("unit-defaulted", About("\"attribute\":\"load\",\"value\":500")),
        ("out-of-bounds", About(Quantity + "250000")),
        ("low-above-high", About(Quantity + "{\"low\":500,\"high\":300}")),
        ("not-positive", About(Quantity + "-5")),
        ("not-finite", About(Quantity + "1e999")),
        ("sigma-out-of-range", About(Quantity + "{\"value\":500,\"sigma\":20}")),
        ("unusually-high", About(Quantity + "60000")),
        ("outside-region", About("\"attribute\":\"location\",\"value\":{\"lat\":48.1,\"lon\":11.5,\"precisionKm\":1}")),
        ("bad-precision", About("\"attribute\":\"location\",\"value\":{\"lat\":16.6,\"lon\":98.5,\"precisionKm\":0}")),
        ("precision-defaulted", About("\"attribute\":\"location\",\"value\":{\"lat\":16.6,\"lon\":98.5}")),
        ("bad-credibility", About("\"attribute\":\"status\",\"value\":\"operating\",\"credibility\":7")),
        ("public-since-not-yours", With("\"publicSince\":\"2025-02-05\"")),
        ("public-after-written", With("\"publicSince\":\"2025-02-07\"")),
        ("unknown-axis", About(Released + "\"of\":{\"gender\":\"women\"}")),
        ("unknown-axis-value", About(Released + "\"of\":{\"sex\":\"female\"}")),
        ("bad-complete", About(Released + "\"of\":{\"sex\":\"women\"},\"complete\":\"nationality\"")),
        ("retired-code", Claim("\"subject\":\"operator:a\",\"attribute\":\"status\",\"value\":\"sanctioned\"")),
        ("bad-zone", About(Released + "\"zone\":\"Asia/Yangon\"")),
        ("until-not-after-from", About("\"attribute\":\"status\",\"value\":\"operating\",\"from\":\"2025-02-05\",\"until\":\"2025-02-05\"")),
        ("from-after-on", About(Released + "\"from\":\"2025-02-05\"")),
        ("on-read-as-from", Claim("\"subject\":\"operator:a\",\"attribute\":\"sanctionedBy\",\"value\":\"US OFAC\",\"on\":\"2025-02-01\"")),
        ("never-so-not-denied", About("\"attribute\":\"status\",\"value\":\"operating\",\"neverSo\":true")),
        ("handling-less-closed", About(Released + "\"handling\":{\"tlp\":\"CLEAR\"}")),
        ("part-over-whole", About(Released + "\"of\":{\"sex\":\"women\"}},{\"subject\":\"compound:kk-park\",\"attribute\":\"incident\",\"dimension\":\"release\",\"on\":\"2025-02-04\",\"value\":4")),
        ("list-over-whole", Claim(
            Counted("\"value\":10") + "},{" + Counted("\"value\":6,\"of\":{\"sex\":\"men\"},\"complete\":\"sex\"") + "},{" + Counted("\"value\":5,\"of\":{\"sex\":\"women\"},\"complete\":\"sex\""))),
        ("total-falls", Claim(
            "\"subject\":\"compound:a\",\"attribute\":\"buildingsDemolished\",\"on\":\"2025-02-01\",\"value\":9},{\"subject\":\"compound:a\",\"attribute\":\"buildingsDemolished\",\"on\":\"2025-02-02\",\"value\":8")),
        ("duplicate-claim", Claim("\"subject\":\"compound:a\",\"attribute\":\"status\",\"value\":\"operating\"},{\"subject\":\"compound:a\",\"attribute\":\"status\",\"value\":\"operating\"")),
    ];

    /// <summary>The codes of tables; each is produced in <see cref="ReportCsvTests"/>.</summary>
    private static readonly string[] s_ofTables = ["malformed-csv", "unknown-column", "missing-column", "envelope-differs"];

    public static IEnumerable<object[]> Lines => s_lines.Select(static line => new object[] { line.Code, line.Line });

    [Theory]
    [MemberData(nameof(Lines))]
    public void Every_code_has_a_line_that_brings_it_about(string code, string line)
    {
        var reading = ReportReader.Read(Encoding.UTF8.GetBytes(line), code switch { "unknown-agency" or "above-clearance" => Relay, "public-after-written" => Archive, _ => OwnOnly });
        var entry = RefusalCodes.All.Single(each => each.Code == code);
        Assert.Contains(entry.IsWarning && reading.Report is not null ? reading.Warnings : reading.Problems, problem => problem.Code == code);
        Assert.Equal(reading.Report is null, reading.Problems.Count > 0);
        Assert.True(entry.Code == "more-problems" || entry.IsWarning == (reading.Report is not null), "A warning does not refuse, and an error does.");
        Assert.All(reading.Problems.Concat(reading.Warnings), static problem => Assert.Matches("^.{10,}[.?]$", problem.Message));
    }

    [Fact]
    public void Every_code_is_listed_once_and_shown_by_a_test()
    {
        var declared = typeof(RefusalCodes).GetFields(BindingFlags.Static | BindingFlags.NonPublic)
            .Where(static field => field.FieldType == typeof(RefusalCode)).Select(static field => ((RefusalCode)field.GetValue(null)!).Code).Order();
        Assert.Equal(declared, RefusalCodes.All.Select(static code => code.Code).Order());
        Assert.Equal(declared, s_lines.Select(static line => line.Code).Concat(s_ofTables).Order());
    }

    [Fact]
    public void A_retired_code_is_told_no_more() => Assert.Empty(RefusalCodes.Retired.Intersect(RefusalCodes.All.Select(static code => code.Code)));

    private static string Counted(string properties) =>
        $"\"subject\":\"compound:kk-park\",\"attribute\":\"incident\",\"dimension\":\"release\",\"on\":\"2025-02-04\",{properties}";

    [Fact]
    public void Every_code_says_what_it_means_and_what_to_do() => Assert.All(RefusalCodes.All, static code =>
    {
        Assert.Matches("^[a-z]+(-[a-z]+)*$", code.Code);
        Assert.EndsWith(".", code.Meaning, StringComparison.Ordinal);
        Assert.EndsWith(".", code.Remedy, StringComparison.Ordinal);
    });
}
