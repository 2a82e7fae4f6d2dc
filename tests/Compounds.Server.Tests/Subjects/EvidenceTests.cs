using System.Net;
using System.Text.Json;
using Compounds.Driving;

namespace Compounds.Server.Tests.Subjects;

/// <summary>Evidence is readable: titles, texts, sources and claims in words.</summary>
public sealed class EvidenceTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Clear = """{"tlp":"CLEAR","pap":"CLEAR"}""";

    [Fact]
    public async Task A_report_is_shown_with_its_text_its_sources_and_its_claims_in_words()
    {
        await api.Pea.AcceptAsync(
            """
            {"report":"full","writtenAt":"2025-02-14T08:00:00Z","grade":"B2","handling":{"tlp":"GREEN","pap":"AMBER"},"cites":["origin:Mae Ramat district"],"language":"en",
            "narrative":"Police took 260 people over the river.","links":[{"title":"Handed over","url":"https://example.org/1","publisher":"A paper","publishedOn":"2025-02-13"}],
            "claims":[{"subject":{"kind":"compound","name":"Full Yard"},"attribute":"incident","dimension":"hand-over","value":260,"unit":"people","on":"2025-02-12"},
            {"subject":{"kind":"compound","name":"Full Yard"},"attribute":"operatedBy","value":{"kind":"operator","name":"Full Syndicate"},"denied":true,"observedAt":"2025-02-10"}]}
            """.ReplaceLineEndings(""));
        var item = Assert.Single((await api.Pea.ReadAsync("/v1/compounds/full-yard/evidence")).GetProperty("items").EnumerateArray());
        Assert.Equal(("pea/full", "pea", "Handed over", "en"), (item.Text("report"), item.Text("agency"), item.Text("title"), item.Text("language")));
        Assert.Equal("Police took 260 people over the river.", item.Text("narrative"));
        Assert.Equal(("2025-02-12", "2025-02-14T08:00:00+00:00"), (item.Text("day"), item.Text("writtenAt")));
        var link = Assert.Single(item.GetProperty("links").EnumerateArray());
        Assert.Equal(("Handed over", "https://example.org/1", "A paper", "2025-02-13"), (link.Text("title"), link.Text("url"), link.Text("publisher"), link.Text("publishedOn")));
        Assert.Equal(("GREEN", "AMBER"), (item.GetProperty("handling").Text("tlp"), item.GetProperty("handling").Text("pap")));
        Assert.Equal("origin:mae-ramat-district", Assert.Single(item.GetProperty("cites").EnumerateArray()).GetString());
        Assert.Equal(
            ["Incidents, people counted (hand-over): 260 people, on 12 February 2025", "Not operated by Full Syndicate"],
            item.GetProperty("claims").EnumerateArray().Select(static claim => claim.Text("sentence")));
        var count = item.GetProperty("claims")[0];
        Assert.Equal(("incident", "hand-over", "260 people", "2025-02-12"), (count.Text("attribute"), count.Text("dimension"), count.Text("value"), count.Text("day")));
        Assert.Equal(("operator:full-syndicate", "Full Syndicate"), Assert.Single(item.GetProperty("claims")[1].GetProperty("others").EnumerateArray()) is var other ? (other.Text("id"), other.Text("name")) : default);
    }

    [Fact]
    public async Task A_subject_that_a_claim_gives_by_id_goes_by_the_name_on_the_card_that_the_reader_may_see()
    {
        await api.Pea.AcceptAsync(
            Wire.Report("named-0", """{"subject":{"kind":"operator","name":"NAMED Syndicate"},"attribute":"operatorType","value":"syndicate"}"""),
            Wire.Report("named-1", Wire.Claim("Named Yard", "operatedBy", "\"operator:named-syndicate\""), Clear));
        Assert.Equal("Operated by NAMED Syndicate", Sentence(await api.Pea.ReadAsync("/v1/compounds/named-yard/evidence")));
        Assert.Equal("Operated by Named Syndicate", Sentence(await api.Press.ReadAsync("/v1/compounds/named-yard/evidence")));
    }

    [Fact]
    public async Task History_and_single_reports_say_the_same_words()
    {
        await api.Pea.AcceptAsync(Wire.Report("words", Wire.Status("Words Yard", "under-construction"), narrative: "It grows. It is not finished."));
        var evidence = Assert.Single((await api.Pea.ReadAsync("/v1/compounds/words-yard/evidence")).GetProperty("items").EnumerateArray());
        var step = JsonDocument.Parse(await api.Pea.GetStringAsync(new Uri("/v1/compounds/words-yard/history", UriKind.Relative))).RootElement;
        var report = await api.Pea.ReadAsync("/v1/reports/pea/words");
        Assert.Equal("Status: under construction", evidence.GetProperty("claims")[0].Text("sentence"));
        Assert.Equal(("Status: under construction", "It grows. It is not finished."), (step.GetProperty("evidence").GetProperty("claims")[0].Text("sentence"), step.GetProperty("evidence").Text("title")));
        Assert.Equal(evidence.GetProperty("claims").GetRawText(), report.GetProperty("claims").GetRawText());
        Assert.Equal("under-construction", step.GetProperty("evidence").GetProperty("claims")[0].Text("category"));
        Assert.Equal("Words Yard", report.GetProperty("claims")[0].GetProperty("subject").Text("name"));
        Assert.Equal("It grows. It is not finished.", report.Text("title"));
    }

    [Fact]
    public async Task Pages_hold_every_report_once_newest_day_first()
    {
        string[] days = ["2025-01-05", "2025-03-01", "2025-02-02", "2025-03-01", "2025-01-31"];
        for (var i = 0; i < days.Length; i++)
            await api.Pea.AcceptAsync(Wire.Report($"day-{i}", Wire.Claim("Day Yard", "status", "\"operating\"", $",\"observedAt\":\"{days[i]}\"")));
        var seen = new List<string>();
        for (var path = "/v1/compounds/day-yard/evidence?limit=2"; path is not null;)
        {
            var page = await api.Pea.ReadAsync(path);
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(static item => item.Text("report")));
            path = page.GetProperty("next").GetString() is { } next ? $"/v1/compounds/day-yard/evidence?limit=2&cursor={next}" : null;
        }

        Assert.Equal(["pea/day-1", "pea/day-3", "pea/day-2", "pea/day-4", "pea/day-0"], seen);
    }

    [Fact]
    public async Task What_was_known_then_is_shown_with_the_text_of_then()
    {
        await api.Pea.AcceptAsync(Wire.Report("text", Wire.Headcount("Text Yard", 100), narrative: "The first text."));
        var then = Uri.EscapeDataString(api.Server.Clock.GetUtcNow().AddMinutes(1).ToString("O"));
        api.Server.Clock.Advance(TimeSpan.FromHours(1));
        await api.Pea.AcceptAsync(Wire.Report("text", Wire.Headcount("Text Yard", 200), revision: 2, narrative: "The second text."));
        Assert.Equal("The first text.", Assert.Single((await api.Pea.ReadAsync($"/v1/compounds/text-yard/evidence?knownAt={then}")).GetProperty("items").EnumerateArray()).Text("narrative"));
        Assert.Equal("The second text.", Assert.Single((await api.Pea.ReadAsync("/v1/compounds/text-yard/evidence")).GetProperty("items").EnumerateArray()).Text("narrative"));
    }

    [Fact]
    public async Task A_look_back_does_not_show_the_text_of_what_was_taken_back_since()
    {
        await api.Pea.AcceptAsync(Wire.Report("gone", Wire.Headcount("Gone Yard", 100), narrative: "Whoever reads this endangers the witness."));
        var then = Uri.EscapeDataString(api.Server.Clock.GetUtcNow().AddMinutes(1).ToString("O"));
        api.Server.Clock.Advance(TimeSpan.FromHours(1));
        await api.Pea.CallAsync(HttpMethod.Post, "/v1/reports/pea/retractions", new { report = "gone", reason = "handling" });
        await api.Pea.AcceptAsync(Wire.Report("gone-2", Wire.Headcount("Gone Yard", 120)));
        var item = Assert.Single((await api.Pea.ReadAsync($"/v1/compounds/gone-yard/evidence?knownAt={then}")).GetProperty("items").EnumerateArray());
        Assert.Equal((JsonValueKind.Null, "gone", "handling"), (item.GetProperty("narrative").ValueKind, item.Text("title"), item.Text("retracted")));
        Assert.Equal("People at the site: 100 people", item.GetProperty("claims")[0].Text("sentence"));
    }

    [Fact]
    public async Task A_place_where_people_are_held_is_told_as_coarsely_as_it_is_shown()
    {
        await api.Pea.AcceptAsync(Wire.Report("rough", Wire.Place("Rough Yard", 16.68123, 98.51234), Clear));
        Assert.Equal("Location: 16.6812° N, 98.5123° E, within 0.5 km", Sentence(await api.Pea.ReadAsync("/v1/compounds/rough-yard/evidence")));
        var rough = (await api.Press.ReadAsync("/v1/compounds/rough-yard/evidence")).GetRawText();
        Assert.Contains("within 5 km", rough, StringComparison.Ordinal);
        Assert.DoesNotContain("16.6812", rough, StringComparison.Ordinal);
        Assert.DoesNotContain("16.6812", (await api.Press.ReadAsync("/v1/reports/pea/rough")).GetProperty("claims").GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=201")]
    [InlineData("cursor=made-up")]
    [InlineData("asOf=tomorrow")]
    public async Task A_wrong_question_is_told_what_would_be_right(string query) =>
        Assert.Equal("urn:compounds:bad-request", (await api.Pea.ReadAsync($"/v1/compounds/any-yard/evidence?{query}", HttpStatusCode.BadRequest)).Text("type"));

    private static string Sentence(JsonElement page) =>
        Assert.Single(Assert.Single(page.GetProperty("items").EnumerateArray()).GetProperty("claims").EnumerateArray()).Text("sentence");
}
