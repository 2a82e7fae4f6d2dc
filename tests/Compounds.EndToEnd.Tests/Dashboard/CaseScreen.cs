using Microsoft.Playwright;

namespace Compounds.EndToEnd.Tests.Dashboard;

/// <summary>The do-no-harm case as somebody fills it in.</summary>
internal static class CaseScreen
{
    /// <summary>Fills every field of the case that stands on the page, adds a crossing, a step of notice and a report.</summary>
    public static async Task FillAsync(IPage page, string report)
    {
        await page.GetByLabel("Add a crossing").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a step of notice" }).ClickAsync();
        foreach (var (name, number) in new[] { ("P10", "500"), ("P50", "2000"), ("P90", "5000"), ("Hospitals behind", "1"), ("Screened a day at", "200"), ("Shelter places at", "500") })
        {
            foreach (var field in await page.Locator($"[data-part] input[aria-label*='{name}']").AllAsync())
                await field.FillAsync(number);
        }

        await page.GetByLabel("Who is told").FillAsync("Myawaddy hospital");
        await page.GetByLabel("How", new() { Exact = true }).FillAsync("telephone");
        await page.GetByLabel("Hours before").FillAsync("24");
        await page.GetByLabel("Another report").FillAsync(report);
        await page.GetByLabel("Another report").PressAsync("Enter");
    }

    /// <summary>Proposes with a reason.</summary>
    public static async Task ProposeAsync(IPage page, string why)
    {
        await page.GetByLabel("Why it is proposed").FillAsync(why);
        await page.GetByRole(AriaRole.Button, new() { Name = "Propose" }).ClickAsync();
        await Assertions.Expect(page.Locator(".walk [aria-current]")).ToHaveTextAsync("Proposed");
    }
}
