using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Compounds.EndToEnd.Tests.Dashboard;

/// <summary>A partner officer's delivery by keyboard alone, on a poor line: file, dry run, mending, a line that drops, and what became of it.</summary>
[Collection(DashboardTests.Name)]
public sealed class PartnerWalkthroughTests(DashboardFixture dashboard)
{
    private const string Table = """
        report,written_at,grade,tlp,kind,name,place,attribute,value,unit
        poor-1,2025-05-20,B2,GREEN,compound,Poor Line Yard,Myawaddy,headcount,120,people
        poor-2,2568-05-20,B2,GREEN,compound,Poor Line Yard,Myawaddy,status,operating,
        poor-3,2025-05-20,B2,GREEN,compound,Poor Line Yard,Myawaddy,alias,ลานสายช้า,
        """;

    [BrowserFact]
    public async Task From_a_file_to_what_became_of_it()
    {
        await using var screen = await dashboard.OpenAsync("/", Person.Partner);
        var page = screen.Page;
        await Expect(page).ToHaveURLAsync(new Regex("/deliveries"));
        // No map is loaded for somebody who only delivers.
        Assert.DoesNotContain(await page.EvaluateAsync<string[]>("() => performance.getEntriesByType('resource').map((each) => each.name)"), static name => name.Contains("/data/countries", StringComparison.Ordinal));

        await page.PressAsync(page.GetByRole(AriaRole.Link, new() { Name = "Upload reports" }).First);
        await page.TabToAsync(page.Locator("input[type=file]"));
        var chooser = await page.RunAndWaitForFileChooserAsync(() => page.Keyboard.PressAsync("Space"));
        await chooser.SetFilesAsync(new FilePayload { Name = "poor-line.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(Table) });

        // The dry run names row, column, reason and what would be right.
        await Expect(page.GetByText("1 need a fix")).ToBeVisibleAsync();
        await Expect(page.GetByText("subtract 543")).ToBeVisibleAsync();
        await page.TabToAsync(page.GetByLabel("Row 3, written_at"));
        await page.KeysAsync("Control+a");
        await page.Keyboard.TypeAsync("2025-05-20");
        await page.PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "Check again" }));
        await Expect(page.GetByText("0 need a fix")).ToBeVisibleAsync();

        // The line drops: what was to be sent waits, and goes when the line is back.
        await page.Context.SetOfflineAsync(true);
        await page.PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "Send 3 ready reports" }));
        await Expect(page.GetByText("Will send when connected").First).ToBeVisibleAsync();
        await page.Context.SetOfflineAsync(false);
        await Expect(page.GetByText("3 accepted", new() { Exact = true })).ToBeVisibleAsync();

        // Next day: what became of it, and of one report.
        await page.PressAsync(page.GetByRole(AriaRole.Link, new() { Name = "To the deliveries" }));
        var batch = page.Locator("tr[data-batch]").Filter(new() { HasText = "poor-line.csv" });
        await Expect(batch).ToContainTextAsync("3 used in 3 assessments");
        await page.PressAsync(page.GetByRole(AriaRole.Link, new() { Name = "poor-2" }));
        await Expect(page.GetByText("applied", new() { Exact = true })).ToBeVisibleAsync();
        Assert.Empty(screen.OffOrigin);
    }
}
