using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Compounds.Agencies;
using Compounds.Driving;
using Compounds.Readers;
using Compounds.Server.Tests.NonInterference;

namespace Compounds.Server.Tests.Simulation;

/// <summary>A policy officer's questions through the API, on a small stretch of a border.</summary>
public sealed class ScenarioApiTests(ScenarioApiTests.Border border) : IClassFixture<ScenarioApiTests.Border>
{
    private const string Feed = "infrastructure:north-feed";

    [Fact]
    public async Task A_network_says_what_was_reported_what_was_assumed_and_where_things_are()
    {
        var network = await border.Officer.ReadAsync("/v1/network");

        var site = network.GetProperty("nodes").EnumerateArray().Single(static node => node.Text("id") == "compound:moon-park");
        Assert.Equal(("Moon Park", "compound"), (site.Text("name"), site.Text("type")));
        Assert.Equal("reported", ValueOf(site, "headcount").Text("basis"));
        Assert.Equal("default", ValueOf(site, "captives").Text("basis"));
        Assert.InRange(ValueOf(site, "headcount").GetProperty("range").GetProperty("p50").GetDouble(), 1_500, 6_000);
        var line = network.GetProperty("edges").EnumerateArray().Single(static edge => edge.Text("id") == $"{Feed}>compound:moon-park:Power");
        Assert.Equal(("power", "reported"), (line.Text("kind"), line.Text("basis")));
        Assert.Contains(network.GetProperty("assumptions").EnumerateArray(), static each => each.Text("subject") == "compound:moon-park" && each.Text("parameter") == "captives");
        Assert.Equal(network.Text("hash"), (await border.Officer.ReadAsync($"/v1/networks/{network.Text("hash")}")).Text("hash"));
    }

    [Fact]
    public async Task Networks_scenarios_searches_and_comparisons_are_marked_as_the_reports_that_they_rest_on()
    {
        static (string?, string?, string?) Of(JsonElement shown) =>
            (shown.GetProperty("marking").Text("tlp"), shown.GetProperty("marking").Text("pap"), shown.GetProperty("marking").GetProperty("audience").ToString());
        var (_, first) = await AskAsync(border.Officer, new { title = "Marked", measures = Cut(29), horizonHours = 24 });
        var (_, second) = await AskAsync(border.Officer, new { title = "Marked too", measures = Cut(30), horizonHours = 24 });
        var (_, front) = await AskAsync(
            border.Officer, new { title = "Marked", actions = new[] { new { id = "cut", measures = Cut(31) } }, horizonHours = 24, samples = 8 }, "/v1/fronts");
        JsonElement[] shown =
        [
            first, front, await border.Officer.ReadAsync("/v1/network"), (await border.Officer.ReadAsync("/v1/scenarios")).GetProperty("items")[0],
            await border.Officer.ReadAsync($"/v1/scenarios/compare?id={first.Text("id")}&id={second.Text("id")}"),
        ];
        Assert.All(shown, static each => Assert.Equal(("AMBER", "GREEN", "[]"), Of(each)));
        Assert.Equal(("CLEAR", "CLEAR", "[]"), Of(await border.Stranger.ReadAsync("/v1/network")));
    }

    [Fact]
    public async Task A_network_that_the_caller_has_is_not_sent_again()
    {
        using var first = await border.Officer.GetAsync("/v1/network");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/network");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await border.Officer.SendAsync(request);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotModified), (first.StatusCode, second.StatusCode));
    }

    [Fact]
    public async Task A_question_with_patience_is_answered_with_the_outcome_captives_first()
    {
        var (status, answer) = await AskAsync(border.Officer, new { title = "Cut the feed", measures = Cut(24), horizonHours = 72 });

        Assert.Equal((HttpStatusCode.Created, "completed"), (status, answer.GetProperty("run").Text("state")));
        var lines = answer.GetProperty("outcome").GetProperty("lines").EnumerateArray().ToArray();
        Assert.Equal(("captiveExposure", "captive-h", true), (lines[0].Text("line"), lines[0].Text("unit"), lines[0].GetProperty("isHarm").GetBoolean()));
        Assert.Equal(13, lines.Length);
        Assert.Equal(72, lines[0].GetProperty("byHour").GetProperty("p50").GetArrayLength());
        Assert.True(P90(answer, "lostWorkerHours") > 0);
        Assert.True(P90(answer, "hospitalCritical") > 0);
        Assert.Equal("What was assumed", answer.GetProperty("report")[0].Text("title"));
        Assert.Contains(answer.GetProperty("report")[2].GetProperty("sentences").EnumerateArray(), static sentence => sentence.GetString()!.StartsWith("People held", StringComparison.Ordinal));
        Assert.False(answer.GetProperty("network").GetProperty("isStale").GetBoolean());
    }

    [Fact]
    public async Task The_same_question_twice_has_one_answer_and_is_in_the_list_once()
    {
        var body = new { title = "Twice", measures = Cut(25), horizonHours = 48 };
        var (first, second) = (await AskAsync(border.Officer, body), await AskAsync(border.Officer, body));

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (first.Status, second.Status));
        Assert.Equal(first.Answer.GetProperty("outcome").GetRawText(), second.Answer.GetProperty("outcome").GetRawText());
        var listed = (await border.Officer.ReadAsync("/v1/scenarios")).GetProperty("items").EnumerateArray().Where(each => each.Text("id") == first.Answer.Text("id")).ToArray();
        Assert.Equal("captiveExposure", Assert.Single(listed).GetProperty("headline")[0].Text("line"));
    }

    [Fact]
    public async Task Sparing_the_clinic_takes_its_harm_away_and_the_comparison_says_what_that_costs()
    {
        var cut = (await AskAsync(border.Officer, new { title = "Cut", measures = Cut(26), horizonHours = 48 })).Answer;
        var spared = (await AskAsync(border.Officer, new { title = "Cut, clinic spared", measures = Cut(26), protect = new[] { "infrastructure:clinic" }, horizonHours = 48 })).Answer;

        Assert.Equal(0, P90(spared, "hospitalCritical"));
        Assert.DoesNotContain(spared.GetProperty("scenario").GetProperty("carriedOut").EnumerateArray(), static measure => measure.Text("target") == Feed);
        Assert.Equal(Feed, spared.GetProperty("scenario").GetProperty("measures")[0].Text("target"));
        var comparison = await border.Officer.ReadAsync($"/v1/scenarios/compare?id={cut.Text("id")}&id={spared.Text("id")}");
        var hospital = comparison.GetProperty("lines").EnumerateArray().Single(static line => line.Text("line") == "hospitalCritical");
        Assert.True(hospital.GetProperty("differences")[1].GetProperty("p10").GetDouble() < 0);
        Assert.Equal(0, hospital.GetProperty("differences")[0].GetProperty("p90").GetDouble());
        Assert.Empty(comparison.GetProperty("assumptions").EnumerateArray());
    }

    [Fact]
    public async Task Progress_ends_with_the_result_and_with_what_moves_it()
    {
        var id = (await AskAsync(border.Officer, new { title = "Followed", measures = Cut(27), horizonHours = 48 })).Answer.Text("id");

        var events = await border.Officer.GetStringAsync($"/v1/scenarios/{id}/progress");

        Assert.Contains("event: completed\ndata: {\"resultHash\":\"", events, StringComparison.Ordinal);
        Assert.EndsWith("event: sensitivity", events[..events.LastIndexOf("\ndata: {}", StringComparison.Ordinal)], StringComparison.Ordinal);
        var answer = await border.Officer.ReadAsync($"/v1/scenarios/{id}?hourly=false");
        Assert.Equal("completed", answer.GetProperty("run").Text("sensitivity"));
        Assert.NotEmpty(answer.GetProperty("sensitivity").EnumerateArray());
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("outcome").GetProperty("lines")[0].GetProperty("byHour").ValueKind);
    }

    [Fact]
    public async Task A_scenario_that_fits_no_network_is_refused_part_by_part()
    {
        var problem = await border.Officer.CallAsync(
            HttpMethod.Post, "/v1/scenarios", new { title = "Wrong", measures = new[] { new { kind = "cutPower", target = "infrastructure:nowhere", depth = 2.0 } } }, HttpStatusCode.UnprocessableEntity);

        Assert.Equal("urn:compounds:scenario-invalid", problem.Text("type"));
        Assert.Equal(["/measures/0/depth", "/measures/0/target"], problem.GetProperty("problems").EnumerateArray().Select(static each => each.Text("path")));
        await border.Officer.CallAsync(HttpMethod.Post, "/v1/scenarios", new { title = "", horizonHours = 99_999 }, HttpStatusCode.UnprocessableEntity);
        await border.Officer.CallAsync(HttpMethod.Post, "/v1/scenarios", new { title = "x", network = new string('a', 64) }, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Somebody_who_may_not_see_a_claim_gets_a_simulation_that_does_not_know_it_and_nothing_of_mine()
    {
        var mine = (await AskAsync(border.Officer, new { title = "Mine", measures = Cut(28), horizonHours = 48 })).Answer;
        var network = mine.GetProperty("network").Text("hash");

        foreach (var path in new[] { $"/v1/scenarios/{mine.Text("id")}", $"/v1/scenarios/{mine.Text("id")}/progress", $"/v1/networks/{network}" })
            await border.Stranger.ReadAsync(path, HttpStatusCode.NotFound);
        await border.Stranger.CallAsync(HttpMethod.Post, $"/v1/scenarios/{mine.Text("id")}/cancel", null, HttpStatusCode.NotFound);
        await border.Stranger.CallAsync(HttpMethod.Post, "/v1/scenarios", new { title = "x", network }, HttpStatusCode.NotFound);
        Assert.Empty((await border.Stranger.ReadAsync("/v1/scenarios")).GetProperty("items").EnumerateArray());
        var theirs = await border.Stranger.ReadAsync("/v1/network");
        Assert.NotEqual(network, theirs.Text("hash"));
        Assert.DoesNotContain("north-feed", theirs.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_only_reads_may_not_ask() =>
        await border.Partner.CallAsync(HttpMethod.Post, "/v1/scenarios", new { title = "x" }, HttpStatusCode.Forbidden);

    private static object[] Cut(int fromHour) => [new { kind = "cutPower", target = Feed, fromHour }];

    private static JsonElement ValueOf(JsonElement node, string parameter) => node.GetProperty("values").EnumerateArray().Single(value => value.Text("parameter") == parameter);

    private static double P90(JsonElement answer, string line) => answer.GetProperty("outcome").GetProperty("lines").EnumerateArray()
        .Single(each => each.Text("line") == line).GetProperty("total").GetProperty("p90").GetDouble();

    /// <summary>Asks with patience.</summary>
    internal static async Task<(HttpStatusCode Status, JsonElement Answer)> AskAsync(HttpClient client, object body, string path = "/v1/scenarios")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("Prefer", "wait");
        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return (response.StatusCode, JsonDocument.Parse(text).RootElement);
    }

    /// <summary>A server that knows of two sites and a clinic on one feed, told by reports that not everybody may see.</summary>
    public sealed class Border : IAsyncLifetime
    {
        private const string Amber = """{"tlp":"AMBER","pap":"GREEN"}""";
        private const string Clear = """{"tlp":"CLEAR","pap":"CLEAR"}""";

        private HostedServer _server = null!;

        internal HttpClient Officer { get; private set; } = null!;

        internal HttpClient Stranger { get; private set; } = null!;

        internal HttpClient Partner { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            _server = await HostedServer.StartAsync(new DateTimeOffset(2025, 6, 2, 12, 0, 0, TimeSpan.Zero));
            using var administrator = _server.NewClient(ChildServer.AdministratorKey);
            await administrator.RegisterAsync(new Agency("pea", "Provincial Electricity Authority", Tlp.Amber, 'B', null));
            await administrator.RegisterAsync(new Agency("ngo", "Victim Support", Tlp.Clear, 'C', null));
            Officer = _server.NewClient(await administrator.IssueKeyAsync("pea", "policy", "partner"));
            Stranger = _server.NewClient(await administrator.IssueKeyAsync("ngo", "analyst"));
            Partner = _server.NewClient(await administrator.IssueKeyAsync("pea", "partner"));
            await Partner.AcceptAsync(
                Wire.Report("B-1", $"{Supplied("compound", "Moon Park")},{Supplied("compound", "Sun Park")},{Category("North Feed", "power-feed")},{Wire.Headcount("Moon Park", 3_000)}", Amber),
                Wire.Report("B-2", $"{Supplied("infrastructure", "Old Town")},{Category("Old Town", "settlement")},{Supplied("infrastructure", "Clinic")},{Category("Clinic", "hospital")}", Amber),
                Wire.Report("B-3", Wire.Status("Moon Park", "operating"), Clear));
        }

        public async Task DisposeAsync()
        {
            Officer.Dispose();
            Stranger.Dispose();
            Partner.Dispose();
            await _server.DisposeAsync();
        }

        private static string Supplied(string kind, string name) =>
            $$"""{"subject":{"kind":"{{kind}}","name":"{{name}}"},"attribute":"suppliedBy","dimension":"power","value":{"kind":"infrastructure","name":"North Feed"} }""";

        private static string Category(string name, string category) =>
            $$"""{"subject":{"kind":"infrastructure","name":"{{name}}"},"attribute":"category","value":"{{category}}"}""";
    }
}
