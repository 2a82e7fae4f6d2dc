using System.Net;
using System.Text.Json;
using Compounds.Driving;

namespace Compounds.Server.Tests.Subjects;

/// <summary>One subject: what is believed, since when it was known, and why.</summary>
public sealed class SubjectTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task What_was_known_then_is_what_had_been_recorded_then()
    {
        await api.Pea.AcceptAsync(Wire.Report("then-1", Wire.Headcount("Then Yard", 100)));
        var before = Uri.EscapeDataString(api.Server.Clock.GetUtcNow().AddMinutes(1).ToString("O"));
        api.Server.Clock.Advance(TimeSpan.FromHours(2));
        await api.Pea.AcceptAsync(Wire.Report("then-2", Wire.Headcount("Then Yard", 900)));
        Assert.Single((await api.Pea.ReadAsync($"/v1/compounds/then-yard/evidence?knownAt={before}")).GetProperty("items").EnumerateArray());
        Assert.Equal(2, (await api.Pea.ReadAsync("/v1/compounds/then-yard/evidence")).GetProperty("items").GetArrayLength());
        Assert.NotEqual(Middle(await HeadcountAsync($"then-yard?knownAt={before}")), Middle(await HeadcountAsync("then-yard")));
    }

    [Fact]
    public async Task What_held_then_leaves_out_what_was_observed_later()
    {
        await api.Pea.AcceptAsync(
            Wire.Report("held-1", Wire.Claim("Held Yard", "status", "\"operating\"", ",\"observedAt\":\"2025-01-10\"")),
            Wire.Report("held-2", Wire.Claim("Held Yard", "status", "\"raided\"", ",\"observedAt\":\"2025-04-20\"")));
        Assert.Equal("operating", await LikeliestAsync("held-yard?asOf=2025-02-01"));
        Assert.Equal("raided", await LikeliestAsync("held-yard?asOf=2025-04-21"));
        Assert.Equal("pea/held-1", Assert.Single((await api.Pea.ReadAsync("/v1/compounds/held-yard/evidence?asOf=2025-02-01")).GetProperty("items").EnumerateArray()).Text("report"));
        Assert.Equal(1, (await api.Pea.ReadAsync("/v1/compounds/held-yard?asOf=2025-02-01")).GetProperty("card").GetProperty("reports").GetInt32());
    }

    [Fact]
    public async Task What_was_first_observed_later_is_not_there_at_a_time_before()
    {
        await api.Pea.AcceptAsync(Wire.Report("later-1", Wire.Claim("Later Yard", "status", "\"operating\"", ",\"observedAt\":\"2025-04-20\"")));
        Assert.Equal(HttpStatusCode.NotFound, (await api.Pea.GetAsync("/v1/compounds/later-yard?asOf=2025-04-19")).StatusCode);
        Assert.Empty((await api.Pea.ReadAsync("/v1/compounds?text=later&asOf=2025-04-19")).GetProperty("items").EnumerateArray());
        Assert.Single((await api.Pea.ReadAsync("/v1/compounds?text=later&asOf=2025-04-21")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task An_explanation_lists_every_claim_and_its_parts_add_up()
    {
        await api.Pea.AcceptAsync(Wire.Report("why-1", Wire.Status("Why Yard", "operating")), Wire.Report("why-2", Wire.Status("Why Yard", "dormant")));
        var status = Assessment(await api.Pea.ReadAsync("/v1/compounds/why-yard?explain=true"), "status");
        var contributions = status.GetProperty("contributions").EnumerateArray().ToArray();
        Assert.Equal(["pea/why-1", "pea/why-2"], contributions.Select(static each => each.Text("report")).Order());
        Assert.All(status.GetProperty("values").EnumerateArray(), value => Assert.Equal(
            value.GetProperty("supportNats").GetDouble(),
            contributions.Where(each => each.Text("value") == value.Text("value")).Sum(static each => each.GetProperty("nats").GetDouble()),
            1e-9));
        Assert.Equal(JsonValueKind.Null, Assessment(await api.Pea.ReadAsync("/v1/compounds/why-yard"), "status").GetProperty("contributions").ValueKind);
    }

    [Fact]
    public async Task Ties_are_seen_from_both_ends()
    {
        const string Operated = """{"subject":{"kind":"compound","name":"Tied Yard"},"attribute":"operatedBy","value":{"kind":"operator","name":"Tie Syndicate"}}""";
        using var utility = await api.ClientAsync("utility", "partner");
        await utility.AcceptAsync(Wire.Report("tie-0", Operated).Replace("B2", "A1", StringComparison.Ordinal));
        await api.Pea.AcceptAsync(
            Wire.Report("tie-1", Operated).Replace("B2", "A1", StringComparison.Ordinal),
            Wire.Report("tie-2", """{"subject":{"kind":"operator","name":"Tie Syndicate"},"attribute":"operatorType","value":"syndicate"}"""));
        var outgoing = Assert.Single((await api.Pea.ReadAsync("/v1/compounds/tied-yard/neighbours")).GetProperty("ties").EnumerateArray());
        Assert.Equal(("operator:tie-syndicate", "outgoing"), (outgoing.Text("subject"), outgoing.Text("direction")));
        var incoming = Assert.Single((await api.Pea.ReadAsync("/v1/operators/tie-syndicate/neighbours")).GetProperty("ties").EnumerateArray());
        Assert.Equal(("compound:tied-yard", "incoming"), (incoming.Text("subject"), incoming.Text("direction")));
    }

    [Fact]
    public async Task A_place_where_people_are_held_is_coarse_for_a_reader_below_AMBER_and_says_so()
    {
        const string Clear = """{"tlp":"CLEAR","pap":"CLEAR"}""";
        await api.Pea.AcceptAsync(Wire.Report("coarse", Wire.Place("Coarse Yard", 16.68123, 98.51234), Clear));
        var near = (await api.Pea.ReadAsync("/v1/compounds/coarse-yard")).GetProperty("card");
        var far = (await api.Press.ReadAsync("/v1/compounds/coarse-yard")).GetProperty("card");
        Assert.DoesNotContain("16.68123", far.GetRawText(), StringComparison.Ordinal);
        Assert.NotEqual(near.GetProperty("location").GetRawText(), far.GetProperty("location").GetRawText());
    }

    [Theory]
    [InlineData("/v1/compounds/nowhere")]
    [InlineData("/v1/compounds/nowhere/evidence")]
    [InlineData("/v1/compounds/nowhere/history")]
    [InlineData("/v1/compounds/nowhere/neighbours")]
    [InlineData("/v1/nothing")]
    public async Task What_is_unknown_is_a_problem_with_a_way_on(string path) =>
        Assert.Equal(404, (await api.Pea.ReadAsync(path, HttpStatusCode.NotFound)).GetProperty("status").GetInt32());

    private static JsonElement Assessment(JsonElement view, string attribute) =>
        view.GetProperty("assessments").EnumerateArray().Single(each => each.Text("attribute") == attribute);

    private static double Middle(JsonElement headcount) => headcount.GetProperty("quantity").GetProperty("estimate").GetProperty("p50").GetDouble();

    private async Task<JsonElement> HeadcountAsync(string path) => Assessment(await api.Pea.ReadAsync($"/v1/compounds/{path}"), "headcount");

    private async Task<string> LikeliestAsync(string path) => (await api.Pea.ReadAsync($"/v1/compounds/{path}")).GetProperty("card").GetProperty("status").Text("value");
}
