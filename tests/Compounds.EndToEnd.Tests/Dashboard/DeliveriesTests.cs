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
            // Checking stored nothing. Others may sound like it.
            Assert.DoesNotContain((await dashboard.Relay.ReadAsync("/v1/compounds?text=uploaded")).GetProperty("items").EnumerateArray(), static item => item.Text("name").StartsWith("Uploaded", StringComparison.OrdinalIgnoreCase));
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

    [BrowserFact]
    public async Task Files_and_pushes_are_batches_of_one_list_that_a_reload_keeps()
    {
        using var administrator = dashboard.Server.NewClient(ChildServer.AdministratorKey);
        using var system = dashboard.Server.NewClient(await administrator.IssueKeyAsync("irrawaddy", "partner"));
        await system.AcceptAsync(Wire.Report("batch-pushed", Wire.Place("Batch Yard", 16.7, 98.5).Replace("\"name\":\"Batch Yard\"", "\"name\":\"Batch Yard\",\"place\":\"Myawaddy\"", StringComparison.Ordinal)));
        await using var screen = await dashboard.OpenAsync("/deliveries/upload", Person.Partner);
        await UploadAsync(screen.Page, Table.Replace("upload-", "batch-", StringComparison.Ordinal).Replace("Uploaded Yard", "Batch Yard", StringComparison.Ordinal));
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Send 1 ready reports" }).ClickAsync();
        await Expect(screen.Page.GetByText("1 accepted", new() { Exact = true })).ToBeVisibleAsync();
        await screen.Page.GetByRole(AriaRole.Link, new() { Name = "To the deliveries" }).ClickAsync();
        var batches = screen.Page.Locator("tr[data-batch]");
        await Expect(batches.First).ToContainTextAsync("may20.csv");
        await Expect(batches.First.Locator(".num")).ToHaveTextAsync(["2", "1", "0", "1"]);
        await Expect(batches.First).ToContainTextAsync("1 used in 1 assessments");
        await Expect(batches.Filter(new() { HasText = "Pushed by your systems" })).ToHaveCountAsync(1);
        var shown = await batches.First.InnerTextAsync();
        await screen.Page.ReloadAsync();
        await Expect(batches.First).ToHaveTextAsync(shown, new() { UseInnerText = true });
        screen.Check();
    }

    private static Task UploadAsync(IPage page, string table = Table) =>
        page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "may20.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(table) });
}
