namespace Compounds.Exchange.Tests.PublicRecord;

public sealed class IndependenceTests
{
    [Theory]
    [InlineData("pasa-news/pasa-687974", "bangkok-post-copies/sureanot-7141", "dvb/dvb-7000", "origin:karen-bgf")]
    [InlineData("bangkok-post/bkkpost-2954940", "thai-news/thainews-40pc", "the-thaiger/thaiger-lit", "bangkok-post/bkkpost-2954940")]
    [InlineData("kaohoon/kaohoon-552046", "thai-pbs-world/line-tpbs-vX9Krm3", "the-nation/nation-40045934", "origin:thai-interior-ministry")]
    [InlineData("the-nation/nation-40058959", "rfa/plawiuk-rfa", "al-jazeera/aj-20251021", "origin:myanmar-state-media")]
    public void Three_outlets_of_one_origin_meet_in_one_node(string first, string second, string third, string node)
    {
        Assert.All(new[] { first, second, third }, key =>
        {
            var report = FiledRecord.Reports.Single(each => each.Key.ToString() == key);
            Assert.True(key == node || report.Cites.Contains(node, StringComparer.Ordinal), $"{key} cites {string.Join(", ", report.Cites)}");
        });
    }

    [Fact]
    public void A_source_without_a_name_is_no_common_origin()
    {
        Assert.DoesNotContain(FiledRecord.Reports.SelectMany(static report => report.Cites), static node =>
            node.Contains("unknown", StringComparison.Ordinal) || node.Contains("unnamed", StringComparison.Ordinal) || node == "origin:local-residents");
    }

    [Fact]
    public void What_is_cited_as_a_report_is_there()
    {
        var keys = FiledRecord.Reports.Select(static report => report.Key.ToString()).ToHashSet(StringComparer.Ordinal);
        Assert.All(FiledRecord.Reports.SelectMany(static report => report.Cites).Where(static node => !node.StartsWith("origin:", StringComparison.Ordinal)),
            node => Assert.Contains(node, keys));
    }

    [Fact]
    public void Nobody_cites_himself()
    {
        Assert.All(FiledRecord.Reports, static report => Assert.DoesNotContain(report.Key.ToString(), report.Cites));
    }
}
