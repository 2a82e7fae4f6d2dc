using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Compounds.EndToEnd.Tests.Dashboard;

/// <summary>Every route in both themes, filled and empty, without a serious or critical fault.</summary>
[Collection(DashboardTests.Name)]
public sealed class AccessibilityTests(DashboardFixture dashboard)
{
    private static readonly AxeRunOptions s_rules = new() { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"] } };

    private static readonly Person s_officer = Person.Analyst with { Roles = ["analyst", "partner", "policy"], Member = 41 };

    /// <summary>Who keeps the register decides no measures: it takes another person to see its page.</summary>
    private static readonly Person s_registrar = Person.Analyst with { Roles = ["registrar"], Member = 42 };

    private static readonly string[] s_paths =
    [
        "/map", "/map?sel=compound:kk-park&as=2025-11-16", "/map?kinds=none", "/subjects", "/subjects?q=nothing-of-this-name",
        "/subjects/compound:kk-park?as=2025-11-16&why=status", "/subjects/compound:kk-park/evidence", "/subjects/compound:kk-park/graph?as=2025-11-16",
        "/subjects/compound:kk-park/timeline", "/subjects/compound:kk-park/history", "/subjects/compound:nowhere",
        "/simulate", "/simulate/nowhere", $"/simulate/new?as={Scenarios.Day}&m=cutPower,{Scenarios.Bridge},24,,1", "/simulate/new?q=nothing-of-this-name", "/simulate/new?as=2023-01-02",
        "/simulate/compare", "/simulate/compare?s=a,b", "/simulate/front", $"/simulate/front?as={Scenarios.Day}&m=cutPower,{Scenarios.Bridge},24,,1", "/simulate/front/nowhere",
        "/watch", "/deliveries", "/deliveries?agency=irrawaddy", "/deliveries/upload", "/deliveries/irrawaddy/irra-bgf", "/settings", "/nowhere",
        "/", "/actions", "/actions?stage=withdrawn", "/actions?stage=draft", "/actions/new", "/actions/pa-000000000000", "/actions/pa-000000000000/briefing",
    ];

    // Side by side: axe takes one processor for minutes, and each page has one of its own.
    [BrowserFact]
    public async Task No_route_has_a_serious_fault()
    {
        var found = (await Task.WhenAll(FaultsAsync("dark"), FaultsAsync("light"), FaultsOfRegisterAsync("dark"), FaultsOfRegisterAsync("light"))).SelectMany(static faults => faults).ToArray();
        Assert.True(found.Length == 0, string.Join('\n', found));
    }

    [BrowserTheory]
    [InlineData(320)]
    [InlineData(768)]
    public async Task A_narrow_screen_loses_nothing(int width)
    {
        await using var screen = await dashboard.OpenAsync("/settings", s_officer, width: width, height: 700);
        foreach (var path in await PathsAsync(screen))
        {
            await screen.GoAsync(path);
            Assert.Equal((path, 0), (path, await TooWideAsync(screen)));
        }

        await using var register = await dashboard.OpenAsync("/register", s_registrar, width: width, height: 700);
        Assert.Equal(0, await TooWideAsync(register));
    }

    private static Task<int> TooWideAsync(Screen screen) =>
        screen.Page.EvaluateAsync<int>("() => Math.max(0, document.documentElement.scrollWidth - innerWidth)");

    private async Task<IReadOnlyList<string>> FaultsAsync(string theme)
    {
        await using var screen = await dashboard.OpenAsync("/settings", s_officer, theme);
        return await FaultsAsync(screen, theme, await PathsAsync(screen));
    }

    /// <summary>On a screen so narrow that its tables scroll.</summary>
    private async Task<IReadOnlyList<string>> FaultsOfRegisterAsync(string theme)
    {
        await using var screen = await dashboard.OpenAsync("/settings", s_registrar, theme, width: 320);
        return await FaultsAsync(screen, theme, ["/register"]);
    }

    private static async Task<IReadOnlyList<string>> FaultsAsync(Screen screen, string theme, IReadOnlyList<string> paths)
    {
        var found = new List<string>();
        foreach (var path in paths)
        {
            await screen.GoAsync(path);
            var faults = (await screen.Page.RunAxe(s_rules)).Violations.Where(static fault => fault.Impact is "serious" or "critical");
            found.AddRange(faults.Select(fault => $"{path} ({theme}): {fault.Id}: {string.Join(" | ", fault.Nodes.Select(static node => node.Html))}"));
            if (await screen.Page.Locator("h1").CountAsync() != 1)
                found.Add($"{path} ({theme}) has not one main heading.");
        }

        screen.Check();
        return found;
    }

    /// <summary>All paths, with those of scenarios and a front that are asked for it.</summary>
    private static async Task<IReadOnlyList<string>> PathsAsync(Screen screen)
    {
        var one = (await screen.SimulateAsync("One", Scenarios.Day, Scenarios.Cut(Scenarios.Bridge))).GetProperty("id").GetString();
        var two = (await screen.SimulateAsync("Two", Scenarios.Day, Scenarios.Cut(Scenarios.Pass))).GetProperty("id").GetString();
        var front = (await screen.SearchAsync("Front", [new { line = "civilPower", limit = 1_000_000, statistic = "mean" }], Scenarios.Bridge, Scenarios.Pass)).GetProperty("id").GetString();
        return [.. s_paths, $"/simulate/{one}?basis=default", $"/simulate/compare?s={one},{two}", $"/simulate/front/{front}", $"/simulate/front/{front}?set=a0%2Ba1", .. await ActionsAsync(screen)];
    }

    /// <summary>A filled action with its case being written, each of its steps open in turn, its briefing, and the draft from its scenario.</summary>
    private static async Task<string[]> ActionsAsync(Screen screen)
    {
        var action = await PolicyStory.DraftAsync(screen, "Seen by everybody");
        var (id, scenario) = (action.GetProperty("id").GetString(), action.GetProperty("scenario").GetProperty("id").GetString());
        return [$"/actions/{id}", .. action.GetProperty("may").EnumerateArray().Select(step => $"/actions/{id}?do={step.GetString()}"), $"/actions/{id}/briefing", $"/actions/new?scenario={scenario}"];
    }
}
