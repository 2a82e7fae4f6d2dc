using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Compounds.Driving;

namespace Compounds.Server.Tests.Batches;

/// <summary>What a partner sees of what it sent: each file, each hour of pushes, and what became of them.</summary>
public sealed class BatchTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Header = "report,written_at,grade,tlp,kind,name,place,attribute,value,unit";

    [Fact]
    public async Task A_file_is_a_batch_with_what_its_rows_came_to()
    {
        using var utility = await api.ClientAsync("utility", "partner");
        using var other = await api.ClientAsync("press", "partner");
        await other.AcceptAsync(Wire.Report("placed", Wire.Place("Batch Yard", 16.7, 98.5)));
        await SendAsync(utility, "nov24 ด่าน.csv", "file-1,2025-05-20,B2,GREEN,compound,Batch Yard,,headcount,120,people", "file-2,2025-05-20,B2,GREEN,compound,Batch Yard,,status,operating,", "file-3,2568-05-20,B2,GREEN,compound,Batch Yard,,headcount,130,people");
        var batch = (await utility.ReadAsync("/v1/batches")).GetProperty("items")[0];
        Assert.Equal(("file", "nov24 ด่าน.csv"), (batch.Text("door"), batch.Text("name")));
        Assert.Equal((3, 2, 0, 1), CountOf(batch));
        var outcome = await utility.ReadAsync($"/v1/batches/{batch.Text("id")}");
        Assert.Equal((2, 2, 0), (outcome.GetProperty("used").GetInt32(), outcome.GetProperty("assessments").GetInt32(), outcome.GetProperty("unmatched").GetInt32()));

        await SendAsync(utility, "nov24.csv", "file-1,2025-05-20,B2,GREEN,compound,Batch Yard,,headcount,120,people");
        Assert.Equal((1, 0, 1, 0), CountOf((await utility.ReadAsync("/v1/batches")).GetProperty("items")[0]));
        await utility.CallAsync(HttpMethod.Post, "/v1/reports/utility/retractions", new { report = "file-1", reason = "withdrawn" });
        var after = await utility.ReadAsync($"/v1/batches/{batch.Text("id")}");
        Assert.Equal((1, 1, 1), (after.GetProperty("used").GetInt32(), after.GetProperty("assessments").GetInt32(), after.GetProperty("takenBack").GetInt32()));
    }

    [Fact]
    public async Task An_hour_of_pushes_is_one_batch()
    {
        await api.Pea.AcceptAsync(Wire.Report("pushed-1", Wire.Status("Pushed Yard", "operating")));
        await api.Pea.AcceptAsync(Wire.Report("pushed-2", Wire.Headcount("Pushed Yard", 10)), Wire.Report("pushed-3", Wire.Headcount("Pushed Yard", 12)));
        var first = Assert.Single(await BatchesAsync(api.Pea));
        Assert.Equal(("api", 3), (first.Text("door"), first.GetProperty("accepted").GetInt32()));
        api.Server.Clock.Advance(TimeSpan.FromHours(1));
        await api.Pea.AcceptAsync(Wire.Report("pushed-4", Wire.Headcount("Pushed Yard", 14)));
        Assert.Equal([1, 3], (await BatchesAsync(api.Pea)).Select(static batch => batch.GetProperty("accepted").GetInt32()));
        var page = await api.Pea.ReadAsync("/v1/batches?limit=1");
        Assert.Equal(first.Text("id"), (await api.Pea.ReadAsync($"/v1/batches?limit=1&cursor={page.Text("next")}")).GetProperty("items")[0].Text("id"));
    }

    [Fact]
    public async Task A_report_of_what_is_known_by_name_alone_is_held()
    {
        using var utility = await api.ClientAsync("utility", "partner");
        await SendAsync(utility, "names.csv", "held-1,2025-05-20,B2,GREEN,compound,Nameless Yard,,headcount,40,people");
        var id = (await utility.ReadAsync("/v1/batches")).GetProperty("items")[0].Text("id");
        var held = Assert.Single((await utility.ReadAsync($"/v1/batches/{id}")).GetProperty("held").EnumerateArray());
        Assert.Equal("utility/held-1", held.Text("report"));
    }

    [Fact]
    public async Task Another_agency_never_hears_of_a_batch()
    {
        using var utility = await api.ClientAsync("utility", "partner");
        await SendAsync(utility, "own.csv", "own-1,2025-05-20,B2,GREEN,compound,Own Yard,,headcount,120,people");
        var id = (await utility.ReadAsync("/v1/batches")).GetProperty("items")[0].Text("id");
        Assert.DoesNotContain(await BatchesAsync(api.Press), static batch => batch.Text("door") == "file");
        await api.Press.ReadAsync($"/v1/batches/{id}", System.Net.HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_table_without_rows_is_no_batch()
    {
        using var utility = await api.ClientAsync("utility", "partner");
        var before = await BatchesAsync(utility);
        await SendAsync(utility, "empty.csv");
        Assert.Equal(before.Count, (await BatchesAsync(utility)).Count);
    }

    private static async Task SendAsync(HttpClient client, string name, params string[] rows)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/reports") { Content = new StringContent(string.Join('\n', [Header, .. rows]), Encoding.UTF8) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        request.Headers.Add("X-File-Name", Uri.EscapeDataString(name));
        request.Headers.Add("Prefer", "wait");
        using var response = await client.SendAsync(request);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        await response.Content.ReadAsStringAsync();
    }

    private static async Task<IReadOnlyList<JsonElement>> BatchesAsync(HttpClient client) => [.. (await client.ReadAsync("/v1/batches")).GetProperty("items").EnumerateArray()];

    private static (int Received, int Accepted, int Duplicate, int Rejected) CountOf(JsonElement batch) =>
        (batch.GetProperty("received").GetInt32(), batch.GetProperty("accepted").GetInt32(), batch.GetProperty("duplicate").GetInt32(), batch.GetProperty("rejected").GetInt32());
}
