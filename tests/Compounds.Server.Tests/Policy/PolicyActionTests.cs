using System.Net;
using System.Text.Json;
using Compounds.Driving;
using Compounds.Readers;

namespace Compounds.Server.Tests.Policy;

public sealed class PolicyActionTests(PolicyServer server) : IClassFixture<PolicyServer>
{
    private const string Path = "/v1/policy-actions";
    private static readonly Reader s_pea = new("pea", Tlp.Amber);
    private static readonly string[] s_shared = ["ngo"];

    [Fact]
    public async Task An_action_is_drafted_simulated_proposed_approved_by_two_carried_out_observed_and_reviewed()
    {
        await server.Second.AcceptAsync(Wire.Report("walk-1", Wire.Status("Walk site", "operating"), """{"tlp":"GREEN","pap":"AMBER"}"""));
        var id = await DraftAsync("A walk");
        var drafted = await server.Second.ReadAsync($"{Path}/{id}");
        Assert.Equal(("draft", "pea:member-1", "AMBER"), (drafted.Text("stage"), drafted.GetProperty("authors")[0].GetString(), drafted.Text("tlp")));
        Assert.Equal("Power through F1 is cut by 100 % from hour 10 to the end.", drafted.GetProperty("scenario").GetProperty("sentences")[0].GetString());

        var simulated = await StepAsync(server.Author, id, "forecast", new { why = "Simulated." });
        Assert.Equal("captiveExposure", simulated.GetProperty("forecast").GetProperty("lines")[0].Text("line"));
        var closed = await StepAsync(server.Author, id, "propose", new { why = "Ready.", @case = Case("ngo/walk-1") }, HttpStatusCode.UnprocessableEntity);
        Assert.Equal("urn:compounds:do-no-harm", closed.Text("type"));
        Assert.Equal(["captive-sign-off-missing", "consent-missing"], closed.GetProperty("findings").EnumerateArray().Select(static f => f.Text("code")));

        await StepAsync(server.First, id, "sign-offs", new { line = "captiveExposure", why = "Shelters are ready." });
        await StepAsync(server.Second, id, "consents", new { report = "ngo/walk-1", why = "Agreed." });
        var proposed = await StepAsync(server.Author, id, "propose", new { why = "Ready.", @case = Case("ngo/walk-1") });
        Assert.Equal(("proposed", 1, 0), (proposed.Text("stage"), proposed.GetProperty("proposal").GetInt32(), proposed.GetProperty("gate").GetArrayLength()));
        Assert.Equal("amber", proposed.GetProperty("case").GetProperty("evidence")[0].Text("level"));

        Assert.Equal("urn:compounds:own-action", (await StepAsync(server.Author, id, "approve", new { why = "Mine.", proposal = 1 }, HttpStatusCode.Conflict)).Text("type"));
        await StepAsync(server.First, id, "approve", new { why = "Agreed.", proposal = 1 });
        Assert.Equal("urn:compounds:same-approver", (await StepAsync(server.First, id, "approve", new { why = "Again.", proposal = 1 }, HttpStatusCode.Conflict)).Text("type"));
        var approved = await StepAsync(server.Second, id, "approve", new { why = "Agreed.", proposal = 1 });
        Assert.Equal(approved.GetProperty("forecast").Text("samplesHash"), approved.GetProperty("frozen").Text("samplesHash"));
        Assert.Equal(["carryOut"], approved.GetProperty("may").EnumerateArray().Select(static step => step.GetString()));

        await StepAsync(server.Author, id, "carry-out", new { why = "Done.", carriedOutAt = PolicyServer.Noon });
        await StepAsync(server.Second, id, "observations", new { why = "Seen.", line = "lostWorkerHours", value = 8000, standardError = 600, observedAt = PolicyServer.Noon, source = "ngo/visit", reference = 0 });
        var weighted = await server.Author.ReadAsync($"{Path}/{id}/reweighting");
        Assert.InRange(weighted.GetProperty("effectiveSampleSize").GetDouble(), 1, 256);
        var reviewed = await StepAsync(server.First, id, "review", new { why = "The range was honest." });
        Assert.Equal(("reviewed", 1.0), (reviewed.Text("stage"), reviewed.GetProperty("score").GetProperty("signAccuracy").GetDouble()));
        Assert.Equal(
            [
                "policy-action-drafted", "policy-action-simulated", "harm-signed-off", "evidence-consented", "policy-action-proposed", "policy-action-approved",
                "policy-action-approved", "forecast-frozen", "policy-action-carried-out", "observation-recorded", "policy-action-reviewed",
            ],
            reviewed.GetProperty("history").EnumerateArray().Select(static step => step.Text("fact")));
        Assert.All(reviewed.GetProperty("history").EnumerateArray(), static step => Assert.EndsWith(".", step.Text("sentence"), StringComparison.Ordinal));
        Assert.Equal("urn:compounds:already-reviewed", (await StepAsync(server.First, id, "withdraw", new { why = "Too late." }, HttpStatusCode.Conflict)).Text("type"));
    }

    [Fact]
    public async Task Who_may_not_see_an_action_learns_nothing_of_it_from_anything()
    {
        var id = await DraftAsync("Hidden");
        foreach (var (path, body) in new (string, object?)[] { ("", null), ("/reweighting", null), ("/forecast", new { why = "x" }), ("/approve", new { why = "x", proposal = 1 }), ("/withdraw", new { why = "x" }) })
        {
            var method = body is null ? HttpMethod.Get : HttpMethod.Post;
            var hidden = await server.Army.CallAsync(method, $"{Path}/{id}{path}", body, HttpStatusCode.NotFound);
            var absent = await server.Army.CallAsync(method, $"{Path}/pa-000000000000{path}", body, HttpStatusCode.NotFound);
            Assert.Equal(absent.Text("detail"), hidden.Text("detail"));
        }

        Assert.Empty((await server.Army.ReadAsync(Path)).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task A_list_goes_page_by_page_and_by_stage()
    {
        var ids = new List<string>();
        foreach (var title in new[] { "List one", "List two", "List three" })
            ids.Add(await DraftAsync(title));
        await StepAsync(server.Author, ids[1], "withdraw", new { why = "Not needed." });
        var found = new List<string>();
        for (string? next = ""; next is not null;)
        {
            var page = await server.First.ReadAsync($"{Path}?limit=1&stage=draft{(next.Length > 0 ? $"&cursor={next}" : "")}");
            found.AddRange(page.GetProperty("items").EnumerateArray().Where(item => item.Text("title").StartsWith("List", StringComparison.Ordinal)).Select(static item => item.Text("id")));
            next = page.GetProperty("next").GetString();
        }

        Assert.Equal(new[] { ids[0], ids[2] }.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
        await server.First.ReadAsync($"{Path}?stage=finished", HttpStatusCode.BadRequest);
        await server.First.ReadAsync($"{Path}?cursor=5.compound", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_step_is_signed_by_a_member_with_the_role_and_nobody_else()
    {
        var id = await DraftAsync("Signed");
        Assert.Equal("urn:compounds:member-needed", (await StepAsync(server.Machine, id, "withdraw", new { why = "x" }, HttpStatusCode.Forbidden)).Text("type"));
        Assert.Equal("urn:compounds:forbidden", (await StepAsync(server.Analyst, id, "withdraw", new { why = "x" }, HttpStatusCode.Forbidden)).Text("type"));
        Assert.Equal("pea:member-9", (await server.Analyst.ReadAsync("/v1/me")).Text("member"));
        Assert.Equal(JsonValueKind.Null, (await server.Machine.ReadAsync("/v1/me")).GetProperty("member").ValueKind);
        Assert.Empty((await server.Analyst.ReadAsync($"{Path}/{id}")).GetProperty("may").EnumerateArray());
    }

    [Theory]
    [InlineData("""{"title":"","why":"x"}""", "title-malformed")]
    [InlineData("""{"title":"A","why":" "}""", "reason-missing")]
    [InlineData("""{"title":"A","why":"x","scenario":"nothing"}""", "unknown-scenario")]
    [InlineData("""{"title":"A","why":"x","tlp":"RED"}""", "marking-hides-it")]
    public async Task A_draft_that_is_wrong_says_what_would_be_right(string body, string code)
    {
        var draft = JsonSerializer.Deserialize<Dictionary<string, string>>(body)!;
        draft.TryAdd("scenario", server.Asked.Ask(s_pea));
        var problem = await server.Author.CallAsync(HttpMethod.Post, Path, draft, HttpStatusCode.UnprocessableEntity);
        Assert.Equal($"urn:compounds:{code}", problem.Text("type"));
    }

    [Fact]
    public async Task The_same_key_of_a_step_a_second_time_drafts_nothing_new()
    {
        var scenario = server.Asked.Ask(s_pea);
        string[] ids = [await PostAsync(), await PostAsync()];
        Assert.Equal(ids[0], ids[1]);
        Assert.Single((await server.Author.ReadAsync($"{Path}/{ids[0]}")).GetProperty("history").EnumerateArray());

        async Task<string> PostAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = System.Net.Http.Json.JsonContent.Create(new { title = "Once", why = "x", scenario }) };
            request.Headers.Add("Idempotency-Key", "once-1");
            using var response = await server.Author.SendAsync(request);
            Assert.Equal(HttpStatusCode.Created, response.StatusCode);
            return response.Headers.Location!.ToString()[(Path.Length + 1)..];
        }
    }

    [Fact]
    public async Task A_key_of_a_step_stands_for_one_person_one_step_and_one_body()
    {
        var id = await DraftAsync("Keyed");
        var first = new { line = "captiveExposure", why = "x" };
        await KeyedAsync(server.Author, "forecast", new { why = "x" }, HttpStatusCode.OK);
        await KeyedAsync(server.Author, "forecast", new { why = "x" }, HttpStatusCode.OK);
        foreach (var (client, step, body) in ((HttpClient, string, object)[])[
            (server.First, "withdraw", new { why = "x" }), (server.First, "forecast", new { why = "x" }), (server.Author, "withdraw", new { why = "x" }),
            (server.Author, "forecast", new { why = "y" }), (server.Second, "sign-offs", first)])
        {
            var problem = await KeyedAsync(client, step, body, HttpStatusCode.UnprocessableEntity);
            Assert.Equal("urn:compounds:command-id-taken", problem.Text("type"));
            Assert.NotEmpty(problem.Text("detail"));
        }

        var action = await server.Author.ReadAsync($"{Path}/{id}");
        Assert.Equal(("simulated", 2), (action.Text("stage"), action.GetProperty("history").GetArrayLength()));

        async Task<JsonElement> KeyedAsync(HttpClient client, string step, object body, HttpStatusCode expected)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{Path}/{id}/{step}") { Content = System.Net.Http.Json.JsonContent.Create(body) };
            request.Headers.Add("Idempotency-Key", "keyed-1");
            using var response = await client.SendAsync(request);
            Assert.True(response.StatusCode == expected, $"{step}: {await response.Content.ReadAsStringAsync()}");
            return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        }
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

    private async Task<string> DraftAsync(string title) =>
        (await server.Author.CallAsync(HttpMethod.Post, Path, new { title, why = "To see.", scenario = server.Asked.Ask(s_pea), tlp = "AMBER", audience = s_shared, actingAgencies = s_shared }, HttpStatusCode.Created)).Text("id");
}
