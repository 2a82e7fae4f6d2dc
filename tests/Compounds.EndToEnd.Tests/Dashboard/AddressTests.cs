using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Compounds.EndToEnd.Tests.Dashboard;

/// <summary>The address is all there is to know of a screen: whoever of the same role opens it sees the same.</summary>
[Collection(DashboardTests.Name)]
public sealed class AddressTests(DashboardFixture dashboard)
{
    /// <summary>Each page where it has a state of its own. The times are set where live changes of other tests would move the list.</summary>
    private static readonly string[] s_views =
    [
        "/map?at=98.530,16.700,9.00&as=2025-11-16", "/map?at=98.530,16.700,9.00&as=2025-11-16&kinds=crossing,power&conf=1", "/map?at=98.530,16.700,9.00&as=2025-11-16&sel=compound:kk-park",
        "/subjects?as=2025-11-16&kind=compound&sort=changed&dir=down", "/subjects?as=2025-11-16&q=kk&conf=1", "/subjects?as=2025-06-01&known=2025-06-01",
        "/subjects?as=2025-11-16&public=2025-11-16",
        "/subjects/compound:kk-park?as=2025-11-16&why=status", "/subjects/compound:kk-park/evidence?as=2025-11-16", "/subjects/compound:kk-park/graph?as=2025-11-16&depth=1",
        "/subjects/compound:kk-park/graph?as=2025-11-16&path=compound:shwe-kokko", "/subjects/compound:kk-park/timeline?as=2025-11-16&from=2025-01-01&until=2025-06-30", "/deliveries?agency=irrawaddy",
    ];

    [BrowserFact]
    public async Task The_address_of_a_screen_opens_the_same_screen_for_another_of_the_same_role()
    {
        Assert.Equal(13, s_views.Length);
        await using var one = await dashboard.OpenAsync("/settings", Person.Analyst);
        await using var other = await dashboard.OpenAsync("/settings", Person.Analyst);
        foreach (var view in s_views)
        {
            await one.GoAsync(view);
            var shown = await ShownAsync(one);
            await other.Page.GotoAsync(await one.AddressAsync(), new() { WaitUntil = WaitUntilState.Load });
            await Expect(other.Page.Locator("h1").First).ToBeAttachedAsync();
            var shownToo = await ShownAsync(other);
            Assert.True(shown == shownToo, $"{view}\n{shown}\n-- and --\n{shownToo}");
            Assert.Equal(await one.AddressAsync(), await other.AddressAsync());
        }

        one.Check();
        other.Check();
    }

    private static async Task<string> ShownAsync(Screen screen)
    {
        await Expect(screen.Page.GetByText("Loading …")).ToHaveCountAsync(0);
        await Expect(screen.Page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
        var address = await screen.AddressAsync();
        if (address.Contains("/map", StringComparison.Ordinal))
            await screen.MapIsIdleAsync();
        else if (address.Contains("/graph", StringComparison.Ordinal))
            await Expect(screen.Page.Locator(".graph[data-idle=true], .empty").First).ToBeVisibleAsync();
        return await screen.Page.Locator("main").AriaSnapshotAsync() + await screen.Page.Locator(".times").First.AriaSnapshotIfAnyAsync();
    }
}

/// <summary>What a part of a page says to assistive technology.</summary>
internal static class AriaSnapshots
{
    /// <summary>The snapshot; empty when the page has no such part.</summary>
    public static async Task<string> AriaSnapshotIfAnyAsync(this ILocator part) => await part.CountAsync() == 0 ? "" : await part.AriaSnapshotAsync();
}
