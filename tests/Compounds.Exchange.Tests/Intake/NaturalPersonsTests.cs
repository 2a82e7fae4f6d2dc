using Compounds.Exchange.Intake;
using static Compounds.Exchange.Tests.Intake.Filing;

namespace Compounds.Exchange.Tests.Intake;

public class NaturalPersonsTests
{
    [Theory]
    [InlineData("Mr Somchai")]
    [InlineData("Mrs. Example")]
    [InlineData("Dr Example Holdings")]
    [InlineData("Col. Saw Example")]
    [InlineData("Maj Gen Example group")]
    [InlineData("GEN EXAMPLE")]
    [InlineData("U Example Naing")]
    [InlineData("Daw Example")]
    [InlineData("Saw Example Thu")]
    [InlineData("Nai Example")]
    [InlineData("Ko Example")]
    [InlineData("Khun Example")]
    [InlineData("นายสมชาย")]
    public void An_operator_named_as_a_person_is_refused(string name)
    {
        var problem = Problem(Claim($"\"subject\":{{\"kind\":\"operator\",\"name\":\"{name}\"}},\"attribute\":\"status\",\"value\":\"active\""));
        Assert.Equal(("/claims/0/subject/name", "natural-person"), (problem.Pointer, problem.Code));
        Assert.Equal("Operators are organisations: name the organisation and leave the person out.", problem.Message);
    }

    [Theory]
    [InlineData("Karen National Army (formerly Karen Border Guard Force)")]
    [InlineData("Ko Samui Resort Co., Ltd.")]
    [InlineData("Saw Mill Trading")]
    [InlineData("L.Y.P. Group Co., Ltd.")]
    [InlineData("Mya Pan Investment and Manufacturing Co., Ltd.")]
    [InlineData("Ming family syndicate (Kokang)")]
    [InlineData("U.S. Example")]
    [InlineData("Generation Example")]
    [InlineData("Khun")]
    [InlineData("Ko kut")]
    public void An_organisation_is_not_taken_for_a_person(string name) =>
        Accepted(Claim($"\"subject\":{{\"kind\":\"operator\",\"name\":\"{name}\"}},\"attribute\":\"status\",\"value\":\"active\""));

    [Theory]
    [InlineData("\"subject\":\"operator:kna\",\"attribute\":\"alias\",\"value\":\"Col Example\"", "/claims/0/value")]
    [InlineData("\"subject\":\"compound:a\",\"attribute\":\"operatedBy\",\"value\":{\"kind\":\"operator\",\"name\":\"Mr Example\"}", "/claims/0/value/name")]
    [InlineData("\"subject\":\"compound:a\",\"attribute\":\"operatedBy\",\"value\":{\"kind\":\"suspect\",\"name\":\"X\"}", "/claims/0/value/kind")]
    [InlineData("\"subject\":\"operator:kna\",\"attribute\":\"operatorType\",\"value\":\"individual\"", "/claims/0/value")]
    [InlineData("\"subject\":{\"kind\":\"Person\",\"name\":\"X\"},\"attribute\":\"status\",\"value\":\"active\"", "/claims/0/subject/kind")]
    public void A_person_is_refused_wherever_one_could_stand(string claim, string pointer)
    {
        var problem = Problem(Claim(claim));
        Assert.Equal((pointer, "natural-person"), (problem.Pointer, problem.Code));
    }

    [Fact]
    public void A_place_may_be_named_as_a_person_is() =>
        Accepted(Claim("\"subject\":{\"kind\":\"compound\",\"name\":\"Saw Example Park\"},\"attribute\":\"status\",\"value\":\"operating\""));

    [Fact]
    public void No_honorific_alone_is_a_person() => Assert.False(NaturalPersons.IsPersonName("Mr"));
}
