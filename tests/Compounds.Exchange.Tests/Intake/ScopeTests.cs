using Compounds.Claims;
using Compounds.Readers;
using static Compounds.Exchange.Tests.Intake.Filing;

namespace Compounds.Exchange.Tests.Intake;

public class ScopeTests
{
    private const string Raid = "\"attribute\":\"incident\",\"dimension\":\"raid\",\"on\":\"2025-02-04\",\"value\":5,";
    private const string Status = "\"attribute\":\"status\",\"value\":\"operating\",";

    [Fact]
    public void A_part_of_a_group_is_the_same_however_its_axes_are_ordered() => Assert.Equal(
        Scope(Raid + "\"of\":{\"sex\":\"women\",\"nationality\":\"KE\"}"), Scope(Raid + "\"of\":{\"nationality\":\"KE\",\"age\":null,\"sex\":\"women\"}"));

    [Theory]
    [InlineData("\"of\":{}")]
    [InlineData("\"of\":{\"sex\":null}")]
    [InlineData("\"part\":false")]
    public void What_tells_nothing_is_not_kept(string property) => Assert.Null(Scope(Raid + property));

    [Theory]
    [InlineData("\"of\":{\"sexx\":\"women\"}", "/claims/0/of/sexx", "unknown-axis", "did you mean \"sex\"")]
    [InlineData("\"of\":{\"religion\":\"none\"}", "/claims/0/of/religion", "unknown-axis", "nationality, sex, age")]
    [InlineData("\"of\":{\"sex\":\"woman\"}", "/claims/0/of/sex", "unknown-axis-value", "did you mean \"women\"")]
    [InlineData("\"of\":{\"age\":\"17\"}", "/claims/0/of/age", "unknown-axis-value", "adult, child, unknown")]
    [InlineData("\"of\":{\"place\":\"a;b\"}", "/claims/0/of/place", "unknown-axis-value", "; or =")]
    [InlineData("\"of\":{\"sex\":\"women\",\"sex\":\"men\"}", "/claims/0/of/sex", "duplicate-property", "once")]
    [InlineData("\"of\":{\"sex\":1}", "/claims/0/of/sex", "wrong-type", "a text")]
    [InlineData("\"of\":\"women\"", "/claims/0/of", "wrong-type", "the axes")]
    [InlineData("\"in\":\"raid\"", "/claims/0/in", "refers-to-itself", "stage")]
    [InlineData("\"in\":\"arest\"", "/claims/0/in", "unknown-dimension", "did you mean \"arrest\"")]
    [InlineData("\"complete\":\"sex\"", "/claims/0/complete", "bad-complete", "split")]
    [InlineData("\"within\":{}", "/claims/0/within", "refers-to-itself", "around")]
    [InlineData("\"within\":{\"dimension\":\"raids\"}", "/claims/0/within/dimension", "unknown-dimension", "did you mean \"raid\"")]
    [InlineData("\"within\":{\"from\":\"2025-02-08\"}", "/claims/0/within/from", "from-after-on", "exchange")]
    [InlineData("\"within\":{\"of\":{\"sex\":\"x\"}}", "/claims/0/within/of", "unknown-axis-value", "women, men")]
    [InlineData("\"within\":\"raid\"", "/claims/0/within", "wrong-type", "part of")]
    [InlineData("\"part\":1", "/claims/0/part", "wrong-type", "true or false")]
    public void A_relation_that_cannot_be_meant_is_refused_with_what_would_be_right(string property, string pointer, string code, string sentence)
    {
        var problem = Problem(About(Raid + property));
        Assert.Equal((pointer, code), (problem.Pointer, problem.Code));
        Assert.Contains(sentence, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Status + "\"of\":{\"sex\":\"women\"}", "/claims/0/of")]
    [InlineData(Status + "\"in\":\"raid\"", "/claims/0/in")]
    [InlineData(Status + "\"apart\":\"fate\"", "/claims/0/apart")]
    [InlineData(Status + "\"split\":\"group\"", "/claims/0/split")]
    [InlineData(Status + "\"complete\":\"sex\"", "/claims/0/complete")]
    [InlineData(Status + "\"part\":true", "/claims/0/part")]
    [InlineData(Status + "\"within\":{}", "/claims/0/within")]
    [InlineData("\"attribute\":\"outage\",\"value\":1,\"unit\":\"h\",\"on\":\"2025-02-04\",\"of\":{\"sex\":\"women\"}", "/claims/0/of")]
    [InlineData("\"attribute\":\"sex\",\"dimension\":\"men\",\"value\":1,\"on\":\"2025-02-04\",\"of\":{\"sex\":\"women\"}", "/claims/0/of")]
    [InlineData("\"attribute\":\"sex\",\"dimension\":\"men\",\"value\":1,\"on\":\"2025-02-04\",\"in\":\"women\"", "/claims/0/in")]
    [InlineData("\"attribute\":\"nationality\",\"dimension\":\"KE\",\"value\":1,\"on\":\"2025-02-04\",\"in\":\"CN\"", "/claims/0/in")]
    public void What_is_not_counted_has_no_parts(string properties, string pointer)
    {
        var problem = Problem(About(properties));
        Assert.Equal((pointer, "misplaced-property"), (problem.Pointer, problem.Code));
    }

    [Fact]
    public void Any_count_of_events_may_be_part_of_another() =>
        Assert.Equal(new CountReference(null, null, new DateOnly(2025, 1, 1), null, null), Scope("\"attribute\":\"seized\",\"dimension\":\"phones\",\"on\":\"2025-02-04\",\"value\":5,\"within\":{\"from\":\"2025-01-01\"}")!.Within);

    [Theory]
    [InlineData("5", "\"within\":{\"dimension\":\"held\"}", "\"dimension\":\"held\"", "4", "part-over-whole")]
    [InlineData("5", "\"within\":{\"dimension\":\"held\"}", "\"dimension\":\"held\"", "5", null)]
    [InlineData("5", "\"within\":{\"dimension\":\"held\"}", "\"dimension\":\"held\"", "{\"atLeast\":4}", null)]
    [InlineData("{\"atMost\":5}", "\"within\":{\"dimension\":\"held\"}", "\"dimension\":\"held\"", "4", null)]
    [InlineData("{\"low\":5,\"high\":9}", "\"in\":\"held\"", "\"dimension\":\"held\"", "{\"low\":2,\"high\":4}", "part-over-whole")]
    [InlineData("5", "\"of\":{\"sex\":\"women\"}", "\"dimension\":\"raid\"", "4", "part-over-whole")]
    [InlineData("5", "\"of\":{\"sex\":\"women\",\"nationality\":\"KE\"}", "\"dimension\":\"raid\",\"of\":{\"nationality\":\"KE\"}", "4", "part-over-whole")]
    [InlineData("5", "\"of\":{\"sex\":\"women\",\"nationality\":\"KE\"}", "\"dimension\":\"raid\",\"of\":{\"nationality\":\"CN\"}", "4", null)]
    [InlineData("5", "\"of\":{\"sex\":\"women\"}", "\"dimension\":\"raid\",\"occasion\":\"second\"", "4", null)]
    [InlineData("0", "\"of\":{\"sex\":\"women\"}", "\"dimension\":\"raid\"", "0", null)]
    public void A_part_above_its_whole_is_remarked_on(string part, string relation, string whole, string number, string? code)
    {
        var warnings = Read(Claim(Counted($"\"dimension\":\"raid\",{relation},\"value\":{part}") + "},{" + Counted($"{whole},\"value\":{number}"))).Warnings;
        Assert.Equal(code is null ? [] : [("/claims/0/value", code)], warnings.Select(static warning => (warning.Pointer, warning.Code)));
    }

    [Theory]
    [InlineData("7", "4", null)]
    [InlineData("7", "5", "list-over-whole")]
    [InlineData("{\"atMost\":7}", "9", null)]
    public void A_list_that_claims_to_be_whole_does_not_exceed_its_whole(string men, string women, string? code)
    {
        var warnings = Read(Claim(
            Counted($"\"dimension\":\"raid\",\"of\":{{\"sex\":\"men\"}},\"complete\":\"sex\",\"value\":{men}") + "},{" +
            Counted($"\"dimension\":\"raid\",\"of\":{{\"sex\":\"women\"}},\"complete\":\"sex\",\"value\":{women}") + "},{" + Counted("\"dimension\":\"raid\",\"value\":11"))).Warnings;
        Assert.Equal(code is null ? [] : [("/claims/2/value", code)], warnings.Select(static warning => (warning.Pointer, warning.Code)));
    }

    [Fact]
    public void A_list_over_mixed_axes_is_held_against_the_whole()
    {
        var line = Claim(
            Counted("\"dimension\":\"raid\",\"of\":{\"sex\":\"men\"},\"split\":\"group\",\"complete\":\"group\",\"value\":7") + "},{" +
            Counted("\"dimension\":\"raid\",\"of\":{\"kind\":\"staff\"},\"split\":\"group\",\"complete\":\"group\",\"value\":5") + "},{" + Counted("\"dimension\":\"raid\",\"value\":11"));
        Assert.Equal(["list-over-whole"], Read(line).Warnings.Select(static warning => warning.Code));
    }

    [Theory]
    [InlineData("\"on\":\"2025-02-02\"", "8", "total-falls")]
    [InlineData("\"on\":\"2025-02-02\"", "{\"atLeast\":8}", null)]
    [InlineData("\"on\":\"2025-02-02\",\"from\":\"2025-01-15\"", "8", null)]
    [InlineData("\"on\":\"2025-01-31\"", "8", null)]
    public void A_total_so_far_that_falls_within_its_series_is_remarked_on(string day, string number, string? code)
    {
        const string total = "\"subject\":\"compound:a\",\"attribute\":\"incidentTotal\",\"dimension\":\"raid\",";
        var warnings = Read(Claim($"{total}\"on\":\"2025-02-01\",\"value\":9}},{{{total}{day},\"value\":{number}")).Warnings;
        Assert.Equal(code is null ? [] : [("/claims/1/value", code)], warnings.Select(static warning => (warning.Pointer, warning.Code)));
    }

    [Theory]
    [InlineData("""{"tlp":"AMBER"}""", Tlp.Amber, Pap.Green, "")]
    [InlineData("""{"pap":"RED"}""", Tlp.Green, Pap.Red, "")]
    [InlineData("""{"tlp":"AMBER","audience":["thb"]}""", Tlp.Amber, Pap.Green, "pea thb")]
    [InlineData("""{"tlp":"RED"}""", Tlp.Red, Pap.Green, "pea")]
    public void A_claim_may_be_closed_further_than_its_report(string handling, Tlp tlp, Pap pap, string audience)
    {
        var kept = Accepted(About(Status + $"\"handling\":{handling}")).Claims[0].Handling!;
        Assert.Equal((tlp, pap, audience), (kept.Tlp, kept.Pap, string.Join(' ', kept.Audience)));
    }

    [Theory]
    [InlineData("""{"tlp":"GREEN"}""")]
    [InlineData("""{"pap":"GREEN"}""")]
    [InlineData("""{}""")]
    public void Handling_that_is_the_reports_own_is_not_kept(string handling) => Assert.Null(Accepted(About(Status + $"\"handling\":{handling}")).Claims[0].Handling);

    [Theory]
    [InlineData("""{"tlp":"AMBER","pap":"GREEN","audience":["thb","unodc"]}""", """{"tlp":"GREEN"}""", "/claims/0/handling/tlp", "TLP:AMBER")]
    [InlineData("""{"tlp":"AMBER","pap":"GREEN","audience":["thb","unodc"]}""", """{"pap":"CLEAR"}""", "/claims/0/handling/pap", "PAP:GREEN")]
    [InlineData("""{"tlp":"AMBER","pap":"GREEN","audience":["thb","unodc"]}""", """{"audience":["reuters"]}""", "/claims/0/handling/audience", "pea, thb, unodc")]
    public void A_claim_is_never_more_open_than_its_report(string report, string claim, string pointer, string sentence)
    {
        var problem = Problem(About(Status + $"\"handling\":{claim}").Replace("""{"tlp":"GREEN","pap":"GREEN"}""", report, StringComparison.Ordinal));
        Assert.Equal((pointer, "handling-less-closed"), (problem.Pointer, problem.Code));
        Assert.Contains(sentence, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_audience_of_a_claim_is_within_that_of_its_report() => Assert.Equal(
        ["pea", "thb"],
        Accepted(About(Status + "\"handling\":{\"audience\":[\"thb\"]}").Replace("\"tlp\":\"GREEN\",\"pap\":\"GREEN\"", "\"tlp\":\"AMBER\",\"pap\":\"GREEN\",\"audience\":[\"thb\",\"unodc\"]", StringComparison.Ordinal))
            .Claims[0].Handling!.Audience);

    private static CountScope? Scope(string properties) => Accepted(About(properties)).Claims[0].Scope;

    private static string Counted(string properties) => $"\"subject\":\"compound:a\",\"attribute\":\"incident\",\"on\":\"2025-02-04\",{properties}";
}
