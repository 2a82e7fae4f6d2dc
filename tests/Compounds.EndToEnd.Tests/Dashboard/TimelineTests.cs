using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Compounds.EndToEnd.Tests.Dashboard;

/// <summary>The timeline of a subject: a row for each kind of observation, a window, and the same as a table.</summary>
[Collection(DashboardTests.Name)]
public sealed class TimelineTests(DashboardFixture dashboard)
{
    [BrowserFact]
    public async Task What_is_drawn_is_what_the_table_tells_in_the_whole_time_and_in_a_window()
    {
        await using var screen = await dashboard.OpenAsync("/subjects/compound:kk-park/timeline?as=2025-11-16", Person.Analyst);
        var whole = await SameAsync(screen.Page);
        Assert.True(whole > 10, $"Only {whole} observations.");
        await screen.Page.GetByLabel("From").FillAsync("2025-01-01");
        await screen.Page.Keyboard.PressAsync("Tab");
        await Expect(screen.Page.GetByRole(AriaRole.Button, new() { Name = "Whole time" })).ToBeVisibleAsync();
        await Expect(screen.Page.Locator(".timeline circle")).Not.ToHaveCountAsync(whole);
        Assert.InRange(await SameAsync(screen.Page), 1, whole - 1);
        Assert.All(await screen.Page.Locator("tbody tr td:first-child").AllInnerTextsAsync(), static day => Assert.Matches("202[56]$", day));
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Whole time" }).PressAsync("Enter");
        await Expect(screen.Page.Locator(".timeline circle")).ToHaveCountAsync(whole);
        screen.Check();
    }

    /// <summary>How many observations there are, the same in both.</summary>
    private static async Task<int> SameAsync(IPage page)
    {
        await Expect(page.Locator(".timeline circle").First).ToBeAttachedAsync();
        var rows = await page.Locator("tbody tr").CountAsync();
        await Expect(page.Locator(".timeline circle")).ToHaveCountAsync(rows);
        return rows;
    }
}
