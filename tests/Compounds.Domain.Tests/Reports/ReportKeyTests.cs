using Compounds.Reports;

namespace Compounds.Domain.Tests.Reports;

/// <summary>How reports are named.</summary>
public class ReportKeyTests
{
    [Theory]
    [InlineData("police/2025-014")]
    [InlineData("un-body-7/รายงาน/12#3")]
    [InlineData("ngo/a:b_c.d-e")]
    public void A_key_reads_back_as_it_was_written(string text)
    {
        Assert.True(ReportKey.TryParse(text, out var key));
        Assert.Equal(text, key.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("police")]
    [InlineData("/1")]
    [InlineData("police/")]
    [InlineData("Police/1")]
    [InlineData("police/with space")]
    [InlineData("police/new\nline")]
    [InlineData("origin:army")]
    public void What_is_no_key_is_refused(string? text) => Assert.False(ReportKey.TryParse(text, out _));

    [Fact]
    public void An_id_is_at_most_128_characters()
    {
        Assert.True(ReportKey.IsId(new string('x', 128)));
        Assert.False(ReportKey.IsId(new string('x', 129)));
    }

    [Theory]
    [InlineData("A1", true)]
    [InlineData("F6", true)]
    [InlineData("G1", false)]
    [InlineData("A7", false)]
    [InlineData("a1", false)]
    [InlineData("A", false)]
    [InlineData("A11", false)]
    public void A_grade_is_a_letter_and_a_digit(string text, bool isGrade)
    {
        Assert.Equal(isGrade, GradeText.TryParse(text, out var grade));
        if (isGrade)
            Assert.Equal(text, grade.Text());
    }

    [Fact]
    public void A_report_without_a_grade_has_its_agencys_letter_and_cannot_be_judged()
    {
        Assert.Equal("C6", GradeText.Ungraded('C').Text());
        Assert.Throws<ArgumentOutOfRangeException>(() => GradeText.Ungraded('X'));
    }
}
