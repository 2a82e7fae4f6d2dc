using System.Net;
using System.Text.Json;
using Compounds.Driving;
using Compounds.Readers;

namespace Compounds.Server.Tests.Policy;

/// <summary>Checking a case without proposing it, what waits for whom, and what a reader may not read in an action.</summary>
public sealed class PolicyCaseTests(PolicyServer server) : IClassFixture<PolicyServer>
{
    private const string Path = "/v1/policy-actions";
    private static readonly Reader s_pea = new("pea", Tlp.Amber);
    private static readonly string[] s_shared = ["ngo"];

    [Fact]
    public async Task A_check_finds_what_a_proposal_would_and_records_nothing()
    {
        var id = await SimulatedAsync("Checked");
        var check = await server.Author.CallAsync(HttpMethod.Post, $"{Path}/{id}/check", Case());
        Assert.Equal(["captive-sign-off-missing", "evidence-missing"], check.GetProperty("findings").EnumerateArray().Select(static f => f.Text("code")));
        var refused = await StepAsync(server.Author, id, "propose", new { why = "Ready.", @case = Case() }, HttpStatusCode.UnprocessableEntity);
        Assert.Equal(check.GetProperty("findings").GetRawText(), refused.GetProperty("findings").GetRawText());
        Assert.Equal("Do what each finding's remedy says.", refused.Text("remedy"));
        Assert.Equal(2, (await server.Author.ReadAsync($"{Path}/{id}")).GetProperty("history").GetArrayLength());
        await server.Army.CallAsync(HttpMethod.Post, $"{Path}/{id}/check", Case(), HttpStatusCode.NotFound);
        await server.Army.ReadAsync($"{Path}/{id}/case", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_suggested_case_names_the_target_and_makes_no_number_up()
    {
        var id = await SimulatedAsync("Suggested");
        var known = await server.Author.ReadAsync($"{Path}/{id}/case");
        Assert.Equal("F1", known.GetProperty("feeders")[0].Text("feeder"));
        Assert.Equal(JsonValueKind.Null, known.GetProperty("feeders")[0].GetProperty("hospitals").ValueKind);
        Assert.Equal(JsonValueKind.Null, known.GetProperty("feeders")[0].GetProperty("population").ValueKind);
    }

    [Fact]
    public async Task A_proposal_waits_for_those_who_may_approve_it_and_for_nobody_else()
    {
        await server.Author.AcceptAsync(Wire.Report("waits-1", Wire.Status("Waiting site", "operating"), """{"tlp":"GREEN","pap":"GREEN"}"""));
        var id = await SimulatedAsync("Waits");
        Assert.Equal(["signOff"], await WaitingAsync(server.First, id));
        Assert.Empty(await WaitingAsync(server.Author, id));
        await StepAsync(server.First, id, "sign-offs", new { line = "captiveExposure", why = "Shelters are ready." });
        Assert.Empty(await WaitingAsync(server.Second, id));
        await StepAsync(server.Author, id, "propose", new { why = "Ready.", @case = Case("pea/waits-1") });
        Assert.Equal(["approve"], await WaitingAsync(server.First, id));
        await StepAsync(server.First, id, "approve", new { why = "Agreed.", proposal = 1 });
        Assert.Empty(await WaitingAsync(server.First, id));
        Assert.Equal(["approve"], await WaitingAsync(server.Second, id));
        Assert.Empty(await WaitingAsync(server.Author, id));
        Assert.Empty(await WaitingAsync(server.Machine, id));
    }

    [Fact]
    public async Task A_report_that_a_reader_may_not_see_is_not_named_in_an_action_that_he_may()
    {
        await server.Author.AcceptAsync(Wire.Report("hidden-1", Wire.Status("Hidden site", "operating"), """{"tlp":"AMBER","pap":"AMBER","audience":["pea"]}"""));
        var id = await SimulatedAsync("Rests on a hidden report");
        await StepAsync(server.First, id, "sign-offs", new { line = "captiveExposure", why = "Shelters are ready." });
        await StepAsync(server.First, id, "consents", new { report = "pea/hidden-1", why = "Agreed." });
        var tooOpen = await StepAsync(server.Author, id, "propose", new { why = "Ready.", @case = Case("pea/hidden-1") }, HttpStatusCode.UnprocessableEntity);
        Assert.Equal("urn:compounds:marking-too-open", tooOpen.Text("type"));
        Assert.Contains("pea/hidden-1 is marked TLP:AMBER for pea, and the action TLP:AMBER for ngo, pea.", tooOpen.Text("detail"), StringComparison.Ordinal);
        await StepAsync(server.First, id, "declassifications", new { report = "pea/hidden-1", tlp = "AMBER", audience = s_shared, why = "What is taken from it is known to them." });
        await StepAsync(server.Author, id, "propose", new { why = "Ready.", @case = Case("pea/hidden-1") });
        var shown = await server.Second.ReadAsync($"{Path}/{id}");
        Assert.DoesNotContain("hidden-1", shown.GetRawText(), StringComparison.Ordinal);
        Assert.Equal("a report that is not shown to you", shown.GetProperty("case").GetProperty("evidence")[0].Text("report"));
        Assert.Contains("hidden-1", (await server.First.ReadAsync($"{Path}/{id}")).GetRawText(), StringComparison.Ordinal);
    }

    private static object Case(params string[] evidence) => new
    {
        captives = new[] { new { site = "C1", people = new { p10 = 50, p50 = 100, p90 = 200 } } },
        feeders = new[] { new { feeder = "F1", hospitals = 1, population = new { p10 = 900, p50 = 1000, p90 = 1100 } } },
        crossings = new[] { new { crossing = "X1", screenedPerDay = 200, shelterPlaces = 500 } },
        notice = new[] { new { audience = "Myawaddy hospital", channel = "telephone", hoursBefore = 24 } },
        evidence,
    };

    private static Task<JsonElement> StepAsync(HttpClient client, string id, string step, object body, HttpStatusCode expected = HttpStatusCode.OK) =>
        client.CallAsync(HttpMethod.Post, $"{Path}/{id}/{step}", body, expected);

    private static async Task<IEnumerable<string?>> WaitingAsync(HttpClient client, string id) =>
        (await client.ReadAsync($"{Path}?waiting=true&limit=100")).GetProperty("items").EnumerateArray().Where(item => item.Text("id") == id)
            .SelectMany(static item => item.GetProperty("waiting").EnumerateArray().Select(static step => step.GetString())).ToArray();

    private async Task<string> SimulatedAsync(string title)
    {
        var id = (await server.Author.CallAsync(HttpMethod.Post, Path, new { title, why = "To see.", scenario = server.Asked.Ask(s_pea), tlp = "AMBER", audience = s_shared, actingAgencies = s_shared }, HttpStatusCode.Created)).Text("id");
        await StepAsync(server.Author, id, "forecast", new { why = "Simulated." });
        return id;
    }
}
