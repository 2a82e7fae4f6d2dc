using Compounds.Claims;
using Compounds.Subjects;
using static Compounds.Exchange.Tests.Intake.Filing;

namespace Compounds.Exchange.Tests.Intake;

public class ClaimTests
{
    [Theory]
    [InlineData("\"compound:kk-park\"", "compound:kk-park", null)]
    [InlineData("""{"id":"compound:kk-park"}""", "compound:kk-park", null)]
    [InlineData("""{"id":"compound:kk-park","kind":"compound","name":"KK Park"}""", "compound:kk-park", "KK Park")]
    [InlineData("""{"kind":"compound","name":" KK园区 "}""", null, "KK园区")]
    public void A_subject_is_named_by_id_or_by_kind_and_name(string subject, string? id, string? name)
    {
        var reference = Accepted(Claim($"\"subject\":{subject},\"attribute\":\"status\",\"value\":\"operating\"")).Claims[0].Subject;
        Assert.Equal((SubjectKind.Compound, id, name), (reference.Kind, reference.Id?.Value, reference.Name));
    }

    [Fact]
    public void An_attribute_of_another_kind_is_answered_with_the_kinds_that_have_it() => Assert.Contains(
        "belongs to compound, infrastructure", Problem(Claim("\"subject\":\"operator:kna\",\"attribute\":\"load\",\"value\":5")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_mistyped_attribute_is_answered_with_the_nearest() => Assert.Contains(
        "did you mean \"headcount\"", Problem(About("\"attribute\":\"headcuont\",\"value\":5")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_mistyped_property_is_answered_with_the_nearest() => Assert.Contains(
        "did you mean \"observedAt\"", Problem(About("\"attribute\":\"status\",\"value\":\"operating\",\"observedat\":\"2025-02-01\"")).Message, StringComparison.Ordinal);

    [Fact]
    public void An_unknown_code_is_answered_with_the_list() => Assert.Contains(
        "operating, under-construction, dormant, raided, vacated, demolished", Problem(About("\"attribute\":\"status\",\"value\":\"running\"")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("\"attribute\":\"incident\",\"value\":5,\"on\":\"2025-02-01\"", "/claims/0/dimension")]
    [InlineData("\"attribute\":\"incident\",\"value\":5,\"dimension\":\"raid\"", "/claims/0/on")]
    [InlineData("\"attribute\":\"supplyPower\",\"value\":5,\"unit\":\"kW\"", "/claims/0/party")]
    [InlineData("\"attribute\":\"status\"", "/claims/0/value")]
    [InlineData("\"attribute\":\"status\",\"value\":null", "/claims/0/value")]
    [InlineData("\"value\":\"operating\"", "/claims/0/attribute")]
    [InlineData("\"attribute\":\"location\",\"value\":{\"lat\":16,\"precisionKm\":1}", "/claims/0/value/lon")]
    public void What_an_attribute_needs_is_asked_for(string properties, string pointer)
    {
        var problem = Problem(About(properties));
        Assert.Equal((pointer, "missing-property"), (problem.Pointer, problem.Code));
    }

    [Theory]
    [InlineData("\"dimension\":\"power\"", "/claims/0/dimension")]
    [InlineData("\"party\":\"infrastructure:x\"", "/claims/0/party")]
    [InlineData("\"on\":\"2025-02-01\"", "/claims/0/on")]
    [InlineData("\"unit\":\"kW\"", "/claims/0/unit")]
    public void What_means_nothing_for_an_attribute_is_refused(string property, string pointer)
    {
        var problem = Problem(About($"\"attribute\":\"status\",\"value\":\"operating\",{property}"));
        Assert.Equal((pointer, "misplaced-property"), (problem.Pointer, problem.Code));
    }

    [Fact]
    public void Exchanged_coordinates_are_recognised() => Assert.Contains(
        "look exchanged", Problem(About("\"attribute\":\"location\",\"value\":{\"lat\":98.562,\"lon\":16.627,\"precisionKm\":1}")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("\"KK园区\"", null)]
    [InlineData("""{"name":"KK园区","language":"zh"}""", "zh")]
    public void An_alias_is_a_name_with_or_without_its_language(string value, string? language) =>
        Assert.Equal(new AliasValue("KK园区", language), Accepted(About($"\"attribute\":\"alias\",\"value\":{value}")).Claims[0].Value);

    [Fact]
    public void A_code_may_be_denied() => Assert.True(Accepted(About("\"attribute\":\"status\",\"value\":\"operating\",\"denied\":true")).Claims[0].IsDenied);

    [Theory]
    [InlineData("head\\u0000count", "control-character")]
    [InlineData("\\u202eKK", "control-character")]
    [InlineData("  ", "no-letter-or-digit")]
    [InlineData("( - )", "no-letter-or-digit")]
    public void A_name_is_one_visible_line(string name, string code) =>
        Assert.Equal(code, Problem(Claim($"\"subject\":{{\"kind\":\"compound\",\"name\":\"{name}\"}},\"attribute\":\"status\",\"value\":\"operating\"")).Code);
}
