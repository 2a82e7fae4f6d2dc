using System.Net;
using System.Text.Json;
using Compounds.Driving;
using Compounds.Server.Tests.Simulation;

namespace Compounds.Server.Tests.Policy;

/// <summary>What is known from a closed report alone does not reach others through an action, and who reads an action does not end it.</summary>
public sealed class PolicyMarkingTests(PolicyServer server) : IClassFixture<PolicyServer>
{
    private const string Path = "/v1/policy-actions", Feeder = "infrastructure:secret-feeder-nine";

    [Fact]
    public async Task A_target_known_from_a_red_report_does_not_reach_those_below_through_an_action()
    {
        var (_, scenario) = await AskAsync();
        Assert.Equal(("RED", "army"), (scenario.GetProperty("marking").Text("tlp"), scenario.GetProperty("marking").GetProperty("audience")[0].GetString()));
        foreach (var tlp in new[] { "CLEAR", "GREEN", "AMBER", "AMBER+STRICT" })
        {
            var problem = await server.Army.CallAsync(HttpMethod.Post, Path, Draft(scenario, tlp), HttpStatusCode.UnprocessableEntity);
            Assert.Equal("urn:compounds:marking-too-open", problem.Text("type"));
            Assert.Contains("TLP:RED for army", problem.Text("detail"), StringComparison.Ordinal);
        }

        var drafted = await server.Army.CallAsync(HttpMethod.Post, Path, Draft(scenario, null), HttpStatusCode.Created);
        Assert.Equal(("RED", "RED"), (drafted.Text("tlp"), drafted.Text("pap")));
        foreach (var below in new[] { server.Zulu, server.First })
            Assert.DoesNotContain((await below.ReadAsync($"{Path}?limit=100")).GetProperty("items").EnumerateArray(), item => item.Text("id") == drafted.Text("id"));
        await server.Zulu.ReadAsync($"{Path}/{drafted.Text("id")}", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Once_its_agency_declassified_and_another_member_lowered_the_marking_others_read_it_and_cannot_end_it()
    {
        var (_, scenario) = await AskAsync();
        var id = (await server.Army.CallAsync(HttpMethod.Post, Path, Draft(scenario, null), HttpStatusCode.Created)).Text("id");
        var lower = new { why = "To be told.", tlp = "CLEAR" };
        Assert.Equal("urn:compounds:declassification-missing", (await StepAsync(server.ArmySecond, id, "marking", lower, HttpStatusCode.Conflict)).Text("type"));
        await StepAsync(server.Army, id, "declassifications", new { why = "The feeder is known by now.", tlp = "CLEAR" });
        Assert.Equal("urn:compounds:own-lowering", (await StepAsync(server.Army, id, "marking", lower, HttpStatusCode.Conflict)).Text("type"));
        await server.Zulu.ReadAsync($"{Path}/{id}", HttpStatusCode.NotFound);
        Assert.Equal("CLEAR", (await StepAsync(server.ArmySecond, id, "marking", lower)).Text("tlp"));

        Assert.Contains((await server.Zulu.ReadAsync(Path)).GetProperty("items").EnumerateArray(), item => item.Text("id") == id);
        var before = await server.Zulu.ReadAsync($"{Path}/{id}");
        Assert.Equal(("army", "CLEAR"), (before.GetProperty("declassifications")[0].Text("agency"), before.GetProperty("declassifications")[0].Text("tlp")));
        Assert.Equal(["consent"], before.GetProperty("may").EnumerateArray().Select(static step => step.GetString()));
        var theirs = (await ScenarioApiTests.AskAsync(server.Zulu, new { title = "Mine", horizonHours = 24 })).Answer.Text("id");
        foreach (var (step, body, code) in new (string, object, string)[]
        {
            ("withdraw", new { why = "Ended." }, "not-your-action"), ("draft", new { title = "Hijacked", why = "Mine.", scenario = theirs }, "not-your-action"),
            ("forecast", new { why = "Mine." }, "may-not-act"), ("marking", lower, "not-your-action"),
        })
        {
            Assert.Equal($"urn:compounds:{code}", (await StepAsync(server.Zulu, id, step, body, HttpStatusCode.Forbidden)).Text("type"));
        }

        Assert.Equal(before.GetRawText(), (await server.Zulu.ReadAsync($"{Path}/{id}")).GetRawText());
        await StepAsync(server.Army, id, "forecast", new { why = "Simulated." });
    }

    [Theory]
    [InlineData("marking", """{"why":"x","tlp":"WHITE"}""")]
    [InlineData("marking", """{"why":"x","tlp":"AMBER","audience":["Not an id"]}""")]
    [InlineData("declassifications", """{"why":"x","tlp":null}""")]
    public async Task What_is_no_marking_is_refused(string step, string body)
    {
        var (_, scenario) = await AskAsync();
        var id = (await server.Army.CallAsync(HttpMethod.Post, Path, Draft(scenario, null), HttpStatusCode.Created)).Text("id");
        await StepAsync(server.ArmySecond, id, step, JsonDocument.Parse(body).RootElement, HttpStatusCode.BadRequest);
    }

    private static object Draft(JsonElement scenario, string? tlp) => new { title = "Cut the feeder", why = "To see.", scenario = scenario.Text("id"), tlp };

    private static Task<JsonElement> StepAsync(HttpClient client, string id, string step, object body, HttpStatusCode expected = HttpStatusCode.OK) =>
        client.CallAsync(HttpMethod.Post, $"{Path}/{id}/{step}", body, expected);

    private async Task<(HttpStatusCode Status, JsonElement Answer)> AskAsync()
    {
        const string Site = """{"subject":{"kind":"compound","name":"Moon Park"},"attribute":"suppliedBy","dimension":"power","value":{"kind":"infrastructure","name":"Secret Feeder Nine"} }""";
        await server.Army.PushAsync(Wire.Report("secret", Site, """{"tlp":"RED","pap":"RED"}"""));
        return await ScenarioApiTests.AskAsync(
            server.Army, new { title = "Secret", measures = new[] { new { kind = "cutPower", target = Feeder, fromHour = 12 } }, horizonHours = 24, samples = 64 });
    }
}
