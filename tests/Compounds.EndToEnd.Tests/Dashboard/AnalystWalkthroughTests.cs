using System.Globalization;
using System.Text.RegularExpressions;
using Compounds.Driving;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Compounds.EndToEnd.Tests.Dashboard;

/// <summary>An analyst's morning by keyboard alone: from what changed to why it is believed, to the day of the cut and an address for a colleague.</summary>
[Collection(DashboardTests.Name)]
public sealed class AnalystWalkthroughTests(DashboardFixture dashboard)
{
    private const string Yard = "Morning Yard";
    private const string Origin = "\"cites\":[\"origin:camp-hotline\"],\"claims\"";

    [BrowserFact]
    public async Task From_a_change_on_the_map_to_its_reasons_and_back_to_the_day_of_the_cut()
    {
        await FileNightAsync();
        await using var screen = await dashboard.OpenAsync("/", Person.Analyst);
        var page = screen.Page;
        await Expect(page).ToHaveURLAsync(new Regex("/map"));
        await Expect(page.Locator(".chip[data-state=live]")).ToBeVisibleAsync();
        await Expect(page.Locator(".side ul button").First).ToBeVisibleAsync();

        // Something changes while the map is open; the change is reached by keys and chosen.
        await page.PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "Changes" }));
        await dashboard.Relay.AcceptAsync(Today(Wire.Report("morning-4", Wire.Status(Yard, "raided"), agency: "mizzima")));
        var change = page.Locator(".side ol li button").Filter(new() { HasText = Yard }).First;
        await Expect(change).ToContainTextAsync("new report");
        await page.PressAsync(change);
        var panel = page.Locator("aside.subject");
        await Expect(panel).ToHaveAttributeAsync("data-subject", "compound:morning-yard");
        await Expect(panel.GetByText("Sources disagree").First).ToBeVisibleAsync();

        // The evidence beside it, then the page of the subject.
        await page.KeysAsync("e");
        await Expect(panel.GetByText("mizzima").First).ToBeVisibleAsync();
        await Expect(panel.GetByText("counted once").First).ToBeVisibleAsync();
        await page.PressAsync(panel.GetByRole(AriaRole.Link, new() { Name = "Open the page" }));
        await Expect(page.Locator("h1")).ToHaveTextAsync(Yard);

        // Why? How much each report adds, and that those of one origin count as one.
        await page.PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "Why? People at the site" }));
        var why = page.GetByRole(AriaRole.Complementary, new() { Name = "Why?" });
        await Expect(why.GetByText("counts a tenth").First).ToBeVisibleAsync();
        await AssertAddsUpAsync(why);
        await page.KeysAsync("Escape");
        await Expect(why).ToHaveCountAsync(0);

        // It is watched from here on.
        await page.KeysAsync("w");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Watching" })).ToBeVisibleAsync();

        // The day of the cut, with what was known then; the address holds it.
        await page.KeysAsync("g", "m");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Live map" })).ToBeAttachedAsync();
        await page.TabToAsync(page.GetByLabel("Day", new() { Exact = true }));
        await page.Keyboard.TypeAsync("02052025");
        await page.PressAsync(page.GetByLabel("What we knew then"), "Space");
        await Expect(page.GetByText("You are looking at 5 Feb 2025. Editing is off.")).ToBeVisibleAsync();
        await Expect(page).ToHaveURLAsync(new Regex("as=2025-02-05.*known=2025-02-05"));
        await using var officer = await dashboard.OpenAsync(new Uri(page.Url).PathAndQuery, Person.Analyst);
        await Expect(officer.Page.GetByText("Only what had been recorded by 5 Feb 2025.")).ToBeVisibleAsync();
        await page.KeysAsync("n");
        await Expect(page).Not.ToHaveURLAsync(new Regex("as="));
        screen.Check();
    }

    /// <summary>What came in overnight: one agency against two that rest on one origin.</summary>
    private Task FileNightAsync() => dashboard.Relay.AcceptAsync(
        Today(Wire.Report("morning-1", $"{Wire.Status(Yard, "operating")},{Wire.Headcount(Yard, 120)},{Wire.Place(Yard, 16.71, 98.52)}", agency: "irrawaddy")),
        Today(Wire.Report("morning-2", Wire.Headcount(Yard, 6_000), agency: "dvb").Replace("\"claims\"", Origin, StringComparison.Ordinal)),
        Today(Wire.Report("morning-3", Wire.Headcount(Yard, 6_000), agency: "karen-news").Replace("\"claims\"", Origin, StringComparison.Ordinal)));

    /// <summary>The same written an hour ago and well graded: what is old contradicts nothing any more.</summary>
    private static string Today(string report) => report.Replace("\"B2\"", "\"A1\"", StringComparison.Ordinal)
        .Replace("2025-05-20T08:00:00Z", DateTimeOffset.UtcNow.AddHours(-1).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private static async Task AssertAddsUpAsync(ILocator why)
    {
        foreach (var table in await why.Locator("table").AllAsync())
        {
            var parts = await table.Locator("tr:not(.sum) .num").AllInnerTextsAsync();
            var sum = double.Parse((await table.Locator("[data-sum]").GetAttributeAsync("data-sum"))!, CultureInfo.InvariantCulture);
            // Each part is rounded to a thousandth on screen.
            Assert.Equal(sum, parts.Sum(static part => double.Parse(part.Split('\n')[0].Replace('−', '-'), CultureInfo.InvariantCulture)), 0.0006 * (parts.Count + 1));
        }
    }
}
