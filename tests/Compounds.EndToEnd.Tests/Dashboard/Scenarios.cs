using System.Text.Json;
using Microsoft.Playwright;

namespace Compounds.EndToEnd.Tests.Dashboard;

/// <summary>Scenarios and fronts asked by whoever sits before a screen, on the network of the day before the power was cut in February 2025.</summary>
internal static class Scenarios
{
    /// <summary>The day as the address of a page has it.</summary>
    public const string Day = "2025-02-04";

    public const string Bridge = "infrastructure:pea-point-friendship-bridge-2";

    public const string Pass = "infrastructure:pea-point-three-pagodas-pass";

    /// <summary>A complete cut of power from hour 24 to the end.</summary>
    public static object Cut(string target) => new { kind = "cutPower", target, fromHour = 24 };

    /// <summary>Simulates measures and answers with the scenario and its outcome.</summary>
    public static async Task<JsonElement> SimulateAsync(this Screen screen, string title, string day, params object[] measures) =>
        await screen.AskAsync("/v1/scenarios", new { title, network = await screen.NetworkAsync(day), horizonHours = 168, samples = 256, measures });

    /// <summary>Searches the sets of one cut at each target.</summary>
    public static async Task<JsonElement> SearchAsync(this Screen screen, string title, object[] budgets, params string[] targets) => await screen.AskAsync(
        "/v1/fronts", new { title, network = await screen.NetworkAsync(Day), samples = 64, budgets, actions = targets.Select(static (target, i) => new { id = $"a{i}", title = target, measures = new[] { Cut(target) } }) });

    /// <summary>A box of the list of whom to protect.</summary>
    public static ILocator Protected(this Screen screen, string name) => screen.Page.GetByRole(AriaRole.Group, new() { NameRegex = new("^Protect") }).GetByRole(AriaRole.Checkbox, new() { Name = name, Exact = true });

    /// <summary>Reads an answer of the API as whoever sits before the screen.</summary>
    public static async Task<JsonElement> ReadAsync(this Screen screen, string path) => (await (await screen.Page.Context.APIRequest.GetAsync(path)).JsonAsync())!.Value;

    private static async Task<string> NetworkAsync(this Screen screen, string day) =>
        (await screen.ReadAsync($"/v1/network?asOf={day}T23:59:59%2B07:00")).GetProperty("hash").GetString()!;

    private static async Task<JsonElement> AskAsync(this Screen screen, string path, object body)
    {
        var answer = await screen.Page.Context.APIRequest.PostAsync(path, new()
        {
            DataObject = body, Headers = new Dictionary<string, string> { ["X-Requested-With"] = "compounds", ["Prefer"] = "wait=60" }, Timeout = 70_000,
        });
        Assert.True(answer.Ok, await answer.TextAsync());
        return (await answer.JsonAsync())!.Value;
    }
}
