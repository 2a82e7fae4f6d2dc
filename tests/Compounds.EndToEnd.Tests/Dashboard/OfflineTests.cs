using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Compounds.EndToEnd.Tests.Dashboard;

/// <summary>Without a line the shell and the ground of the map are there, and what was to be sent waits; nothing of the API lies on the machine.</summary>
[Collection(DashboardTests.Name)]
public sealed class OfflineTests(DashboardFixture dashboard)
{
    [BrowserFact]
    public async Task A_reload_without_a_line_shows_the_shell_the_map_and_the_time_of_the_last_data()
    {
        await using var screen = await dashboard.OpenAsync("/map?at=98.53,16.7,7", Person.Analyst);
        await screen.MapIsIdleAsync();
        await Expect(screen.Page.Locator(".chip[data-state=live]")).ToBeVisibleAsync();
        await IsKeptAsync(screen.Page);
        var kept = await screen.Page.EvaluateAsync<string[]>("async () => (await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map((request) => new URL(request.url).pathname)))).flat()");
        Assert.DoesNotContain(kept, static path => path.StartsWith("/v1/", StringComparison.Ordinal));

        await screen.Page.Context.SetOfflineAsync(true);
        await Expect(screen.Page.Locator(".chip")).ToContainTextAsync(LastData());
        await screen.Page.ReloadAsync();
        await Expect(screen.Page.Locator(".chip")).ToContainTextAsync(LastData());
        await screen.MapIsIdleAsync();
        Assert.True(await screen.Page.EvaluateAsync<bool>("() => compoundsMap.queryRenderedFeatures({ layers: ['land'] }).length > 0 && compoundsMap.queryRenderedFeatures({ layers: ['place-names'] }).length > 0"));
        await Expect(screen.Page.GetByText("The server cannot be reached.")).ToBeVisibleAsync();
        await screen.Page.GetByRole(AriaRole.Link, new() { Name = "Subjects" }).First.ClickAsync();
        await Expect(screen.Page.Locator("h1")).ToHaveTextAsync("Subjects");

        await screen.Page.Context.SetOfflineAsync(false);
        await Expect(screen.Page.Locator(".chip[data-state=live]")).ToBeVisibleAsync();
        await Expect(screen.Page.Locator("tbody a").First).ToBeVisibleAsync();
        Assert.Empty(screen.OffOrigin);
    }

    [BrowserFact]
    public async Task Whoever_signed_out_leaves_nothing_that_opens_without_a_line()
    {
        await using var screen = await dashboard.OpenAsync("/settings", Person.Analyst);
        await IsKeptAsync(screen.Page);
        await screen.Page.GetByText("task-force", new() { Exact = false }).First.ClickAsync();
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true }).ClickAsync();
        await Expect(screen.Page.GetByText("Sign in on this machine")).ToBeVisibleAsync();
        await screen.Page.Context.SetOfflineAsync(true);
        await screen.Page.ReloadAsync();
        await Expect(screen.Page.GetByText("The server cannot be reached.")).ToBeVisibleAsync();
        await Expect(screen.Page.GetByRole(AriaRole.Navigation)).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task A_table_that_meets_no_line_waits_and_is_sent_when_there_is_one()
    {
        const string Table = "report,written_at,grade,tlp,kind,name,place,attribute,value,unit\noffline-1,2025-05-20,B2,GREEN,compound,Offline Yard,Myawaddy,headcount,120,people\n";
        await using var screen = await dashboard.OpenAsync("/deliveries/upload", Person.Partner);
        await screen.Page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "offline.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(Table) });
        await Expect(screen.Page.GetByRole(AriaRole.Button, new() { Name = "Send 1 ready reports" })).ToBeVisibleAsync();
        await screen.Page.Context.SetOfflineAsync(true);
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Send 1 ready reports" }).ClickAsync();
        await Expect(screen.Page.GetByText("Will send when connected").First).ToBeVisibleAsync();
        await screen.Page.Context.SetOfflineAsync(false);
        await Expect(screen.Page.GetByText("1 accepted", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(screen.Page.GetByText("Will send when connected")).ToHaveCountAsync(0);
    }

    /// <summary>Answers once the worker has what the page was made of and what the others need.</summary>
    private static async Task IsKeptAsync(IPage page) => await page.EvaluateAsync("""
        async () => {
          const others = await (await fetch('/data/offline.json')).json();
          const isKept = async () => {
            const [name] = await caches.keys();
            if (!name || !navigator.serviceWorker.controller) return false;
            const loaded = performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname).filter((path) => /^\/(assets|data)\//.test(path) && path !== '/data/offline.json');
            const cache = await caches.open(name);
            return (await Promise.all(['/', ...loaded, ...others].map((path) => cache.match(path)))).every(Boolean);
          };
          while (!(await isKept())) await new Promise(requestAnimationFrame);
        }
        """);

    private static Regex LastData() => new("Offline · last data \\d\\d:\\d\\d");
}
