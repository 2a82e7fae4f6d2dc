using Compounds.Driving;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Compounds.EndToEnd.Tests.Dashboard;

/// <summary>The way between two subjects: drawn, and the same as a table.</summary>
[Collection(DashboardTests.Name)]
public sealed class GraphTests(DashboardFixture dashboard)
{
    [BrowserFact]
    public async Task The_way_to_another_subject_is_found_by_keyboard_and_told_as_a_table()
    {
        await dashboard.Relay.AcceptAsync(Wire.Report("path-1", string.Join(',', Supplied("Path Yard", "Path Feeder"), Supplied("Far Yard", "Path Feeder"), Wire.Place("Far Yard", 16.7, 98.5), Wire.Place("Path Yard", 16.7, 98.6),
            """{"subject":{"kind":"infrastructure","name":"Path Feeder"},"attribute":"category","value":"power-feed"}""")).Replace("\"B2\"", "\"A1\"", StringComparison.Ordinal));
        await using var screen = await dashboard.OpenAsync("/subjects/compound:path-yard/graph?as=2025-05-25", Person.Analyst);
        await screen.Page.GetByLabel("Way to another subject").FocusAsync();
        await screen.Page.Keyboard.TypeAsync("far yard");
        await Expect(screen.Page.GetByRole(AriaRole.Button, new() { Name = "Far Yard" })).ToBeVisibleAsync();
        await screen.Page.Keyboard.PressAsync("ArrowDown");
        await screen.Page.Keyboard.PressAsync("Enter");
        await Expect(screen.Page.GetByText("2 ties lead from Path Yard to Far Yard.")).ToBeVisibleAsync();
        await Expect(screen.Page.Locator(".graph[data-idle=true] canvas").First).ToBeVisibleAsync();
        await Expect(screen.Page.GetByText("The same ties as a table").Locator("..").Locator("tbody tr")).ToHaveCountAsync(2);
        await screen.Page.ReloadAsync();
        await Expect(screen.Page.GetByText("2 ties lead from Path Yard to Far Yard.")).ToBeVisibleAsync();
        screen.Check();
    }

    private static string Supplied(string name, string by) => Wire.Claim(name, "suppliedBy", $$"""{"kind":"infrastructure","name":"{{by}}"}""", ",\"dimension\":\"power\"");
}
