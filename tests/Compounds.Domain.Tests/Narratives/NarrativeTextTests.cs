using Compounds.Narratives;
using Compounds.Readers;
using Compounds.Reports;
using Compounds.Subjects;
using CsCheck;

namespace Compounds.Domain.Tests.Narratives;

public class NarrativeTextTests
{
    private static readonly Gen<string> s_piece = Some.OneOf(
        "KK Park", "RAID", "ＦＵＬＬ", "½", "…", "\"", " OR ", "*", "\n", "\u200b", "น้ำ", "ผู้ต้องขัง", "မြဝတီ", "កម្ពុជា", "亚太", "新城", "𠮷", "e\u0301", "ﬁ", "5,000", "-", "İ");

    private static readonly Gen<string> s_text = s_piece.Array[1, 30].Select(string.Concat);

    [Theory]
    [InlineData("Police raided KK Park.", "kk park", "KK Park")]
    [InlineData("Police raided KK Park.", "RAIDED", "raided")]
    [InlineData("Police raided the site; park closed", "police park", "Police")]
    [InlineData("เจ้าหน้าที่ช่วยผู้ต้องขังออกมา", "ผู้ต้องขัง", "ผู้ต้องขัง")]
    [InlineData("မြဝတီမြို့တွင်", "ဝတီ", "ဝတီ")]
    [InlineData("នៅក្នុងប្រទេសកម្ពុជា", "កម្ពុជា", "កម្ពុជា")]
    [InlineData("缅甸亚太新城", "亚太", "亚太")]
    [InlineData("缅甸亚太新城", "城", "城")]
    [InlineData("ＫＫ　Park", "kk park", "ＫＫ　Park")]
    [InlineData("caf\u0065\u0301 bar", "café", "caf\u0065\u0301")]
    [InlineData("ภาษา\u200bไทย", "ภาษาไทย", "ภาษา\u200bไทย")]
    [InlineData("\"OR\" was written", "\"or\"", "OR")]
    [InlineData("the ﬁre", "fire", "ﬁre")]
    public void What_is_found_is_shown_as_it_was_written(string narrative, string query, string match)
    {
        var snippet = NarrativeText.Find(Report(narrative), NarrativeTerms.Read(query));
        Assert.NotNull(snippet);
        Assert.Equal(match, snippet.Text.Substring(snippet.MatchStart, snippet.MatchLength));
    }

    [Theory]
    [InlineData("Police raided KK Park.", "raided closed")]
    [InlineData("缅甸亚太新城", "亚新")]
    [InlineData("anything", "NEAR(any thing)")]
    public void Every_word_must_be_there(string narrative, string query) => Assert.Null(NarrativeText.Find(Report(narrative), NarrativeTerms.Read(query)));

    [Fact]
    public void Titles_of_links_are_searched_too()
    {
        var report = Report(null) with { Links = [new Link("Power cut to Myawaddy", null, null, null), new Link("Fuel ban", null, null, null)] };
        Assert.Equal("Fuel", NarrativeText.Find(report, ["fuel", "cut"]) is { } found ? found.Text.Substring(found.MatchStart, found.MatchLength) : null);
        Assert.Null(NarrativeText.Find(report, ["myawaddyfuel"]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"*\" -- (:)")]
    [InlineData("\ud800")]
    public void A_query_without_letter_and_digit_has_no_words(string query) => Assert.Empty(NarrativeTerms.Read(query));

    [Fact]
    public void A_snippet_is_a_piece_of_the_text_around_the_match()
    {
        var text = string.Concat(Enumerable.Repeat("before it ", 100)) + "THE MATCH" + string.Concat(Enumerable.Repeat(" after it", 100));
        var snippet = NarrativeText.Find(Report(text), ["match"])!;
        Assert.InRange(snippet.Text.Length, 100, (2 * Snippet.Context) + 10);
        Assert.StartsWith("…", snippet.Text, StringComparison.Ordinal);
        Assert.EndsWith("…", snippet.Text, StringComparison.Ordinal);
        Assert.Contains(snippet.Text[1..^1], text, StringComparison.Ordinal);
        Assert.Equal("MATCH", snippet.Text.Substring(snippet.MatchStart, snippet.MatchLength));
    }

    [Fact]
    public void Any_part_of_a_text_finds_the_text_and_is_shown_where_it_stands() => Gen.Select(s_text, Gen.Int[0, 400], Gen.Int[1, 12]).Sample(
        static (source, from, most) =>
        {
            var folded = FoldedText.Of(source);
            var words = folded.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0)
                return;
            var word = words[from % words.Length];
            var start = from % word.Length;
            var part = word[start..Math.Min(word.Length, start + most)];
            if (char.IsLowSurrogate(part[0]) || char.IsHighSurrogate(part[^1]))
                return;
            var snippet = NarrativeText.Find(Report(source), [part])!;
            Assert.InRange(snippet.MatchLength, 1, snippet.Text.Length - snippet.MatchStart);
            Assert.Contains(part, FoldedText.Of(snippet.Text.Substring(snippet.MatchStart, snippet.MatchLength)).Text, StringComparison.Ordinal);
        },
        iter: Cases.Count);

    [Fact]
    public void The_matching_form_is_that_of_names_for_whole_words() => s_piece.Array[1, 8].Select(static pieces => string.Join(' ', pieces)).Sample(
        static text => Assert.Equal(SubjectName.Normalise(text), FoldedText.Of(text).Text), iter: Cases.Count);

    private static Report Report(string? narrative) => new(
        new ReportKey("pea", "R-1"), 1, DateTimeOffset.UnixEpoch, GradeText.Ungraded('B'), Handling.Unmarked("pea"), true, [], narrative, null, [], [], []);
}
