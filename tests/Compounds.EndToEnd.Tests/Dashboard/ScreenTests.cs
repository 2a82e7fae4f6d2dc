using Compounds.Driving;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Compounds.EndToEnd.Tests.Dashboard;

/// <summary>
/// The screens of README.md, drawn from the running system: COMPOUNDS_UPDATE_SCREENS=1 writes them anew. Always checked is that each page fills and that
/// README shows each screen and no other.
/// </summary>
[Collection(DashboardTests.Name)]
public sealed class ScreenTests(DashboardFixture dashboard)
{
    private const string Day = "as=2025-11-16";

    private static readonly string s_folder = Path.GetFullPath(Path.Combine(Browsers.Folder, "..", "screens"));

    private static readonly string[] s_screens = ["map", "subject", "deliveries", "scenario", "front", "action"];

    [Fact]
    public void README_shows_every_screen_and_no_other()
    {
        var readme = File.ReadAllText(Path.Combine(s_folder, "..", "..", "..", "README.md"));

        Assert.All(s_screens, screen => Assert.Contains($"](src/Compounds.Dashboard/screens/{screen}.jpg)", readme, StringComparison.Ordinal));
        Assert.Equal(s_screens.Order(), Directory.GetFiles(s_folder).Select(Path.GetFileNameWithoutExtension).Order());
    }

    [BrowserFact]
    public async Task The_map_with_the_evidence_beside_it()
    {
        await using var screen = await dashboard.OpenAsync($"/map?at=98.53,16.68,9.6&sel=compound%3Akk-park&{Day}", Person.Analyst);
        await screen.MapIsIdleAsync();
        await Expect(screen.Page.Locator("aside.subject h2, aside.subject h1").First).ToContainTextAsync("KK Park");
        await KeepAsync(screen, "map");
    }

    [BrowserFact]
    public async Task A_subject_with_its_facts()
    {
        await using var screen = await dashboard.OpenAsync($"/subjects/compound%3Akk-park?{Day}", Person.Analyst);
        await Expect(screen.Page.GetByText("Sources disagree").First).ToBeVisibleAsync();
        await KeepAsync(screen, "subject");
    }

    [BrowserFact]
    public async Task What_became_of_a_delivery()
    {
        await using var screen = await dashboard.OpenAsync("/deliveries", Person.Partner);
        await Expect(screen.Page.Locator("tbody tr").First).ToBeVisibleAsync();
        await KeepAsync(screen, "deliveries");
    }

    [BrowserFact]
    public async Task A_scenario_with_captives_first()
    {
        await using var screen = await dashboard.OpenAsync("/simulate", PolicyOfficer);
        var scenario = await screen.SimulateAsync("Myawaddy and Three Pagodas Pass without Thai power", Scenarios.Day, Scenarios.Cut(Scenarios.Bridge), Scenarios.Cut(Scenarios.Pass));
        await screen.GoAsync($"/simulate/{scenario.Text("id")}");
        await Expect(screen.Page.GetByText("captive-h").First).ToBeVisibleAsync();
        await KeepAsync(screen, "scenario");
    }

    [BrowserFact]
    public async Task The_sets_worth_a_decision()
    {
        await using var screen = await dashboard.OpenAsync("/simulate", PolicyOfficer);
        var front = await screen.SearchAsync("Which feeds", [new { line = "hospitalCritical", limit = 0 }], Scenarios.Bridge, Scenarios.Pass, "infrastructure:pea-point-mae-sai-friendship-bridge-1");
        await screen.GoAsync($"/simulate/front/{front.Text("id")}");
        await Expect(screen.Page.Locator("svg").Last).ToBeVisibleAsync();
        await KeepAsync(screen, "front");
    }

    [BrowserFact]
    public async Task A_policy_action_at_the_gate()
    {
        await using var screen = await dashboard.OpenAsync("/simulate", PolicyOfficer);
        var action = await PolicyStory.DraftAsync(screen, "The five feeds of February");
        await screen.GoAsync($"/actions/{action.Text("id")}");
        await Expect(screen.Page.GetByRole(AriaRole.Region, new() { Name = "What you may do now" })).ToBeVisibleAsync();
        await KeepAsync(screen, "action");
    }

    private static Person PolicyOfficer { get; } = new("task-force", "RED", "policy", "analyst") { Member = 1 };

    private static async Task KeepAsync(Screen screen, string name)
    {
        screen.Check();
        if (Environment.GetEnvironmentVariable("COMPOUNDS_UPDATE_SCREENS") == "1")
            await screen.Page.ScreenshotAsync(new() { Path = Path.Combine(s_folder, $"{name}.jpg"), Type = ScreenshotType.Jpeg, Quality = 80 });
    }
}
