using Compounds.Agencies;
using Compounds.Driving;
using Compounds.Readers;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Compounds.EndToEnd.Tests.Dashboard;

/// <summary>Signing in at a production server through a real OpenID Connect provider.</summary>
[Collection(DashboardTests.Name)]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "xunit calls DisposeAsync of IAsyncLifetime.")]
public sealed class SignInTests(DashboardFixture fixture) : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private SignInProvider? _provider;
    private ChildServer? _server;

    public async Task InitializeAsync()
    {
        if (Browsers.Missing is not null)
            return;
        SetDefaultExpectTimeout((float)Screen.Patience.TotalMilliseconds);
        _provider = await SignInProvider.StartAsync();
        _server = await ChildServer.StartAsync(_folder, [("Dashboard__Path", Browsers.Folder), .. _provider.Settings]);
        using var administrator = _server.NewClient(ChildServer.AdministratorKey);
        await administrator.RegisterAsync(new Agency("task-force", "Task force", Tlp.Red, 'A', null));
    }

    public async Task DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        if (_provider is not null)
            await _provider.DisposeAsync();
        _folder.Dispose();
    }

    [BrowserFact]
    public async Task An_officer_signs_in_and_is_asked_for_a_second_factor_before_policy_and_RED()
    {
        await using var context = await fixture.NewContextAsync(_server!.Address);
        var page = await BeginAsync(context, "/subjects");
        await AnswerAsync(page, "u-4711 officers analysts", hasFactor: false);
        await Expect(page).ToHaveURLAsync(new Uri(_server.Address, "/subjects").ToString());
        await page.Locator("header details summary").Last.ClickAsync();
        await Expect(page.GetByText("task-force · TLP:AMBER+STRICT")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Policy actions" })).ToHaveCountAsync(0);

        await page.GetByRole(AriaRole.Link, new() { Name = "Sign in with a second factor" }).ClickAsync();
        await Expect(page.GetByText("A second factor is asked for.")).ToBeVisibleAsync();
        await AnswerAsync(page, "u-4711 officers analysts", hasFactor: true);
        await page.Locator("header details summary").Last.ClickAsync();
        await Expect(page.GetByText("task-force · TLP:RED")).ToBeVisibleAsync();
        await Expect(page.GetByText("policy", new() { Exact = false }).First).ToBeVisibleAsync();
        var me = System.Text.Json.JsonDocument.Parse(await (await context.APIRequest.GetAsync("/v1/me")).TextAsync()).RootElement;
        Assert.Matches("^task-force:[0-9a-f]{16}$", me.Text("member"));
    }

    [BrowserFact]
    public async Task A_session_that_is_ended_in_one_browser_ends_the_page_in_the_other()
    {
        await using var one = await fixture.NewContextAsync(_server!.Address);
        await using var other = await fixture.NewContextAsync(_server.Address);
        var here = await BeginAsync(one, "/map");
        await AnswerAsync(here, "u-12 analysts", hasFactor: true);
        var there = await BeginAsync(other, "/map");
        await AnswerAsync(there, "u-12 analysts", hasFactor: true);
        await Expect(there.GetByRole(AriaRole.Button, new() { Name = "Pause updates" })).ToContainTextAsync("Live");

        await here.Locator("header details summary").Last.ClickAsync();
        await here.GetByRole(AriaRole.Button, new() { Name = "Sign out on all machines" }).ClickAsync();
        await Expect(here.GetByRole(AriaRole.Link, new() { Name = "Sign in with the agency" })).ToBeVisibleAsync();
        await Expect(there.GetByRole(AriaRole.Link, new() { Name = "Sign in with the agency" })).ToBeVisibleAsync();
    }

    [BrowserTheory]
    [InlineData("u-9 canteen", "none of your groups opens anything here")]
    [InlineData("u-9 strangers", "Your agency is not registered here yet")]
    [InlineData("u-9 analysts strangers", "Your groups belong to several agencies")]
    public async Task A_person_who_may_nothing_is_told_why(string login, string sentence)
    {
        await using var context = await fixture.NewContextAsync(_server!.Address);
        var page = await BeginAsync(context, "/");
        await AnswerAsync(page, login, hasFactor: true);
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync(sentence);
        Assert.DoesNotContain(await context.CookiesAsync(), static cookie => cookie.Name == "__Host-compounds");
    }

    // The page asks who one is, offers the provider, and comes back to where one was.
    private static async Task<IPage> BeginAsync(IBrowserContext context, string path)
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync(path);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in on this machine" })).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Link, new() { Name = "Sign in with the agency" }).ClickAsync();
        return page;
    }

    private static async Task AnswerAsync(IPage page, string login, bool hasFactor)
    {
        await page.GetByLabel("Person and groups").FillAsync(login);
        await page.GetByLabel("Second factor shown").SetCheckedAsync(hasFactor);
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
    }
}
