using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Compounds.EndToEnd.Tests.Dashboard;

/// <summary>The frame: marking, palette, shortcuts, languages, sign-in.</summary>
[Collection(DashboardTests.Name)]
public sealed partial class FrameTests(DashboardFixture dashboard)
{
    [BrowserFact]
    public async Task One_key_reaches_every_subject_and_page()
    {
        await using var screen = await dashboard.OpenAsync("/settings", Person.Analyst);
        await screen.Page.Keyboard.PressAsync("Control+k");
        await Expect(screen.Page.GetByRole(AriaRole.Combobox)).ToBeFocusedAsync();
        await screen.Page.Keyboard.TypeAsync("KK园区");
        await Expect(screen.Page.GetByRole(AriaRole.Option, new() { NameRegex = KkPark() }).First).ToBeVisibleAsync();
        await screen.Page.Keyboard.PressAsync("Enter");
        await Expect(screen.Page).ToHaveURLAsync(new Regex("/subjects/compound:kk-park"));
        await screen.Page.Keyboard.PressAsync("g");
        await screen.Page.Keyboard.PressAsync("e");
        await Expect(screen.Page.Locator("h1")).ToHaveTextAsync("Subjects");
        screen.Check();
    }

    [BrowserFact]
    public async Task What_is_typed_before_the_palette_has_come_is_in_it_and_runs_no_command()
    {
        // The palette's script comes when the test says so: a slow line without a clock.
        var line = new TaskCompletionSource();
        await using var screen = await dashboard.OpenAsync("/settings", Person.Analyst, before: context => context.RouteAsync("**/assets/overlays-*.js", async route =>
        {
            await line.Task;
            await route.ContinueAsync();
        }));
        await screen.Page.Keyboard.PressAsync("Control+k");
        await screen.Page.Keyboard.TypeAsync("KK Pq");
        await screen.Page.Keyboard.PressAsync("Backspace");
        await Expect(screen.Page.GetByRole(AriaRole.Status).GetByText("Loading …")).ToBeVisibleAsync();
        line.SetResult();
        await Expect(screen.Page.GetByRole(AriaRole.Combobox)).ToHaveValueAsync("KK P");
        await Expect(screen.Page.GetByRole(AriaRole.Combobox)).ToBeFocusedAsync();
        await screen.Page.Keyboard.TypeAsync("ark");
        await Expect(screen.Page.GetByRole(AriaRole.Option, new() { NameRegex = KkPark() }).First).ToBeVisibleAsync();
        await Expect(screen.Page.GetByText("Paused")).ToHaveCountAsync(0);
        screen.Check();
    }

    [BrowserFact]
    public async Task A_palette_that_cannot_be_fetched_is_told_and_comes_with_the_next_try()
    {
        var isBroken = true;
        await using var screen = await dashboard.OpenAsync("/settings", Person.Analyst, before: context => context.RouteAsync("**/assets/overlays-*.js", route => isBroken ? route.AbortAsync() : route.ContinueAsync()));
        await screen.Page.Keyboard.PressAsync("Control+k");
        await Expect(screen.Page.GetByText("The server cannot be reached.")).ToBeVisibleAsync();
        isBroken = false;
        await screen.Page.Keyboard.PressAsync("Control+k");
        await Expect(screen.Page.GetByRole(AriaRole.Combobox)).ToBeFocusedAsync();
        screen.Check();
    }

    [BrowserFact]
    public async Task A_question_mark_lists_the_shortcuts_and_escape_gives_the_focus_back()
    {
        await using var screen = await dashboard.OpenAsync("/subjects", Person.Analyst);
        await screen.Page.Keyboard.PressAsync("?");
        await Expect(screen.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Back to now");
        await screen.Page.Keyboard.PressAsync("Escape");
        await Expect(screen.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task Whoever_is_not_signed_in_is_asked_to_and_no_key_is_kept()
    {
        await using var screen = await dashboard.OpenAsync("/subjects", Person.Analyst);
        await screen.Page.GetByText("task-force", new() { Exact = false }).First.ClickAsync();
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true }).ClickAsync();
        await Expect(screen.Page.GetByText("Sign in on this machine")).ToBeVisibleAsync();
        Assert.DoesNotContain("ck_", await screen.Page.EvaluateAsync<string>("() => JSON.stringify({ ...localStorage, ...sessionStorage })"), StringComparison.Ordinal);
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Analyst of the task force" }).ClickAsync();
        await Expect(screen.Page.Locator("h1")).ToHaveTextAsync("Subjects");
    }

    [GeneratedRegex("KK Park")]
    private static partial Regex KkPark();
}
