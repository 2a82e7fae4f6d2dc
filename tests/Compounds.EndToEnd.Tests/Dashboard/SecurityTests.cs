using Compounds.Driving;
using static Microsoft.Playwright.Assertions;

namespace Compounds.EndToEnd.Tests.Dashboard;

/// <summary>What the browser is sent, beyond what it shows.</summary>
[Collection(DashboardTests.Name)]
public sealed class SecurityTests(DashboardFixture dashboard)
{
    [BrowserFact]
    public async Task No_answer_of_the_API_holds_what_the_reader_may_not_see()
    {
        const string Secret = "Yard nobody below RED hears of";
        await dashboard.Relay.AcceptAsync(Wire.Report("secret-1", Wire.Status(Secret, "operating"), """{"tlp":"RED","pap":"RED","audience":["task-force"]}"""));
        await using var screen = await dashboard.OpenAsync("/map", Person.Outsider);
        await Expect(screen.Page.Locator(".side ul button").First).ToBeVisibleAsync();
        await screen.GoAsync("/subjects?q=yard");
        await screen.GoAsync("/deliveries?agency=task-force");
        await screen.GoAsync("/watch");
        await Expect(screen.Page.GetByText("No alerts.")).ToBeVisibleAsync();
        var bodies = await Task.WhenAll(screen.Asked.Select(static async request => await (await request.ResponseAsync())!.TextAsync()));
        Assert.True(bodies.Length >= 8, $"Only {bodies.Length} answers were seen.");
        Assert.All(bodies, static body => Assert.DoesNotContain(Secret, body, StringComparison.Ordinal));
        screen.Check();
    }

    [BrowserFact]
    public async Task The_page_is_held_to_its_own_origin()
    {
        using var client = dashboard.Server.NewClient(null);
        using var answer = await client.GetAsync(new Uri("/map", UriKind.Relative));
        var policy = string.Join(';', answer.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task Text_of_a_report_is_never_markup()
    {
        await dashboard.Relay.AcceptAsync(Wire.Report("markup-1", Wire.Status("<img src=x onerror=alert(1)> Yard", "operating")));
        await using var screen = await dashboard.OpenAsync("/subjects?q=onerror", Person.Analyst);
        await Expect(screen.Page.Locator("tbody a").First).ToHaveTextAsync("<img src=x onerror=alert(1)> Yard");
        Assert.Equal(0, await screen.Page.Locator("tbody img").CountAsync());
        screen.Check();
    }
}
