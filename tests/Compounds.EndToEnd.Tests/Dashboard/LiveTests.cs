using System.Text.Json;
using System.Text.RegularExpressions;
using Compounds.Driving;
using static Microsoft.Playwright.Assertions;

namespace Compounds.EndToEnd.Tests.Dashboard;

/// <summary>A report that is accepted while a page is open reaches the screen.</summary>
[Collection(DashboardTests.Name)]
public sealed class LiveTests(DashboardFixture dashboard)
{
    [BrowserFact]
    public async Task An_accepted_report_reaches_an_open_page()
    {
        await using var screen = await dashboard.OpenAsync("/subjects?q=Live%20Yard", Person.Analyst);
        await Expect(screen.Page.Locator(".chip[data-state=live]")).ToBeVisibleAsync();
        await dashboard.Relay.AcceptAsync(Wire.Report("live-1", Wire.Status("Live Yard", "operating")));
        await Expect(screen.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Live Yard" })).ToBeVisibleAsync();
        await screen.GoAsync("/map");
        await screen.Page.GetByText("Changes", new() { Exact = true }).ClickAsync();
        await Expect(screen.Page.Locator(".side ol li").First).ToContainTextAsync("Live Yard");
        await dashboard.Relay.AcceptAsync(Wire.Report("live-2", Wire.Status("Live Yard", "raided")));
        await Expect(screen.Page.Locator(".side ol li").First).ToContainTextAsync("1 new report");
        screen.Check();
    }

    [BrowserFact]
    public async Task A_card_that_is_told_again_is_still_one_change()
    {
        using var list = JsonDocument.Parse(await dashboard.Relay.GetStringAsync(new Uri("/v1/compounds?text=KK%20Park", UriKind.Relative)));
        var card = list.RootElement.GetProperty("items").EnumerateArray().Single(static card => card.Text("id") == "compound:kk-park").GetRawText();
        var feed = $"event: hello\nid: 1\ndata: {{}}\n\nevent: card\nid: 2\ndata: {card}\n\nevent: card\nid: 3\ndata: {card}\n\n";
        await using var screen = await dashboard.OpenAsync("/map", Person.Analyst, before: context => context.RouteAsync(
            "**/v1/live*", route => route.FulfillAsync(new() { ContentType = "text/event-stream", Body = feed })));
        await screen.Page.GetByText("Changes", new() { Exact = true }).ClickAsync();
        await Expect(screen.Page.Locator(".side ol li").Filter(new() { HasText = "KK Park" })).ToHaveCountAsync(1);
        await Expect(screen.Page.GetByText("Something broke")).ToHaveCountAsync(0);
        screen.Check();
    }

    [BrowserFact]
    public async Task Paused_changes_wait_and_none_is_lost()
    {
        await using var screen = await dashboard.OpenAsync("/map", Person.Analyst);
        await Expect(screen.Page.Locator(".chip[data-state=live]")).ToBeVisibleAsync();
        await Expect(screen.Page.Locator(".side ul button").First).ToBeVisibleAsync(); // What is read before the pause is not a change.
        await screen.Page.Keyboard.PressAsync("p");
        await dashboard.Relay.AcceptAsync(Wire.Report("paused-1", Wire.Status("Paused Yard", "operating")));
        await Expect(screen.Page.Locator(".chip")).ToContainTextAsync(new Regex("[1-9] waiting")); // Changes of other tests may be among them.
        await screen.Page.GetByText("Changes", new() { Exact = true }).ClickAsync();
        await Expect(screen.Page.Locator(".side ol")).Not.ToContainTextAsync("Paused Yard");
        await screen.Page.Keyboard.PressAsync("p");
        await Expect(screen.Page.Locator(".side ol")).ToContainTextAsync("Paused Yard");
    }
}
