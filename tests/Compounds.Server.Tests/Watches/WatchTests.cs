using Compounds.Agencies;
using Compounds.Readers;
using System.Net;
using System.Text.Json;
using Compounds.Driving;

namespace Compounds.Server.Tests.Watches;

/// <summary>Watching: one alert a report, for what the watcher may see, from the moment of watching on.</summary>
public sealed class WatchTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Red = """{"tlp":"RED","pap":"RED","audience":["pea"]}""";

    [Fact]
    public async Task A_report_raises_one_alert_however_many_claims_it_makes_and_watches_it_meets()
    {
        await api.Pea.AcceptAsync(Wire.Report("watch-before", $"{Wire.Status("Watched Yard", "operating")},{Wire.Place("Watched Yard", 16.7, 98.5)}"));
        await PutAsync("one", new { subject = "compound:watched-yard" });
        await PutAsync("other", new { area = new[] { 98.0, 16, 99, 17 } });
        Assert.Empty(await AlertsOfAsync("watched-yard"));
        api.Server.Clock.Advance(TimeSpan.FromMinutes(1));
        await api.Pea.AcceptAsync(Wire.Report("watch-after", $"{Wire.Status("Watched Yard", "raided")},{Wire.Headcount("Watched Yard", 90)}"));
        var alert = Assert.Single(await AlertsOfAsync("watched-yard"));
        Assert.Equal("pea/watch-after", alert.Text("report"));
        Assert.Single(await AlertsOfAsync("watched-yard"));
        await api.Pea.CallAsync(HttpMethod.Post, "/v1/alerts/read", new { alerts = new[] { alert.Text("id") } }, HttpStatusCode.NoContent);
        Assert.True(Assert.Single(await AlertsOfAsync("watched-yard")).GetProperty("isRead").GetBoolean());
    }

    [Fact]
    public async Task A_threshold_is_quiet_until_the_median_reaches_it()
    {
        await PutAsync("level", new { subject = "compound:level-yard", attribute = "headcount", atLeast = 400 });
        api.Server.Clock.Advance(TimeSpan.FromMinutes(1));
        await api.Pea.AcceptAsync(Wire.Report("level-1", Wire.Headcount("Level Yard", 40)));
        Assert.Empty(await AlertsOfAsync("level-yard"));
        await api.Pea.AcceptAsync(Wire.Report("level-1", Wire.Headcount("Level Yard", 4000), revision: 2));
        Assert.Equal(2, Assert.Single(await AlertsOfAsync("level-yard")).GetProperty("revision").GetInt32());
    }

    [Fact]
    public async Task The_news_that_a_level_is_reached_is_as_closed_as_all_by_which_it_was()
    {
        await PutAsync("marked-level", new { subject = "compound:marked-yard", attribute = "headcount", atLeast = 400 });
        await PutAsync("marked-any", new { subject = "compound:other-yard" });
        await api.Pea.AcceptAsync(
            Wire.Report("marked-0", Wire.Headcount("Marked Yard", 4000), """{"tlp":"AMBER","pap":"GREEN"}"""), Wire.Report("marked-1", Wire.Status("Other Yard", "operating"), """{"tlp":"AMBER","pap":"GREEN"}"""));
        api.Server.Clock.Advance(TimeSpan.FromMinutes(1));
        await api.Pea.AcceptAsync(Wire.Report("marked-2", Wire.Headcount("Marked Yard", 4100)), Wire.Report("marked-3", Wire.Headcount("Other Yard", 10)));
        Assert.Equal("AMBER", (await AlertsOfAsync("marked-yard")).Single(static alert => alert.Text("report") == "pea/marked-2").Text("highestTlp"));
        Assert.Equal("GREEN", (await AlertsOfAsync("other-yard")).Single(static alert => alert.Text("report") == "pea/marked-3").Text("highestTlp"));
    }

    [Fact]
    public async Task A_muted_watch_raises_nothing_and_a_removed_one_is_gone()
    {
        await PutAsync("quiet", new { subject = "compound:quiet-yard" });
        await api.Pea.CallAsync(HttpMethod.Put, "/v1/watches/quiet/muted", new { isMuted = true }, HttpStatusCode.NoContent);
        api.Server.Clock.Advance(TimeSpan.FromMinutes(1));
        await api.Pea.AcceptAsync(Wire.Report("quiet-1", Wire.Status("Quiet Yard", "operating")));
        Assert.Empty(await AlertsOfAsync("quiet-yard"));
        await api.Pea.CallAsync(HttpMethod.Delete, "/v1/watches/quiet", null, HttpStatusCode.NoContent);
        Assert.DoesNotContain("quiet", (await api.Pea.ReadAsync("/v1/watches")).EnumerateArray().Select(static watch => watch.Text("id")));
    }

    [Fact]
    public async Task Nobody_hears_of_a_report_that_he_may_not_see()
    {
        await api.Press.CallAsync(HttpMethod.Put, "/v1/watches/hidden", new { subject = "compound:hidden-yard" });
        api.Server.Clock.Advance(TimeSpan.FromMinutes(1));
        await api.Pea.AcceptAsync(Wire.Report("hidden-1", Wire.Status("Hidden Yard", "operating"), Red));
        Assert.Empty((await api.Press.ReadAsync("/v1/alerts")).EnumerateArray());
    }

    [Fact]
    public async Task Each_member_has_a_list_of_his_own()
    {
        using var one = await SignInAsync(1);
        using var other = await SignInAsync(2);
        await one.CallAsync(HttpMethod.Put, "/v1/watches/mine", new { subject = "compound:member-yard" });
        Assert.Equal("mine", Assert.Single((await one.ReadAsync("/v1/watches")).EnumerateArray()).Text("id"));
        Assert.Empty((await other.ReadAsync("/v1/watches")).EnumerateArray());
    }

    [Theory]
    [InlineData("""{}""", "Give either subject")]
    [InlineData("""{"subject":"KK Park"}""", "subject is an id")]
    [InlineData("""{"area":[98,16,97,17]}""", "area is west, south, east, north")]
    [InlineData("""{"subject":"compound:kk-park","attribute":"headcount"}""", "attribute and atLeast belong together")]
    [InlineData("""{"subject":"compound:kk-park","attribute":"status","atLeast":1}""", "attribute is a quantity")]
    public async Task A_wrong_watch_is_told_what_would_be_right(string body, string sentence)
    {
        using var document = JsonDocument.Parse(body);
        Assert.StartsWith(sentence, (await api.Pea.CallAsync(HttpMethod.Put, "/v1/watches/wrong", document.RootElement, HttpStatusCode.BadRequest)).Text("detail"), StringComparison.Ordinal);
    }

    private Task<HttpClient> SignInAsync(int member) =>
        api.Server.SignInAsync("utility", Tlp.Amber, $"utility:member-{member}", Roles.Analyst);

    private Task<JsonElement> PutAsync(string id, object watch) => api.Pea.CallAsync(HttpMethod.Put, $"/v1/watches/{id}", watch);

    private async Task<IReadOnlyList<JsonElement>> AlertsOfAsync(string slug) =>
        [.. (await api.Pea.ReadAsync("/v1/alerts")).EnumerateArray().Where(alert => alert.Text("subject") == $"compound:{slug}")];
}
