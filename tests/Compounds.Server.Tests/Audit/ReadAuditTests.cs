using System.Net;
using System.Text.Json;
using Compounds.Agencies;
using Compounds.Driving;
using Compounds.Readers;
using Compounds.Server.Audit;

namespace Compounds.Server.Tests.Audit;

/// <summary>Who read what is AMBER or more closed is written, and who read RED before he reads it.</summary>
public sealed class ReadAuditTests(AuditFixture api) : IClassFixture<AuditFixture>
{
    [Fact]
    public async Task Every_operation_of_the_API_says_how_its_answer_is_marked()
    {
        var document = await api.Auditor.ReadAsync("/openapi/v1.json");
        var operations = document.GetProperty("paths").EnumerateObject().SelectMany(static path => path.Value.EnumerateObject())
            .Select(static operation => operation.Value.Text("operationId"));
        Assert.Equal(operations.Order(StringComparer.Ordinal), AnswerMarks.All.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(AnswerMark.AtClearance, AnswerMarks.Of("AddedTomorrow"));
    }

    [Fact]
    public async Task Reads_of_a_minute_are_one_entry_that_names_the_reports_and_not_what_was_searched_for()
    {
        await api.Pea.AcceptAsync(Wire.Report("amber", Wire.Status("Amber Yard", "operating"), """{"tlp":"AMBER"}""",
            narrative: "The kestrel gate."));
        using var member = await api.SignInAsync("embassy:searching");
        await member.ReadAsync("/v1/reports/pea/amber");
        await member.ReadAsync("/v1/reports/pea/amber");
        await member.ReadAsync("/v1/reports/search?text=kestrel");
        await member.ReadAsync("/v1/reports/pea/never", HttpStatusCode.NotFound);
        var entries = (await api.AuditAsync("kind=read&actor=embassy:searching")).OrderBy(static entry => entry.Text("what"),
            StringComparer.Ordinal).ToArray();
        Assert.Equal(["GetReport", "SearchReports"], entries.Select(static entry => entry.Text("what")));
        Assert.Equal([2, 1], entries.Select(static entry => entry.GetProperty("times").GetInt32()));
        Assert.All(entries, static entry =>
        {
            Assert.Equal(("embassy", "AMBER"), (entry.Text("agency"), entry.Text("highest")));
            Assert.Equal("pea/amber", Assert.Single(entry.GetProperty("reports").EnumerateArray()).GetString());
            Assert.DoesNotContain("kestrel", entry.GetRawText(), StringComparison.Ordinal);
        });
        Assert.Equal("pea/amber", Assert.Single(entries[0].GetProperty("about").EnumerateArray()).GetString());
    }

    [Fact]
    public async Task An_answer_that_does_not_say_how_it_is_marked_counts_as_all_that_its_reader_may_see()
    {
        await api.Pea.AcceptAsync(Wire.Report("green", Wire.Status("Green Yard", "operating")));
        using var member = await api.SignInAsync("embassy:looking", Tlp.Amber);
        using var open = await api.SignInAsync("embassy:open", Tlp.Green);
        foreach (var client in (HttpClient[])[member, open])
        {
            await client.ReadAsync("/v1/reports/pea/green");
            await client.ReadAsync("/v1/compounds/green-yard");
        }

        var entry = Assert.Single(await api.AuditAsync("kind=read&actor=embassy:looking"));
        Assert.Equal(("GetCompound", "AMBER"), (entry.Text("what"), entry.Text("highest")));
        Assert.Equal("green-yard", Assert.Single(entry.GetProperty("about").EnumerateArray()).GetString());
        Assert.Empty(await api.AuditAsync("kind=read&actor=embassy:open"));
    }

    [Theory]
    [InlineData("/v1/reports/pea/red-doc")]
    [InlineData("/v1/reports?agency=pea")]
    [InlineData("/v1/reports/search?text=tourmaline")]
    [InlineData("/v1/compounds/red-yard/evidence")]
    [InlineData("/v1/compounds/red-yard/history")]
    public async Task The_agency_that_filed_a_RED_report_sees_who_was_shown_it(string path)
    {
        await FileRedAsync("red-doc", "Red Yard", "A tourmaline night.");
        var actor = $"embassy:{Guid.NewGuid():N}";
        using var member = await api.SignInAsync(actor);
        Assert.Equal(HttpStatusCode.OK, (await member.GetAsync(new Uri(path, UriKind.Relative))).StatusCode);
        await member.GetAsync(new Uri(path, UriKind.Relative));
        var readers = (await api.Pea.ReadAsync("/v1/readers/pea/red-doc")).EnumerateArray().ToArray();
        var reading = Assert.Single(readers, reader => reader.Text("actor") == actor);
        Assert.Equal(("embassy", api.Server.Clock.GetUtcNow()), (reading.Text("agency"), reading.GetProperty("at").GetDateTimeOffset()));
    }

    [Fact]
    public async Task Who_read_a_RED_report_is_told_to_those_of_its_agency_and_to_no_others()
    {
        await FileRedAsync("red-own", "Own Yard");
        await api.Pea.AcceptAsync(Wire.Report("amber-own", Wire.Status("Own Yard", "operating"), """{"tlp":"AMBER"}"""));
        await api.Embassy.ReadAsync("/v1/reports/pea/red-own");
        using var own = await api.Server.SignInAsync("pea", Tlp.Green, "pea:own", Roles.Analyst);
        await own.ReadAsync("/v1/reports/pea/red-own");
        var never = await api.Embassy.ReadAsync("/v1/readers/pea/never", HttpStatusCode.NotFound);
        Assert.Equal(never.Text("detail"), (await api.Embassy.ReadAsync("/v1/readers/pea/red-own",
            HttpStatusCode.NotFound)).Text("detail"));
        Assert.Contains("RED reports only", (await own.ReadAsync("/v1/readers/pea/amber-own", HttpStatusCode.NotFound)).Text("detail"),
            StringComparison.Ordinal);
        Assert.Equal(["pea:own", "embassy:one"], (await own.ReadAsync("/v1/readers/pea/red-own")).EnumerateArray()
            .Select(static reader => reader.Text("actor")));
    }

    [Fact]
    public async Task A_RED_report_is_not_shown_while_it_cannot_be_written_who_reads_it()
    {
        await FileRedAsync("red-full", "Full Yard");
        await api.Pea.AcceptAsync(Wire.Report("amber-full", Wire.Status("Full Yard", "operating"), """{"tlp":"AMBER"}"""));
        await api.Pea.ReadAsync("/v1/readers/pea/red-full");
        using var member = await api.SignInAsync("embassy:late");
        await member.ReadAsync("/v1/me");
        api.Log.IsFull = true;
        try
        {
            var refused = await member.ReadAsync("/v1/reports/pea/red-full", HttpStatusCode.ServiceUnavailable);
            Assert.Equal("urn:compounds:reading-not-noted", refused.Text("type"));
            Assert.DoesNotContain("Full Yard", refused.GetRawText(), StringComparison.Ordinal);
            await member.ReadAsync("/v1/reports/pea/amber-full");
        }
        finally
        {
            api.Log.IsFull = false;
        }

        await member.ReadAsync("/v1/reports/pea/red-full");
        Assert.Single((await api.Pea.ReadAsync("/v1/readers/pea/red-full")).EnumerateArray(),
            static reader => reader.Text("actor") == "embassy:late");
        Assert.Contains(
            await api.AuditAsync("kind=read&actor=embassy:late"),
            static entry => entry.GetProperty("reports").EnumerateArray().Any(static report => report.GetString() == "pea/amber-full"));
    }

    private async Task FileRedAsync(string id, string place, string? narrative = null) =>
        await api.Pea.PushAsync(Wire.Report(id, Wire.Status(place, "operating"), AuditFixture.Red, narrative: narrative));
}
