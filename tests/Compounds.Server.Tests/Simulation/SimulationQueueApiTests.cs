using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Compounds.Agencies;
using Compounds.Driving;
using Compounds.Readers;
using static Compounds.Driving.Wire;

namespace Compounds.Server.Tests.Simulation;

/// <summary>However much one agency asks, what is under way and waits is bounded, and another agency is answered.</summary>
public sealed class SimulationQueueApiTests
{
    private const int Waiting = 3;

    [Fact]
    public async Task A_flood_of_long_scenarios_is_refused_with_the_place_it_would_have_and_another_agency_is_answered()
    {
        await using var server = await HostedServer.StartAsync(
            new DateTimeOffset(2025, 6, 2, 12, 0, 0, TimeSpan.Zero), settings: ["--Simulation:WaitingOfCaller", $"{Waiting}", "--Simulation:SampleHoursAtOnce", "7200000"]);
        using var administrator = server.NewClient(ChildServer.AdministratorKey);
        foreach (var agency in (string[])["pea", "army"])
            await administrator.RegisterAsync(new Agency(agency, agency, Tlp.Red, 'B', null));
        using var flooding = server.NewClient(await administrator.IssueKeyAsync("pea", "analyst", "partner"));
        using var other = server.NewClient(await administrator.IssueKeyAsync("army", "analyst", "partner"));
        await flooding.AcceptAsync(Report("Q-1", string.Join(',', Status("Queue Yard", "operating"), Headcount("Queue Yard", 3_000))));

        var asked = new List<string>();
        for (var seed = 0; seed < 1 + Waiting; seed++)
            asked.Add((await AskAsync(flooding, seed, samples: 10_000, HttpStatusCode.Created)).Text("id"));
        var refused = await AskAsync(flooding, seed: 99, samples: 10_000, HttpStatusCode.TooManyRequests);
        Assert.Equal("urn:compounds:simulation-queue-full", refused.Text("type"));
        Assert.Equal($"It would be number {Waiting + 1} of yours and number {Waiting + 1} of your agency that wait to be simulated.", refused.Text("title"));
        Assert.Equal(1 + Waiting, (await flooding.ReadAsync("/v1/scenarios")).GetProperty("items").GetArrayLength());

        // The one that is asked again is no second one.
        await AskAsync(flooding, seed: 0, samples: 10_000, HttpStatusCode.OK);
        Assert.Equal("completed", (await AskAsync(other, seed: 1, samples: 64, HttpStatusCode.Created)).GetProperty("run").Text("state"));

        // What is given up makes room.
        await flooding.CallAsync(HttpMethod.Post, $"/v1/scenarios/{asked[^1]}/cancel", null, HttpStatusCode.NoContent);
        await AskAsync(flooding, seed: 100, samples: 10_000, HttpStatusCode.Created);
    }

    private static async Task<JsonElement> AskAsync(HttpClient client, int seed, int samples, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/scenarios")
        {
            Content = JsonContent.Create(new { title = "Flood", horizonHours = 720, samples, seed, tolerance = 0 }),
        };
        if (samples < 1_000)
            request.Headers.Add("Prefer", "wait");
        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == expected, text);
        return JsonDocument.Parse(text).RootElement;
    }
}
