using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Compounds.EndToEnd.Tests.Dashboard;

/// <summary>The sets of measures worth a decision.</summary>
[Collection(DashboardTests.Name)]
public sealed class FrontTests(DashboardFixture dashboard)
{
    // Cutting both feeds leaves more people without power than this; cutting none does not.
    private static readonly object[] s_limits = [new { line = "civilPower", limit = 1_000_000, statistic = "mean" }];

    [BrowserFact]
    public async Task Measures_are_chosen_limits_set_and_the_search_told_in_counts()
    {
        await using var screen = await dashboard.OpenAsync($"/simulate/front?as={Scenarios.Day}&n=64", Person.Analyst);
        await Expect(screen.Page.GetByRole(AriaRole.Button, new() { Name = "Search", Exact = true })).ToBeDisabledAsync();
        await screen.Page.GetByRole(AriaRole.Checkbox, new() { Name = "PEA point Friendship Bridge 2 feeder" }).CheckAsync();
        await screen.Page.GetByRole(AriaRole.Checkbox, new() { Name = "PEA point Three Pagodas Pass feeder" }).CheckAsync();
        await screen.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Civilians without power" }).CheckAsync();
        await screen.Page.GetByLabel("Civilians without power: at most").FillAsync("1000000");
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Search", Exact = true }).ClickAsync();
        await Expect(screen.Page.GetByText("4 tried")).ToBeVisibleAsync();
        await Expect(screen.Page.Locator("h1")).ToHaveTextAsync("Sets of 2 measures");
        var asked = (await screen.ReadAsync($"/v1/fronts/{new Uri(await screen.AddressAsync()).Segments[^1]}")).GetProperty("question");
        Assert.Equal(["civilPower", "hospitalCritical"], asked.GetProperty("budgets").EnumerateArray().Select(static budget => budget.GetProperty("line").GetString()!).Order());
        screen.Check();
    }

    [BrowserFact]
    public async Task Points_are_reached_by_mouse_keyboard_and_table_and_none_is_proposed()
    {
        await using var screen = await dashboard.OpenAsync("/simulate", Person.Analyst);
        var found = await screen.SearchAsync("Two feeds", s_limits, Scenarios.Bridge, Scenarios.Pass);
        var front = found.GetProperty("front");
        var (within, outside) = (front.GetProperty("points").GetArrayLength(), front.GetProperty("outside").GetArrayLength());
        Assert.True(outside > 0);
        await screen.GoAsync($"/simulate/front/{found.GetProperty("id").GetString()}");
        var points = screen.Page.Locator(".plot [role=option]");
        await Expect(points).ToHaveCountAsync(within + outside);
        await Expect(screen.Page.Locator("circle.hollow")).ToHaveCountAsync(outside);
        await Expect(screen.Page.Locator("tbody tr")).ToHaveCountAsync(within + outside);
        await Expect(screen.Page.GetByText("broken: Civilians without power")).ToHaveCountAsync(outside);
        await Expect(screen.Page.Locator("[aria-selected=true]")).ToHaveCountAsync(0); // None is chosen for the reader.

        await points.First.FocusAsync();
        await screen.Page.Keyboard.PressAsync("End");
        await Expect(points.Last).ToBeFocusedAsync();
        await screen.Page.Keyboard.PressAsync("Enter");
        var set = screen.Page.GetByRole(AriaRole.Region, new() { Name = "Set of measures" });
        await Expect(set).ToContainTextAsync(Scenarios.Pass);
        await Expect(set).ToContainTextAsync("Breaks a limit: Civilians without power");
        await Expect(screen.Page.Locator("tbody tr[aria-selected=true]")).ToHaveCountAsync(1);

        await points.First.ClickAsync();
        await Expect(set).ToContainTextAsync("Nothing is done");
        await screen.Page.Locator("tbody button").Last.ClickAsync();
        await Expect(set).ToContainTextAsync(Scenarios.Pass);
        await screen.Page.GetByLabel("Harm shown").SelectOptionAsync("civilPower");
        await Expect(screen.Page).ToHaveURLAsync(new Regex("x=civilPower"));
        await Expect(screen.Page.GetByRole(AriaRole.Listbox)).ToHaveAttributeAsync("aria-label", "Effect against Civilians without power");

        await set.GetByRole(AriaRole.Link, new() { Name = "Run this set" }).ClickAsync();
        await Expect(screen.Page.GetByRole(AriaRole.Group, new() { Name = "Measure 1" })).ToBeVisibleAsync();
        await Expect(screen.Page).ToHaveURLAsync(new Regex(Regex.Escape(Scenarios.Pass)));
        screen.Check();
    }
}
