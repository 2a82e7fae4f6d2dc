using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Compounds.EndToEnd.Tests.Dashboard;

/// <summary>Long work: counts as it goes, the tray that keeps it over a reload, and the end of it when somebody says so.</summary>
[Collection(DashboardTests.Name)]
public sealed class RunTests(DashboardFixture dashboard)
{
    // Seconds of both processors.
    private const string LongRun = $"/simulate/new?as={Scenarios.Day}&days=90&n=3333&rationing=payingFirst&moving=1&title=Long&m=cutPower,{Scenarios.Bridge},24,,1";

    // A minute of both processors or more: 64 sets of which each is a run.
    private const string LongSearch = $"/simulate/front?as={Scenarios.Day}&days=90&n=2000&title=Long%20search&m=cutPower,{Scenarios.Bridge},24,,1;cutPower,{Scenarios.Pass},24,,1;"
        + "cutPower,infrastructure:pea-point-ban-huai-muang,24,,1;cutPower,infrastructure:pea-point-ban-mueang-daeng,24,,1;cutPower,infrastructure:edl-bokeo-line,24,,1;fuelBan,infrastructure:thai-fuel-exports,24,,1";

    [BrowserFact]
    public async Task A_run_is_told_in_counts_until_its_figures_are_there()
    {
        await using var screen = await dashboard.OpenAsync(LongRun, Person.Analyst);
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Run" }).ClickAsync();
        await Expect(screen.Page.Locator(".run")).ToContainTextAsync(new Regex(@"\d+ of at most 14 blocks of samples simulated"));
        await Expect(screen.Page.Locator("tr[data-line=captiveExposure]")).ToBeVisibleAsync();
        await Expect(screen.Page.Locator(".run")).ToHaveCountAsync(0);
        screen.Check();
    }

    [BrowserFact]
    public async Task A_search_that_is_cancelled_ends_before_it_has_tried_every_set()
    {
        await using var screen = await dashboard.OpenAsync(LongSearch, Person.Analyst);
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Search", Exact = true }).ClickAsync();
        await Expect(screen.Page.Locator(".run")).ToContainTextAsync(new Regex(@"\d+ of 64 sets tried"));
        await screen.Page.Locator(".run").GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Expect(screen.Page.GetByText("Cancelled. Nothing of it counts.")).ToBeVisibleAsync();
        // How fast depends on the machine; that it did not go on to its end does not.
        var run = (await screen.ReadAsync($"/v1/fronts/{new Uri(await screen.AddressAsync()).Segments[^1]}")).GetProperty("run");
        Assert.Equal("cancelled", run.GetProperty("state").GetString());
        Assert.True(run.GetProperty("setsDone").GetInt32() < run.GetProperty("setsAtMost").GetInt32());
        screen.Check();
    }

    [BrowserFact]
    public async Task Long_work_is_in_the_tray_as_counts_over_a_reload_and_is_never_full_before_it_is_done()
    {
        await using var screen = await dashboard.OpenAsync(LongSearch, Person.Analyst);
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Search", Exact = true }).ClickAsync();
        await Expect(screen.Page.Locator(".run")).ToContainTextAsync(new Regex(@"[1-9]\d* of 64 sets tried"));
        await screen.GoAsync("/settings");
        await screen.Page.ReloadAsync();
        var tray = screen.Page.Locator("header details", new() { HasText = "running" });
        await Expect(tray.Locator("summary")).ToHaveTextAsync("1 running");
        await tray.Locator("summary").ClickAsync();
        await Expect(tray).ToContainTextAsync(new Regex(@"[1-9]\d* of 64 sets tried"));
        await Expect(tray).ToContainTextAsync("task-force · started");
        Assert.True(await tray.Locator("progress").EvaluateAsync<bool>("bar => bar.value < bar.max"));
        await tray.GetByRole(AriaRole.Button, new() { Name = "Cancel Long search" }).ClickAsync();
        await Expect(screen.Page.Locator("header details", new() { HasText = "1 ended" })).ToContainTextAsync("cancelled");
        await screen.Page.GetByRole(AriaRole.Link, new() { Name = "Long search" }).ClickAsync();
        await Expect(screen.Page.GetByText("Cancelled. Nothing of it counts.")).ToBeVisibleAsync();
        screen.Check();
    }

    [BrowserFact]
    public async Task A_scenario_is_changed_and_run_again()
    {
        await using var screen = await dashboard.OpenAsync("/simulate", Person.Analyst);
        var scenario = await screen.SimulateAsync("To be changed", Scenarios.Day, Scenarios.Cut(Scenarios.Bridge));
        await screen.GoAsync($"/simulate/{scenario.GetProperty("id").GetString()}?as={Scenarios.Day}");
        await screen.Page.Keyboard.PressAsync("r");
        await Expect(screen.Page.GetByRole(AriaRole.Group, new() { Name = "Measure 1" })).ToContainTextAsync("PEA point Friendship Bridge 2");
        await screen.Protected("Myawaddy settlement").CheckAsync();
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Run" }).ClickAsync();
        await Expect(screen.Page.Locator(".asked")).ToContainTextAsync("Protected: Myawaddy");
        await Expect(screen.Page.Locator("tr[data-line=captiveExposure]")).ToBeVisibleAsync();
        screen.Check();
    }

    [BrowserFact]
    public async Task A_scenario_of_an_older_network_is_run_anew_on_the_live_one_with_one_button()
    {
        await using var screen = await dashboard.OpenAsync("/simulate", Person.Analyst);
        var scenario = await screen.SimulateAsync("Grown old", Scenarios.Day);
        var old = scenario.GetProperty("id").GetString()!;
        await screen.GoAsync($"/simulate/{old}");
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Run anew on the live network" }).ClickAsync();
        await Expect(screen.Page).Not.ToHaveURLAsync(new Regex(old));
        await Expect(screen.Page.Locator("h1")).ToHaveTextAsync("Grown old");
        await Expect(screen.Page.Locator("tr[data-line=captiveExposure]")).ToBeVisibleAsync();
        screen.Check();
    }
}
