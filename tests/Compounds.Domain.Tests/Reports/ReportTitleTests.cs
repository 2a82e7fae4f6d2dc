using Compounds.Readers;
using Compounds.Reports;

namespace Compounds.Domain.Tests.Reports;

public class ReportTitleTests
{
    [Fact]
    public void The_title_of_the_first_link_comes_first() =>
        Assert.Equal("Power cut to Myawaddy", ReportTitle.Of(Report("A narrative.", new Link("Power cut to Myawaddy", null, null, null), new Link("Other", null, null, null))));

    [Theory]
    [InlineData("Police raided the site on Tuesday. They found 260 people.", "Police raided the site on Tuesday.")]
    [InlineData("Raid at KK Park\nPolice found 260 people.", "Raid at KK Park")]
    [InlineData("  One line only  ", "One line only")]
    [InlineData("警方突袭园区。发现260人。", "警方突袭园区。")]
    [InlineData("Mr. X is not named", "Mr. X is not named")]
    public void Else_it_is_the_first_sentence_or_line_of_the_narrative(string narrative, string title) => Assert.Equal(title, ReportTitle.Of(Report(narrative)));

    [Theory]
    [InlineData("word ")]
    [InlineData("ผู้ต้องขัง")]
    [InlineData("မြဝတီ")]
    [InlineData("亚太新城")]
    [InlineData("𠮷")]
    public void A_long_beginning_is_cut_where_nothing_is_split(string piece)
    {
        var narrative = string.Concat(Enumerable.Repeat(piece, 100));
        var title = ReportTitle.Of(Report(narrative));
        Assert.InRange(title.Length, ReportTitle.MaxLength / 2, ReportTitle.MaxLength);
        Assert.EndsWith("…", title, StringComparison.Ordinal);
        Assert.StartsWith(title[..^1], narrative, StringComparison.Ordinal);
        var next = narrative[title.Length - 1];
        Assert.False(char.IsLowSurrogate(next));
        Assert.False(char.GetUnicodeCategory(next) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("   ")]
    public void A_report_without_words_goes_by_its_id(string? narrative) => Assert.Equal("R-1", ReportTitle.Of(Report(narrative)));

    private static Report Report(string? narrative, params Link[] links) => new(
        new ReportKey("pea", "R-1"), 1, DateTimeOffset.UnixEpoch, GradeText.Ungraded('B'), Handling.Unmarked("pea"), true, [], narrative, null, links, [], []);
}
