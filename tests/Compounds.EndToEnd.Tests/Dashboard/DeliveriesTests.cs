using System.Text;
using Compounds.Driving;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Compounds.EndToEnd.Tests.Dashboard;

/// <summary>Filing a table from the browser.</summary>
[Collection(DashboardTests.Name)]
public sealed class DeliveriesTests(DashboardFixture dashboard)
{
    private const string Table = """
        report,written_at,grade,tlp,kind,name,place,attribute,value,unit
        upload-1,2025-05-20,B2,GREEN,compound,Uploaded Yard,Myawaddy,headcount,120,people
        upload-2,2568-05-20,B2,GREEN,compound,Uploaded Yard,Myawaddy,headcount,130,people
        """;

    [BrowserFact]
    public async Task A_table_is_checked_mended_and_sent_and_sent_again_adds_nothing()
    {
        await using var screen = await dashboard.OpenAsync("/deliveries/upload", Person.Partner);
        await UploadAsync(screen.Page);
        await Expect(screen.Page.GetByText("1 need a fix")).ToBeVisibleAsync();
        await Expect(screen.Page.GetByText("subtract 543")).ToBeVisibleAsync();
        using (var unsent = dashboard.Server.NewClient(ChildServer.AdministratorKey))
        {
            // Checking stored nothing.
            Assert.Empty((await dashboard.Relay.ReadAsync("/v1/compounds?text=uploaded")).GetProperty("items").EnumerateArray());
        }

        await screen.Page.GetByLabel("Row 3, written_at").FillAsync("2025-05-20");
        await screen.Page.Keyboard.PressAsync("Tab");
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Check again" }).ClickAsync();
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Send 2 ready reports" }).ClickAsync();
        await Expect(screen.Page.GetByText("2 accepted", new() { Exact = true })).ToBeVisibleAsync();

        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Another file" }).ClickAsync();
        await UploadAsync(screen.Page, Table.Replace("2568", "2025", StringComparison.Ordinal));
        await Expect(screen.Page.GetByText("2 already received")).ToBeVisibleAsync();
        await Expect(screen.Page.GetByRole(AriaRole.Button, new() { Name = "Send 0 ready reports" })).ToBeDisabledAsync();
        screen.Check();
    }

    private static Task UploadAsync(IPage page, string table = Table) =>
        page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "may20.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(table) });
}
