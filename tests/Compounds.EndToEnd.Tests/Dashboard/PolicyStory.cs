using System.Text.Json;
using Compounds.Driving;
using Microsoft.Playwright;

namespace Compounds.EndToEnd.Tests.Dashboard;

/// <summary>Policy actions asked for as the page asks for them: with the session of somebody before a screen.</summary>
internal static class PolicyStory
{
    private const string Eve = "2025-02-04T00:00:00Z";

    /// <summary>Files a report that a story may rest on.</summary>
    /// <returns>Its key.</returns>
    public static async Task<string> FileAsync(HttpClient relay, string id, string handling = """{"tlp":"AMBER","pap":"GREEN"}""")
    {
        await relay.AcceptAsync(Wire.Report(id, Wire.Status("KK Park", "operating"), handling));
        return $"task-force/{id}";
    }

    /// <summary>Simulates the cut of the lines of the public record on the eve of the real one.</summary>
    /// <returns>The id of the completed scenario.</returns>
    public static async Task<string> SimulateAsync(Screen screen, string title)
    {
        var network = await screen.CallAsync("GET", $"/v1/network?asOf={Eve}");
        var feeds = network.GetProperty("edges").EnumerateArray().Where(static edge => edge.Text("kind") == "power" && edge.Text("from").StartsWith("infrastructure:", StringComparison.Ordinal))
            .Select(static edge => edge.Text("from")).Distinct().Order(StringComparer.Ordinal);
        var scenario = await screen.CallAsync("POST", "/v1/scenarios", new
        {
            title, network = network.Text("hash"), measures = feeds.Select(static feed => new { kind = "cutPower", target = feed, fromHour = 24 }), horizonHours = 168, samples = 256,
        });
        Assert.Equal("completed", scenario.GetProperty("run").Text("state"));
        return scenario.Text("id");
    }

    /// <summary>Drafts an action from a scenario and attaches its forecast.</summary>
    /// <returns>The action.</returns>
    public static async Task<JsonElement> DraftAsync(Screen author, string title, params string[] audience)
    {
        var scenario = await SimulateAsync(author, title);
        var action = await author.CallAsync("POST", "/v1/policy-actions", new { title, why = "To see.", scenario, tlp = audience.Length == 0 ? null : "GREEN", audience = audience.Length == 0 ? null : audience });
        return await StepAsync(author, action, "forecast", new { why = "Simulated." });
    }

    /// <summary>Has somebody answer for the harms and proposes the action with a whole case.</summary>
    public static async Task<JsonElement> ProposeAsync(Screen author, Screen signer, JsonElement action, string evidence)
    {
        foreach (var line in action.GetProperty("forecast").GetProperty("lines").EnumerateArray().Where(static line => line.Text("line") is "captiveExposure" or "hospitalCritical" && line.GetProperty("p90").GetDouble() > 0))
            await StepAsync(signer, action, "sign-offs", new { line = line.Text("line"), why = "Shelters are ready." });
        var known = await author.CallAsync("GET", $"/v1/policy-actions/{action.Text("id")}/case");
        return await StepAsync(author, action, "propose", new
        {
            why = "Ready.",
            @case = new
            {
                captives = known.GetProperty("captives").EnumerateArray().Select(static each => new { site = each.Text("site"), people = new { p10 = 500, p50 = 2000, p90 = 5000 } }),
                feeders = known.GetProperty("feeders").EnumerateArray().Select(static each => new { feeder = each.Text("feeder"), hospitals = 1, population = new { p10 = 10_000, p50 = 50_000, p90 = 110_000 } }),
                crossings = new[] { new { crossing = "crossing:mae-sot", screenedPerDay = 200, shelterPlaces = 500 } },
                notice = new[] { new { audience = "Myawaddy hospital", channel = "telephone", hoursBefore = 24 } },
                evidence = new[] { evidence },
            },
        });
    }

    public static Task<JsonElement> StepAsync(Screen screen, JsonElement action, string step, object body) => screen.CallAsync("POST", $"/v1/policy-actions/{action.Text("id")}/{step}", body);

    /// <summary>Opens a step, fills its fields and takes it with a reason.</summary>
    public static async Task TakeAsync(IPage page, string label, string why, Func<ILocator, Task>? fill = null)
    {
        var steps = page.GetByRole(AriaRole.Region, new() { Name = "What you may do now" });
        await steps.GetByRole(AriaRole.Button, new() { Name = label }).First.ClickAsync();
        var form = steps.Locator("form");
        if (fill is not null)
            await fill(form);
        await form.Locator("textarea").FillAsync(why);
        await form.GetByRole(AriaRole.Button, new() { Name = label }).ClickAsync();
        await Assertions.Expect(form).ToHaveCountAsync(0);
    }

    /// <summary>The same by keyboard alone.</summary>
    public static async Task TakeByKeyboardAsync(this IPage page, string label, string why, Func<ILocator, Task>? fill = null)
    {
        var steps = page.GetByRole(AriaRole.Region, new() { Name = "What you may do now" });
        await page.PressAsync(steps.GetByRole(AriaRole.Button, new() { Name = label }).First);
        var form = steps.Locator("form");
        if (fill is not null)
            await fill(form);
        await page.TypeAsync(form.Locator("textarea"), why);
        await page.PressAsync(form.GetByRole(AriaRole.Button, new() { Name = label }));
        await Assertions.Expect(form).ToHaveCountAsync(0);
    }
}
