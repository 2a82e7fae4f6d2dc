using Compounds.Driving;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Compounds.EndToEnd.Tests.Dashboard;

/// <summary>The page on which the second person says yes.</summary>
[Collection(DashboardTests.Name)]
public sealed class RegisterTests(DashboardFixture dashboard)
{
    private static readonly Person s_registrar = new("task-force", "RED", "registrar") { Member = 71 };

    [BrowserFact]
    public async Task A_registrar_confirms_what_another_asked_for_and_not_what_he_asked_for_himself()
    {
        using (var first = dashboard.Server.NewClient(ChildServer.AdministratorKey))
        {
            await first.CallAsync(
                HttpMethod.Put, "/v1/agencies/river-patrol", new { name = "River patrol", clearance = "AMBER", sourceReliability = "B" },
                System.Net.HttpStatusCode.Accepted);
        }

        await using var screen = await dashboard.OpenAsync("/register", s_registrar);
        var waiting = screen.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "river-patrol" }).First;
        await Expect(waiting).ToContainTextAsync("task-force:first-administrator");
        await waiting.GetByRole(AriaRole.Button, new() { Name = "Confirm" }).ClickAsync();
        await Expect(screen.Page.GetByText("Granted.")).ToBeVisibleAsync();
        await Expect(screen.Page.GetByText("Nothing waits.")).ToBeVisibleAsync();
        await Expect(screen.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "River patrol" })).ToContainTextAsync("TLP:AMBER");

        await screen.Page.EvaluateAsync(
            """
            () => fetch('/v1/agencies/river-patrol/keys', { method: 'POST',
              headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ roles: ['partner'], label: 'gateway' }) })
            """);
        await screen.Page.ReloadAsync();
        var own = screen.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "gateway" });
        await Expect(own).ToContainTextAsync("You said yes.");
        await Expect(own.GetByRole(AriaRole.Button, new() { Name = "Confirm" })).ToHaveCountAsync(0);
        await own.GetByRole(AriaRole.Button, new() { Name = "Refuse" }).ClickAsync();
        await Expect(screen.Page.GetByText("Nothing waits.")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task The_register_is_offered_to_those_who_keep_it_alone()
    {
        await using var officer = await dashboard.OpenAsync("/", Person.Officer(72));
        await Expect(officer.Page.GetByRole(AriaRole.Link, new() { Name = "Register", Exact = true })).ToHaveCountAsync(0);
        await using var registrar = await dashboard.OpenAsync("/", s_registrar);
        await Expect(registrar.Page.GetByRole(AriaRole.Link, new() { Name = "Register", Exact = true })).ToBeVisibleAsync();
    }
}
