using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Compounds.EndToEnd.Tests.Dashboard;

/// <summary>Looking back: by key, slider and typed date, on every page the same day, and with nothing to edit.</summary>
[Collection(DashboardTests.Name)]
public sealed class AsOfTests(DashboardFixture dashboard)
{
    [BrowserFact]
    public async Task Keys_and_a_typed_day_set_the_day_that_all_pages_show()
    {
        await using var screen = await dashboard.OpenAsync("/subjects?as=2025-02-05", Person.Analyst);
        await screen.Page.Keyboard.PressAsync("[");
        await Expect(screen.Page.GetByText("You are looking at 4 Feb 2025. Editing is off.")).ToBeVisibleAsync();
        await screen.Page.Keyboard.PressAsync("}");
        await Expect(screen.Page).ToHaveURLAsync(new Regex("as=2025-02-11"));
        await screen.Page.Keyboard.PressAsync("{");
        await screen.Page.Keyboard.PressAsync("]");
        await Expect(screen.Page).ToHaveURLAsync(new Regex("as=2025-02-05"));

        await screen.Page.GetByLabel("As of").GetByRole(AriaRole.Slider).FocusAsync();
        await screen.Page.Keyboard.PressAsync("Home");
        await Expect(screen.Page).ToHaveURLAsync(new Regex("as=2023-01-01"));
        await screen.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(screen.Page).ToHaveURLAsync(new Regex("as=2023-01-02"));
        await screen.Page.Keyboard.PressAsync("End");
        await Expect(screen.Page).Not.ToHaveURLAsync(new Regex("as="));

        await screen.Page.GetByLabel("Day", new() { Exact = true }).FillAsync("2025-11-16");
        await screen.Page.GetByRole(AriaRole.Link, new() { Name = "Map" }).First.ClickAsync();
        await Expect(screen.Page.GetByText("You are looking at 16 Nov 2025. Editing is off.")).ToBeVisibleAsync();
        await screen.GoAsync("/subjects/compound:kk-park?as=2025-11-16");
        await Expect(screen.Page.GetByRole(AriaRole.Button, new() { Name = "Watch" })).ToBeDisabledAsync();
        await screen.Page.GetByLabel("What we knew then").PressAsync("Space");
        await Expect(screen.Page.GetByText("Only what had been recorded by 16 Nov 2025.")).ToBeVisibleAsync();
        await screen.Page.GetByLabel("What was public then").PressAsync("Space");
        await Expect(screen.Page.GetByText("Only what anyone could read in public by 16 Nov 2025.")).ToBeVisibleAsync();
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Back to now", Exact = true }).First.ClickAsync();
        await Expect(screen.Page.Locator(".chip[data-state=live]")).ToBeVisibleAsync();
        await Expect(screen.Page).Not.ToHaveURLAsync(new Regex("as=|known=|public="));
        screen.Check();
    }

    [BrowserFact]
    public async Task The_map_the_panel_the_table_and_the_page_tell_of_the_same_day()
    {
        await using var screen = await dashboard.OpenAsync("/subjects?as=2025-11-16&q=kk%20park&kind=compound", Person.Analyst);
        var row = screen.Page.Locator("tbody tr").Filter(new() { Has = screen.Page.GetByRole(AriaRole.Link, new() { Name = "KK Park", Exact = true }) });
        var confidence = await row.Locator(".confidence b").First.InnerTextAsync();
        var reports = await row.Locator("td.num").First.InnerTextAsync();
        await screen.GoAsync("/map?as=2025-11-16&sel=compound:kk-park&at=98.53,16.7,9");
        await Expect(screen.Page.Locator("aside.subject .confidence b").First).ToHaveTextAsync(confidence);
        await Expect(screen.Page.Locator("aside.subject").GetByRole(AriaRole.Button, new() { Name = $"Evidence ({reports})" })).ToBeVisibleAsync();
        await screen.MapIsIdleAsync();
        var tier = Array.IndexOf(["Unverified", "Low", "Moderate", "High"], confidence);
        await screen.Page.WaitForFunctionAsync("tier => compoundsMap.querySourceFeatures('chosen')[0]?.properties.tier === tier", tier);
        await screen.GoAsync("/subjects/compound:kk-park?as=2025-11-16");
        await Expect(screen.Page.Locator("main .confidence b").First).ToHaveTextAsync(confidence);
        screen.Check();
    }

    [BrowserFact]
    public async Task Who_steps_on_finds_the_next_day_read_already_and_the_same_as_one_opened_anew()
    {
        await using var screen = await dashboard.OpenAsync("/subjects?as=2025-11-18&kind=compound", Person.Analyst);
        var row = screen.Page.Locator("tbody tr").Filter(new() { Has = screen.Page.GetByRole(AriaRole.Link, new() { Name = "KK Park", Exact = true }) });
        await row.WaitForAsync();
        await screen.Page.RunAndWaitForResponseAsync(() => screen.Page.Keyboard.PressAsync("["), answer => IsListOf("2025-11-16", answer.Request));
        await screen.Page.RunAndWaitForResponseAsync(() => screen.Page.Keyboard.PressAsync("["), answer => IsListOf("2025-11-15", answer.Request));
        await Expect(screen.Page.GetByText("You are looking at 16 Nov 2025.")).ToBeVisibleAsync();
        Assert.Single(screen.Asked, request => IsListOf("2025-11-16", request));
        var stepped = await row.InnerTextAsync();
        await screen.GoAsync("/subjects?as=2025-11-16&kind=compound");
        await Expect(row).ToHaveTextAsync(stepped, new() { UseInnerText = true });
        screen.Check();
    }

    [BrowserFact]
    public async Task What_was_public_then_is_asked_of_every_read_by_the_day_alone_and_follows_the_day()
    {
        await using var screen = await dashboard.OpenAsync("/subjects/compound:kk-park?as=2025-11-16&public=2025-11-16", Person.Analyst);
        foreach (var tab in new[] { "/evidence", "/graph", "/timeline" })
            await screen.GoAsync($"/subjects/compound:kk-park{tab}?as=2025-11-16&public=2025-11-16");
        var dated = screen.Asked.Select(static request => request.Url).Where(static url => url.Contains("asOf=", StringComparison.Ordinal)).ToArray();
        Assert.Contains(dated, static url => url.Contains("/evidence?", StringComparison.Ordinal));
        Assert.Contains(dated, static url => url.Contains("/v1/graph?", StringComparison.Ordinal));
        Assert.All(dated, static url => Assert.Matches("[?&]asOf=2025-11-16&publicBy=2025-11-16(&|$)", url));
        await screen.Page.Keyboard.PressAsync("[");
        await Expect(screen.Page).ToHaveURLAsync(new Regex("as=2025-11-15&public=2025-11-15"));
        screen.Check();
    }

    private static bool IsListOf(string day, Microsoft.Playwright.IRequest request) => Regex.IsMatch(request.Url, $@"/v1/compounds\?.*asOf={day}");
}
