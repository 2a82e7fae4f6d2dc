using Compounds.Fusion;
using Compounds.Reports;
using CsCheck;

namespace Compounds.Fusion.Tests.Calculus;

public class GradeTests
{
    private static readonly GradeTable s_table = new(FusionConstants.Standard);

    [Fact]
    public void Every_grade_weighs_what_the_table_says()
    {
        var cells = Vectors.Root.GetProperty("gradeNats").EnumerateObject()
            .SelectMany(row => row.Value.EnumerateObject()
                .Select(cell => (Grade: Grade.Parse(row.Name + cell.Name), Nats: cell.Value.GetDouble()))).ToArray();
        Assert.Equal(36, cells.Length);
        Assert.All(cells, cell =>
        {
            Assert.Equal(cell.Nats, s_table.Nats(cell.Grade), 1e-12);
            Assert.Equal(10 / Math.Log(10) * cell.Nats, s_table.Decibans(cell.Grade), 1e-9);
            Assert.Equal(1 / (1 + Math.Exp(-cell.Nats)), s_table.Probability(cell.Grade), 1e-12);
        });
    }

    [Fact]
    public void A_grade_is_read_as_it_is_written() => Worlds.Grade.Sample(grade => Assert.Equal(grade, Grade.Parse(grade.ToString())));

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
    public void No_grade_has_no_weight_to_look_up() => Assert.Throws<IndexOutOfRangeException>(() => s_table.Nats(default));

    [Fact]
    public void Every_constant_has_an_owner_and_a_reason()
    {
        var constants = typeof(FusionConstants).GetProperties()
            .Where(property => property.PropertyType.IsGenericType
                && property.PropertyType.GetGenericTypeDefinition() == typeof(Constant<>))
            .Select(property => property.GetValue(FusionConstants.Standard)!).ToArray();
        Assert.Equal(31, constants.Length);
        Assert.All(constants, constant =>
        {
            Assert.NotEmpty((string)constant.GetType().GetProperty("Owner")!.GetValue(constant)!);
            Assert.NotEmpty((string)constant.GetType().GetProperty("Reason")!.GetValue(constant)!);
        });
    }
}
