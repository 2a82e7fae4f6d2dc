using Compounds.Driving;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Compounds.EndToEnd.Tests.Dashboard;

/// <summary>The server is killed and started again while a page is open: the page says so, and then has everything, once, without a reload.</summary>
[Collection(DashboardTests.Name)]
public sealed class RestartTests(DashboardFixture dashboard) : IDisposable
{
    private const int Changes = 40;
    private const int ReconnectingWithinMilliseconds = 5_000;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [BrowserFact]
    public async Task A_kill_of_the_server_costs_an_open_page_nothing()
    {
        var server = await DashboardFixture.StartAsync(new Uri("http://127.0.0.1:0"), _folder);
        try
        {
            using var administrator = server.NewClient(ChildServer.AdministratorKey);
            await administrator.ByTwoAsync(HttpMethod.Put, "/v1/agencies/task-force", new { name = "Task force", clearance = "RED", sourceReliability = "A" });
            var key = await administrator.IssueKeyAsync("task-force", "partner");
            await using var screen = await dashboard.OpenAtAsync(server.Address, "/map", Person.Analyst);
            await Expect(screen.Page.Locator(".chip[data-state=live]")).ToBeVisibleAsync();
            await screen.Page.EvaluateAsync("() => { window.isSamePage = true; }");
            await screen.Page.GetByText("Changes", new() { Exact = true }).ClickAsync();
            using (var partner = server.NewClient(key))
                await partner.AcceptAsync(Reports(0, Changes));
            await Expect(screen.Page.Locator(".side ol li")).ToHaveCountAsync(Changes);

            var address = server.Address;
            await server.KillAsync();
            await Expect(screen.Page.Locator(".chip")).ToContainTextAsync("Reconnecting · showing", new() { Timeout = ReconnectingWithinMilliseconds });
            await server.DisposeAsync();
            server = await DashboardFixture.StartAsync(address, _folder);
            using (var partner = server.NewClient(key))
                await partner.AcceptAsync(Reports(Changes, Changes + 15));
            await Expect(screen.Page.Locator(".chip[data-state=live]")).ToBeVisibleAsync();
            await Expect(screen.Page.Locator(".side ol li")).ToHaveCountAsync(Changes + 15);

            var names = await screen.Page.Locator(".side ol li .name").AllInnerTextsAsync();
            Assert.Equal(Enumerable.Range(0, Changes + 15).Select(static number => $"Yard {number}").Order(StringComparer.Ordinal), names.Select(static name => name.Trim()).Order(StringComparer.Ordinal));
            Assert.True(await screen.Page.EvaluateAsync<bool>("() => window.isSamePage"));
            Assert.Empty(screen.OffOrigin);
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    private static IEnumerable<string> Reports(int from, int to) =>
        Enumerable.Range(from, to - from).Select(static number => Wire.Report($"change-{number}", Wire.Status($"Yard {number}", "operating")));
}
