using System.Net;
using System.Text.Json;
using Compounds.Driving;

namespace Compounds.EndToEnd.Tests;

/// <summary>What a policy officer does with the system, on the public record: from a question to a reviewed action, through the API alone.</summary>
public sealed class PolicyWalkTests
{
    private const string Eve = "2025-02-04T00:00:00Z";

    [Fact]
    public async Task A_question_becomes_a_reviewed_action()
    {
        using var folder = new TemporaryFolder();
        await using var server = await ChildServer.StartAsync(folder, ("ASPNETCORE_ENVIRONMENT", "Development"), ("SignIn__AllowDevelopment", "true"), ("Telemetry__Exporter", "none"));
        using var administrator = server.NewClient(ChildServer.AdministratorKey);
        await Dashboard.PublicRecord.RegisterAsync(administrator);
        using var relay = server.NewClient(await administrator.IssueKeyAsync("task-force", "relay", "archivist"));
        await Dashboard.PublicRecord.PushAsync(relay);
        using var officer = await server.SignInAsync("task-force", "RED", 1, "policy", "partner");
        using var first = await server.SignInAsync("task-force", "RED", 2, "policy");
        using var second = await server.SignInAsync("task-force", "RED", 3, "policy");
        await officer.AcceptAsync(Wire.Report("plan", Wire.Status("KK Park", "operating"), """{"tlp":"AMBER","pap":"GREEN"}"""));

        // The question: what if the lines that the record names had been cut on the eve of the cut?
        var network = await officer.ReadAsync($"/v1/network?asOf={Eve}");
        var feeds = network.GetProperty("edges").EnumerateArray().Where(static e => e.Text("kind") == "power" && e.Text("from").StartsWith("infrastructure:", StringComparison.Ordinal))
            .Select(static e => e.Text("from")).Distinct().Order(StringComparer.Ordinal).ToArray();
        Assert.NotEmpty(feeds);
        var nothing = await AskAsync(officer, network.Text("hash"), "As it is", []);
        var cut = await AskAsync(officer, network.Text("hash"), "The lines cut", feeds);
        Assert.Equal("captiveExposure", cut.GetProperty("outcome").GetProperty("lines")[0].Text("line"));
        var comparison = await officer.ReadAsync($"/v1/scenarios/compare?id={nothing.Text("id")}&id={cut.Text("id")}");
        Assert.Equal(2, comparison.GetProperty("scenarios").GetArrayLength());

        // The action, from a draft to two approvals.
        var action = await officer.CallAsync(HttpMethod.Post, "/v1/policy-actions", new { title = "Cut the lines", why = "To see.", scenario = cut.Text("id") }, HttpStatusCode.Created);
        var path = $"/v1/policy-actions/{action.Text("id")}";
        await StepAsync(officer, path, "forecast", new { why = "Simulated." });
        var refused = await StepAsync(officer, path, "propose", new { why = "Ready." }, HttpStatusCode.UnprocessableEntity);
        Assert.Contains("captive-estimate-missing", refused.GetProperty("findings").EnumerateArray().Select(static f => f.Text("code")));
        foreach (var line in refused.GetProperty("findings").EnumerateArray().Select(static f => f.Text("code")))
        {
            if (line is "captive-sign-off-missing" or "hospital-critical")
                await StepAsync(first, path, "sign-offs", new { line = line == "hospital-critical" ? "hospitalCritical" : "captiveExposure", why = "Shelters are ready." });
        }

        Assert.Equal("proposed", (await StepAsync(officer, path, "propose", new { why = "Ready.", @case = Case(feeds) })).Text("stage"));
        await StepAsync(first, path, "approve", new { why = "Agreed.", proposal = 1 });
        var approved = await StepAsync(second, path, "approve", new { why = "Agreed.", proposal = 1 });
        Assert.Equal("approved", approved.Text("stage"));

        // What came of it.
        var carriedOut = approved.GetProperty("history").EnumerateArray().Last().GetProperty("at").GetDateTimeOffset();
        await StepAsync(officer, path, "carry-out", new { why = "Done.", carriedOutAt = carriedOut });
        var civil = approved.GetProperty("frozen").GetProperty("lines").EnumerateArray().Single(static l => l.Text("line") == "lostWorkerHours").GetProperty("p50").GetDouble();
        await StepAsync(officer, path, "observations", new { why = "Counted.", line = "lostWorkerHours", value = civil, standardError = Math.Max(1, civil / 10), observedAt = carriedOut, source = "task-force/plan", reference = 0 });
        Assert.InRange((await officer.ReadAsync($"{path}/reweighting")).GetProperty("effectiveSampleSize").GetDouble(), 1, 512);
        var reviewed = await StepAsync(second, path, "review", new { why = "The range held." });
        Assert.Equal(("reviewed", 1.0), (reviewed.Text("stage"), reviewed.GetProperty("score").GetProperty("coverage").GetDouble()));
    }

    private static async Task<JsonElement> AskAsync(HttpClient client, string network, string title, string[] feeds)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/scenarios")
        {
            Content = System.Net.Http.Json.JsonContent.Create(new { title, network, measures = feeds.Select(static feed => new { kind = "cutPower", target = feed, fromHour = 24 }), horizonHours = 168 }),
        };
        request.Headers.Add("Prefer", "wait=60");
        using var response = await client.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, body);
        var scenario = JsonDocument.Parse(body).RootElement;
        Assert.Equal("completed", scenario.GetProperty("run").Text("state"));
        return scenario;
    }

    private static object Case(string[] feeds) => new
    {
        captives = new[] { new { site = "compound:kk-park", people = new { p10 = 500, p50 = 2000, p90 = 5000 } } },
        feeders = feeds.Select(static feed => new { feeder = feed, hospitals = 1, population = new { p10 = 10_000, p50 = 50_000, p90 = 110_000 } }),
        crossings = new[] { new { crossing = "crossing:mae-sot", screenedPerDay = 200, shelterPlaces = 500 } },
        notice = new[] { new { audience = "Myawaddy hospital", channel = "telephone", hoursBefore = 24 } },
        evidence = new[] { "task-force/plan" },
    };

    private static Task<JsonElement> StepAsync(HttpClient client, string path, string step, object body, HttpStatusCode expected = HttpStatusCode.OK) =>
        client.CallAsync(HttpMethod.Post, $"{path}/{step}", body, expected);
}
