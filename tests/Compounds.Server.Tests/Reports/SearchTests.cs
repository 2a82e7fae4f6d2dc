using System.Net;
using System.Text.Json;
using Compounds.Driving;

namespace Compounds.Server.Tests.Reports;

/// <summary>Reports are found by words in their text, as far as the caller may see them.</summary>
public sealed class SearchTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Clear = """{"tlp":"CLEAR","pap":"CLEAR"}""";

    [Fact]
    public async Task A_hit_says_what_the_report_is_and_where_the_word_stands()
    {
        await api.Pea.AcceptAsync(Wire.Report("found", $"{Wire.Status("Found Yard", "operating")},{Wire.Headcount("Found Annex", 40)}", Clear, narrative: "A long night at the harbour. Police took the Peregrine warehouse."));
        var hit = Assert.Single((await api.Press.ReadAsync("/v1/reports/search?text=PEREGRINE%20police")).GetProperty("items").EnumerateArray());
        Assert.Equal(("pea/found", "pea", "2025-05-20", "A long night at the harbour."), (hit.Text("report"), hit.Text("agency"), hit.Text("day"), hit.Text("title")));
        Assert.Equal("CLEAR", hit.GetProperty("handling").Text("tlp"));
        var snippet = hit.GetProperty("snippet");
        Assert.Equal("Peregrine", snippet.Text("text").Substring(snippet.GetProperty("matchStart").GetInt32(), snippet.GetProperty("matchLength").GetInt32()));
        Assert.Equal(
            ["compound:found-yard Found Yard", "compound:found-annex Found Annex"],
            hit.GetProperty("subjects").EnumerateArray().Select(static subject => $"{subject.Text("id")} {subject.Text("name")}"));
    }

    [Fact]
    public async Task Pages_hold_every_hit_once()
    {
        for (var i = 0; i < 5; i++)
            await api.Pea.AcceptAsync(Wire.Report($"page-{i}", Wire.Status("Page Yard", "operating"), narrative: "halcyon days").Replace("2025-05-20", $"2025-05-1{i % 3}", StringComparison.Ordinal));
        var seen = new List<string>();
        for (var path = "/v1/reports/search?text=halcyon&limit=2"; path is not null;)
        {
            var page = await api.Pea.ReadAsync(path);
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(static item => item.Text("report")));
            path = page.GetProperty("next").GetString() is { } next ? $"/v1/reports/search?text=halcyon&limit=2&cursor={next}" : null;
        }

        Assert.Equal(["pea/page-2", "pea/page-1", "pea/page-4", "pea/page-0", "pea/page-3"], seen);
    }

    [Fact]
    public async Task A_text_that_may_not_be_seen_is_not_found_and_changes_no_byte()
    {
        await api.Pea.AcceptAsync(Wire.Report("seen", Wire.Status("Seen Yard", "operating"), Clear, narrative: "the ordinary zenith"));
        var search = new Uri("/v1/reports/search?text=zenith&limit=1", UriKind.Relative);
        var before = await api.Press.GetStringAsync(search);
        await api.Pea.AcceptAsync(Wire.Report("unseen", Wire.Status("Unseen Yard", "operating"), narrative: "zenith zenith zenith"));
        Assert.Equal(before, await api.Press.GetStringAsync(search));
        Assert.NotEqual(before, await api.Pea.GetStringAsync(search));
        Assert.Equal(JsonValueKind.Null, (await api.Press.ReadAsync("/v1/reports/search?text=zenith&limit=1")).GetProperty("next").ValueKind);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?text=")]
    [InlineData("?text=%22*%22")]
    [InlineData("?text=word&limit=0")]
    [InlineData("?text=word&limit=101")]
    [InlineData("?text=word&cursor=made-up")]
    [InlineData("?text=a+b+c+d+e+f+g+h+i+j+k+l+m+n+o+p+q")]
    public async Task A_wrong_question_is_told_what_would_be_right(string query) =>
        Assert.Equal(400, (await api.Pea.ReadAsync($"/v1/reports/search{query}", HttpStatusCode.BadRequest)).GetProperty("status").GetInt32());

    [Fact]
    public async Task Whoever_has_no_key_finds_nothing()
    {
        using var stranger = api.Server.NewClient("no-key");
        await stranger.ReadAsync("/v1/reports/search?text=word", HttpStatusCode.Unauthorized);
    }
}
