using System.Net;
using System.Text.Json;
using Compounds.Driving;

namespace Compounds.Server.Tests.Reports;

/// <summary>What an agency can ask about what it filed.</summary>
public sealed class ReportTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_report_is_shown_with_the_subjects_its_claims_went_to()
    {
        await api.Pea.AcceptAsync(Wire.Report("shown", $"{Wire.Status("Apex Park", "operating")},{Wire.Headcount("Apex Park Annex", 40)}"));
        var shown = await api.Pea.ReadAsync("/v1/reports/pea/shown");
        Assert.Equal("applied", shown.GetProperty("delivery").Text("state"));
        Assert.Equal(["compound:apex-park", "compound:apex-park-annex"], shown.GetProperty("delivery").GetProperty("subjects").EnumerateArray().Select(static id => id.GetString()!).Order());
    }

    [Fact]
    public async Task A_revision_replaces_what_the_report_said()
    {
        await api.Pea.AcceptAsync(Wire.Report("revised", Wire.Headcount("Revised Yard", 100)));
        await api.Pea.AcceptAsync(Wire.Report("revised", Wire.Headcount("Revised Yard", 300), revision: 2));
        var evidence = await api.Pea.ReadAsync("/v1/compounds/revised-yard/evidence");
        Assert.Equal("People at the site: 300 people", Assert.Single(Assert.Single(evidence.GetProperty("items").EnumerateArray()).GetProperty("claims").EnumerateArray()).Text("sentence"));
        Assert.Equal(2, (await api.Pea.ReadAsync("/v1/reports/pea/revised")).GetProperty("report").GetProperty("revision").GetInt32());
    }

    [Fact]
    public async Task A_retraction_takes_the_claims_out_and_the_history_keeps_them()
    {
        await api.Pea.AcceptAsync(Wire.Report("taken-back", Wire.Status("Mistaken Hall", "raided")));
        var receipt = await api.Pea.CallAsync(HttpMethod.Post, "/v1/reports/pea/retractions", new { report = "taken-back", reason = "erroneous" });
        Assert.Equal("accepted", receipt.Text("outcome"));
        await api.Pea.AcceptAsync(Wire.Report("taken-back-2", Wire.Status("Mistaken Hall", "operating")));
        Assert.Equal("retracted: erroneous", (await api.Pea.ReadAsync("/v1/reports/pea/taken-back")).GetProperty("delivery").Text("state"));
        Assert.Equal("taken-back-2", Assert.Single((await api.Pea.ReadAsync("/v1/compounds/mistaken-hall/evidence")).GetProperty("items").EnumerateArray()).Text("report").Split('/')[1]);
        Assert.Equal(3, (await api.Pea.GetStringAsync(new Uri("/v1/compounds/mistaken-hall/history", UriKind.Relative))).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task Pages_hold_every_report_once_newest_first()
    {
        using var utility = await api.ClientAsync("utility", "partner");
        for (var i = 0; i < 7; i++)
        {
            await utility.AcceptAsync(Wire.Report($"paged-{i}", Wire.Headcount("Paged Yard", 100 + i)));
            if (i % 2 == 1)
                api.Server.Clock.Advance(TimeSpan.FromSeconds(5));
        }

        var seen = new List<JsonElement>();
        for (var path = "/v1/reports?limit=3"; path is not null;)
        {
            var page = await utility.ReadAsync(path);
            seen.AddRange(page.GetProperty("items").EnumerateArray());
            path = page.GetProperty("next").GetString() is { } next ? $"/v1/reports?limit=3&cursor={next}" : null;
        }

        Assert.Equal(Enumerable.Range(0, 7).Select(static i => $"paged-{i}"), seen.Select(static item => item.GetProperty("report").Text("report")).Order());
        var times = seen.Select(static item => item.GetProperty("recordedAt").GetDateTimeOffset()).ToArray();
        Assert.Equal(times.OrderDescending(), times);
    }

    [Theory]
    [InlineData("/v1/reports?cursor=made-up")]
    [InlineData("/v1/reports?limit=0")]
    [InlineData("/v1/reports?agency=No%20Agency")]
    public async Task A_wrong_question_is_told_what_would_be_right(string path) =>
        Assert.Equal("urn:compounds:bad-request", (await api.Pea.ReadAsync(path, HttpStatusCode.BadRequest)).Text("type"));

    [Fact]
    public async Task What_another_may_not_see_is_not_there_for_him()
    {
        await api.Pea.AcceptAsync(Wire.Report("hidden", Wire.Status("Hidden Yard", "operating"), """{"tlp":"RED"}"""));
        var hidden = await api.Press.ReadAsync("/v1/reports/pea/hidden", HttpStatusCode.NotFound);
        var never = await api.Press.ReadAsync("/v1/reports/pea/never", HttpStatusCode.NotFound);
        Assert.Equal(never.Text("detail"), hidden.Text("detail"));
        Assert.Equal(0, (await api.Press.ReadAsync("/v1/compounds?text=Hidden")).GetProperty("items").GetArrayLength());
    }
}
