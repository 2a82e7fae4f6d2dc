using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Compounds.EndToEnd.Tests.Dashboard;

/// <summary>Saved views: kept by the server, shared with the team, marked when the screen has moved on.</summary>
[Collection(DashboardTests.Name)]
public sealed class ViewsTests(DashboardFixture dashboard)
{
    private static readonly Person s_one = Person.Analyst with { Member = 31 };

    [BrowserFact]
    public async Task A_view_is_saved_changed_shared_and_found_by_the_team_and_by_nobody_else()
    {
        await using (var screen = await dashboard.OpenAsync("/subjects?kind=crossing&as=2025-11-16", s_one))
        {
            await SaveAsync(screen.Page, "Crossings then");
            await Expect(screen.Page).ToHaveURLAsync(new Regex("view="));
            await screen.Page.GetByLabel("Confidence").SelectOptionAsync("2");
            await Expect(screen.Page.GetByTitle("Changed since it was saved")).ToBeVisibleAsync();
            await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Discard" }).ClickAsync();
            await Expect(screen.Page.GetByLabel("Confidence")).ToHaveValueAsync("");
            await Expect(screen.Page.GetByTitle("Changed since it was saved")).ToHaveCountAsync(0);
            await screen.Page.GetByLabel("Confidence").SelectOptionAsync("1");
            await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
            await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Share with the team" }).ClickAsync();
            await Expect(screen.Page.GetByRole(AriaRole.Button, new() { Name = "Keep it to myself" })).ToBeVisibleAsync();
            screen.Check();
        }

        await using var colleague = await dashboard.OpenAsync("/subjects", s_one with { Member = 32 });
        await colleague.Page.GetByLabel("Saved views").GetByRole(AriaRole.Combobox).SelectOptionAsync("Crossings then");
        await Expect(colleague.Page).ToHaveURLAsync(new Regex("kind=crossing"));
        await Expect(colleague.Page.GetByLabel("Confidence")).ToHaveValueAsync("1");
        await Expect(colleague.Page.GetByText("You are looking at 16 Nov 2025. Editing is off.")).ToBeVisibleAsync();
        await using var other = await dashboard.OpenAsync("/subjects", Person.Partner);
        await Expect(other.Page.Locator("tbody a").First).ToBeVisibleAsync();
        await Expect(other.Page.GetByText("Crossings then")).ToHaveCountAsync(0);
        var answers = await Task.WhenAll(other.Asked.Where(static asked => asked.Url.EndsWith("/v1/views", StringComparison.Ordinal)).Select(static async asked => await (await asked.ResponseAsync())!.TextAsync()));
        Assert.Equal(["[]"], answers);
    }

    [BrowserFact]
    public async Task A_view_of_the_map_is_its_place_and_its_filter()
    {
        await using var screen = await dashboard.OpenAsync("/map?at=98.530,16.700,10.00&kinds=crossing", s_one);
        await screen.MapIsIdleAsync();
        await screen.Page.GetByText("Saved views").First.ClickAsync();
        await SaveAsync(screen.Page, "Moei crossings");
        await screen.Page.EvaluateAsync("() => { compoundsMap.jumpTo({ center: [103, 13], zoom: 7 }); }");
        await Expect(screen.Page.GetByTitle("Changed since it was saved")).ToBeVisibleAsync();
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Discard" }).ClickAsync();
        await screen.MapIsIdleAsync();
        Assert.Equal("98.53 10", await screen.Page.EvaluateAsync<string>("() => `${compoundsMap.getCenter().lng.toFixed(2)} ${compoundsMap.getZoom()}`"));
        await Expect(screen.Page.GetByTitle("Changed since it was saved")).ToHaveCountAsync(0);
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Remove the view" }).ClickAsync();
        await Expect(screen.Page.GetByRole(AriaRole.Option, new() { Name = "Moei crossings" })).ToHaveCountAsync(0);
        screen.Check();
    }

    [BrowserFact]
    public async Task A_list_that_was_asked_for_before_a_view_was_saved_and_comes_after_does_not_hide_it()
    {
        var (line, isFirst) = (new TaskCompletionSource(), true);
        await using var screen = await dashboard.OpenAsync("/subjects", s_one with { Member = 33 }, before: context => context.RouteAsync("**/v1/views", async route =>
        {
            if (!isFirst)
            {
                await route.ContinueAsync();
                return;
            }

            isFirst = false;
            var early = await route.FetchAsync();
            await line.Task;
            await route.FulfillAsync(new() { Response = early });
        }));
        var saved = screen.Page.WaitForResponseAsync(static answer => answer.Request.Method == "PUT");
        var shown = SaveAsync(screen.Page, "Late list");
        Assert.True((await saved).Ok);
        line.SetResult();
        await shown;
    }

    private static async Task SaveAsync(IPage page, string name)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Save this view" }).ClickAsync();
        await page.GetByLabel("Name of the view").FillAsync(name);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Remove the view" })).ToBeVisibleAsync();
    }
}
