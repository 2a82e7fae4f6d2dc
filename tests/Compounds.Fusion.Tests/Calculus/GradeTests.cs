using Compounds.Fusion;
using Compounds.Reports;
using CsCheck;

namespace Compounds.Fusion.Tests.Calculus;

public class GradeTests
{
    private static readonly GradeTable Table = new(FusionConstants.Standard);

    [Fact]
    public void Every_grade_weighs_what_the_table_says_in_nats() => AssertTable("grade_table_nats", Table.Nats, 0);

    [Fact]
    public void Every_grade_weighs_what_the_table_says_in_decibans() => AssertTable("grade_table_decibans", Table.Decibans, 0.0005);

    [Fact]
    public void Every_grade_makes_of_even_odds_what_the_table_says() => AssertTable("grade_table_prob", Table.Probability, 0.00005);

    [Fact]
    public void A_grade_is_read_as_it_is_written() => Some.Grade.Sample(grade => Assert.Equal(grade, Grade.Parse(grade.ToString())));

    [Theory]
    [InlineData("")]
    [InlineData("B")]
    [InlineData("G1")]
    [InlineData("B0")]
    [InlineData("B7")]
    [InlineData("b2")]
    [InlineData("B22")]
    public void What_is_no_grade_is_not_read(string text)
    {
        Assert.False(Grade.TryParse(text, out _));
        Assert.Throws<FormatException>(() => Grade.Parse(text));
    }

    [Fact]
    public void No_grade_has_no_weight_to_look_up() => Assert.Throws<IndexOutOfRangeException>(() => Table.Nats(default));

    [Fact]
    public void Every_constant_has_an_owner_and_a_reason()
    {
        var constants = typeof(FusionConstants).GetProperties()
            .Where(property => property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(Constant<>))
            .Select(property => property.GetValue(FusionConstants.Standard)!).ToArray();
        Assert.Equal(15, constants.Length);
        Assert.All(constants, constant =>
        {
            Assert.NotEmpty((string)constant.GetType().GetProperty("Owner")!.GetValue(constant)!);
            Assert.NotEmpty((string)constant.GetType().GetProperty("Reason")!.GetValue(constant)!);
        });
    }

    [Theory]
    [InlineData(0.05, "almost no chance")]
    [InlineData(0.0501, "very unlikely")]
    [InlineData(0.20, "very unlikely")]
    [InlineData(0.45, "unlikely")]
    [InlineData(0.50, "roughly even chance")]
    [InlineData(0.80, "likely")]
    [InlineData(0.95, "very likely")]
    [InlineData(0.9501, "almost certain")]
    public void A_probability_has_its_words(double probability, string words) =>
        Assert.Equal(words, ProbabilityInWords.Of(probability, FusionConstants.Standard).Text());

    private static void AssertTable(string name, Func<Grade, double> weight, double tolerance)
    {
        var cells = Expected.Of(name).EnumerateObject()
            .SelectMany(row => row.Value.EnumerateObject().Select(cell => (Grade: row.Name + cell.Name, Value: cell.Value.GetDouble()))).ToArray();
        Assert.Equal(36, cells.Length);
        Assert.All(cells, cell => Assert.InRange(weight(Grade.Parse(cell.Grade)), cell.Value - tolerance, cell.Value + tolerance));
    }
}
