using System.Net;
using System.Text.Json;
using Compounds.Driving;

namespace Compounds.Server.Tests.Simulation;

/// <summary>Which sets of cuts are worth a decision, asked through the API.</summary>
public sealed class FrontApiTests(ScenarioApiTests.Border border) : IClassFixture<ScenarioApiTests.Border>
{
    private const string Feed = "infrastructure:north-feed";

    [Fact]
    public async Task A_search_answers_with_every_set_simulated_captives_first_and_no_best()
    {
        var (status, answer) = await AskAsync(border.Officer, Question(5));

        Assert.Equal((HttpStatusCode.Created, "completed"), (status, answer.GetProperty("run").Text("state")));
        Assert.Equal((8, 8), (answer.GetProperty("run").GetProperty("setsDone").GetInt32(), answer.GetProperty("run").GetProperty("setsAtMost").GetInt32()));
        var front = answer.GetProperty("front");
        Assert.True(front.GetProperty("isExact").GetBoolean() && front.GetProperty("isComplete").GetBoolean());
        var points = front.GetProperty("points").EnumerateArray().ToArray();
        Assert.Empty(points[0].GetProperty("actions").EnumerateArray());
        Assert.Contains(points, static point => Ids(point) is ["sun"]);
        Assert.All(points, static point => Assert.Equal(("captiveExposure", "captive-h"), (point.GetProperty("lines")[0].Text("line"), point.GetProperty("lines")[0].Text("unit"))));
        Assert.All(points, static point => Assert.Equal(0, Line(point, "hospitalCritical").GetProperty("p90").GetDouble()));
        Assert.Contains(front.GetProperty("outside").EnumerateArray(), static set => Ids(set).Contains("feed") && set.GetProperty("breaks")[0].GetString() == "hospitalCritical");
        Assert.Equal("captiveExposure", answer.GetProperty("question").GetProperty("ownAxes")[0].GetString());
        Assert.Equal(0, answer.GetProperty("question").GetProperty("budgets")[0].GetProperty("limit").GetDouble());
    }

    [Fact]
    public async Task Captives_are_an_axis_of_their_own_even_where_nobody_asked_for_it()
    {
        var (_, answer) = await AskAsync(border.Officer, Question(6, ownAxes: []));

        Assert.Equal(["captiveExposure"], answer.GetProperty("question").GetProperty("ownAxes").EnumerateArray().Select(static line => line.GetString()));
    }

    [Fact]
    public async Task Twelve_actions_are_planned_and_what_is_offered_is_simulated()
    {
        var targets = new[] { Feed, $"{Feed}>compound:moon-park:Power", $"{Feed}>compound:sun-park:Power", $"{Feed}>infrastructure:old-town:Power" };
        var actions = Enumerable.Range(0, 12).Select(at => new { id = $"a{at:D2}", measures = Cut(targets[1 + (at % 3)], 20 + (at / 3)) }).ToArray();
        var (_, answer) = await AskAsync(border.Officer, new { title = "Twelve", actions, horizonHours = 36, samples = 32 });

        var front = answer.GetProperty("front");
        Assert.False(front.GetProperty("isExact").GetBoolean());
        Assert.InRange(front.GetProperty("setsSimulated").GetInt32(), 46, 4_095);
        Assert.Contains(front.GetProperty("points").EnumerateArray(), static point => Ids(point) is ["a01"]); // The earliest cut of Sun Park alone.
        Assert.DoesNotContain(front.GetProperty("points").EnumerateArray(), static point => Ids(point).Contains("a02")); // The town does nothing for the effect.
        Assert.All(front.GetProperty("points").EnumerateArray().Where(static point => point.GetProperty("planned").ValueKind is JsonValueKind.Object), static point =>
            Assert.Equal(point.GetProperty("disruption").GetDouble(), point.GetProperty("planned").GetProperty("disruption").GetDouble(), tolerance: 1));
    }

    [Fact]
    public async Task A_search_is_followed_cancelled_and_read_again_like_a_scenario()
    {
        var (_, answer) = await AskAsync(border.Officer, Question(7));
        var id = answer.Text("id");

        Assert.Contains($"event: completed\ndata: {{\"resultHash\":\"", await border.Officer.GetStringAsync($"/v1/fronts/{id}/progress"), StringComparison.Ordinal);
        await border.Officer.CallAsync(HttpMethod.Post, $"/v1/fronts/{id}/cancel", null, HttpStatusCode.NoContent);
        var (status, again) = await AskAsync(border.Officer, Question(7));
        Assert.Equal((HttpStatusCode.OK, "completed"), (status, again.GetProperty("run").Text("state")));
        Assert.Equal(again.GetRawText(), (await border.Officer.ReadAsync($"/v1/fronts/{id}")).GetRawText());
    }

    [Fact]
    public async Task A_search_that_cannot_be_made_is_refused_part_by_part()
    {
        var problem = await RefusedAsync(new { title = "x", actions = new[] { new { id = "One", measures = Cut(Feed, 1) }, new { id = "two", measures = Array.Empty<object>() } }, budgets = new[] { new { line = "civilPower", limit = -1 } } });
        Assert.Equal("urn:compounds:front-invalid", problem.Text("type"));
        Assert.Equal(["/actions/0/id", "/actions/1/measures", "/budgets/0"], problem.GetProperty("problems").EnumerateArray().Select(static each => each.Text("path")).Order(StringComparer.Ordinal));
        Assert.Equal("/actions/0/measures/0/target", (await RefusedAsync(new { title = "x", actions = new[] { new { id = "one", measures = Cut("infrastructure:nowhere", 1) } } })).GetProperty("problems")[0].Text("path"));
        Assert.Contains("at most 400,000,000", (await RefusedAsync(new { title = "x", actions = Many(10), samples = 1_000, horizonHours = 720 })).Text("detail"), StringComparison.Ordinal);
        Assert.Contains("11 actions reach compound:moon-park", (await RefusedAsync(new { title = "x", actions = Many(11) })).Text("detail"), StringComparison.Ordinal);
        await RefusedAsync(new { title = "x" });
        await border.Partner.CallAsync(HttpMethod.Post, "/v1/fronts", Question(30), HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Nobody_of_another_agency_learns_of_a_search()
    {
        var id = (await AskAsync(border.Officer, Question(8))).Answer.Text("id");

        await border.Stranger.ReadAsync($"/v1/fronts/{id}", HttpStatusCode.NotFound);
        await border.Stranger.ReadAsync($"/v1/fronts/{id}/progress", HttpStatusCode.NotFound);
        await border.Stranger.CallAsync(HttpMethod.Post, $"/v1/fronts/{id}/cancel", null, HttpStatusCode.NotFound);
    }

    private static object Question(int fromHour, string[]? ownAxes = null) => new
    {
        title = "Which cuts",
        actions = new[]
        {
            new { id = "feed", measures = Cut(Feed, fromHour) }, new { id = "sun", measures = Cut($"{Feed}>compound:sun-park:Power", fromHour) },
            new { id = "town", measures = Cut($"{Feed}>infrastructure:old-town:Power", fromHour) },
        },
        horizonHours = 96, samples = 64, ownAxes,
    };

    private static object[] Many(int count) => [.. Enumerable.Range(0, count).Select(static at => new { id = $"a{at}", measures = Cut($"{Feed}>compound:moon-park:Power", at) })];

    private static object[] Cut(string target, int fromHour) => [new { kind = "cutPower", target, fromHour }];

    private static string[] Ids(JsonElement set) => [.. set.GetProperty("actions").EnumerateArray().Select(static id => id.GetString()!)];

    private static JsonElement Line(JsonElement set, string line) => set.GetProperty("lines").EnumerateArray().Single(each => each.Text("line") == line);

    private static Task<(HttpStatusCode Status, JsonElement Answer)> AskAsync(HttpClient client, object body) => ScenarioApiTests.AskAsync(client, body, "/v1/fronts");

    private Task<JsonElement> RefusedAsync(object body) => border.Officer.CallAsync(HttpMethod.Post, "/v1/fronts", body, HttpStatusCode.UnprocessableEntity);
}
