using System.Net;
using Compounds.Driving;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Compounds.EndToEnd.Tests.Dashboard;

/// <summary>The auditor's page, and who read a RED report on the page of the report.</summary>
[Collection(DashboardTests.Name)]
public sealed class AuditTests(DashboardFixture dashboard)
{
    private const int MoreThanTheLimit = 51;

    private static readonly Person s_auditor = new("task-force", "CLEAR", "auditor") { Member = 900 };

    [BrowserFact]
    public async Task The_auditor_sees_alarms_first_and_finds_what_one_actor_did()
    {
        using var stranger = dashboard.Server.NewClient($"ck_0123456789ab_{new string('x', 43)}");
        for (var i = 0; i < MoreThanTheLimit; i++)
            await stranger.ReadAsync("/v1/me", HttpStatusCode.Unauthorized);
        await using (var reading = await dashboard.OpenAsync("/subjects", Person.Officer(901)))
        {
            await Expect(reading.Page.GetByRole(AriaRole.Navigation).GetByText("Audit", new() { Exact = true })).ToHaveCountAsync(0);
            await Expect(reading.Page.Locator("table tbody tr").First).ToBeVisibleAsync();
        }

        await using var screen = await dashboard.OpenAsync("/", s_auditor);
        await Expect(screen.Page.GetByRole(AriaRole.Heading, new() { Name = "Audit" })).ToBeVisibleAsync();
        await Expect(screen.Page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link)).ToHaveTextAsync(["Audit"]);
        var alarms = screen.Page.GetByRole(AriaRole.Table, new() { Name = "Alarms" });
        await Expect(alarms).ToContainTextAsync("Very many wrong keys came from one network within ten minutes");
        await Expect(alarms).ToContainTextAsync("127.0.0.0/24");

        await screen.Page.GetByLabel("Who").FillAsync("task-force:member-901");
        await screen.Page.GetByLabel("Kind").SelectOptionAsync("Reads");
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Show", Exact = true }).ClickAsync();
        var entries = screen.Page.GetByRole(AriaRole.Table, new() { Name = "All entries" }).Locator("tbody tr");
        await Expect(entries.First).ToContainTextAsync("task-force:member-901");
        await Expect(entries.Filter(new() { HasText = "A list of subjects" }).First).ToContainTextAsync("TLP:RED");
        await Expect(entries.Filter(new() { HasNotText = "task-force:member-901" })).ToHaveCountAsync(0);
        Assert.Contains("actor=task-force", screen.Page.Url, StringComparison.Ordinal);
        screen.Check();
    }

    [BrowserTheory]
    [InlineData("dark", 1440)]
    [InlineData("light", 1440)]
    [InlineData("dark", 320)]
    public async Task The_page_of_the_audit_has_no_serious_fault_and_loses_nothing(string theme, int width)
    {
        await using var screen = await dashboard.OpenAsync("/audit", s_auditor, theme, width);
        await Expect(screen.Page.GetByRole(AriaRole.Table, new() { Name = "All entries" }).Locator("tbody tr").First).ToBeVisibleAsync();
        var faults = (await screen.Page.RunAxe()).Violations.Where(static fault => fault.Impact is "serious" or "critical");
        Assert.Empty(faults.Select(static fault => $"{fault.Id}: {string.Join(" | ", fault.Nodes.Select(static node => node.Html))}"));
        Assert.Equal(0, await screen.Page.EvaluateAsync<int>("() => Math.max(0, document.documentElement.scrollWidth - innerWidth)"));
        screen.Check();
    }

    [BrowserFact]
    public async Task The_agency_that_filed_a_RED_report_sees_who_read_it_and_of_others_sees_no_such_list()
    {
        await dashboard.Relay.AcceptAsync(
            Wire.Report("read-red", Wire.Status("Watched Yard", "operating"), """{"tlp":"RED"}"""),
            Wire.Report("read-green", Wire.Status("Watched Yard", "operating")));
        await using (var first = await dashboard.OpenAsync("/deliveries/task-force/read-red", Person.Officer(902)))
            await Expect(first.Page.GetByRole(AriaRole.Heading, new() { Name = "Read by" })).ToBeVisibleAsync();
        await using var screen = await dashboard.OpenAsync("/deliveries/task-force/read-red", Person.Officer(903));
        var readers = screen.Page.GetByRole(AriaRole.Table, new() { Name = "Read by" }).Locator("tbody tr");
        await Expect(readers.Filter(new() { HasText = "task-force:member-902" })).ToHaveCountAsync(1);
        await Expect(readers.Filter(new() { HasText = "task-force:member-903" })).ToHaveCountAsync(1);
        await screen.Page.GotoAsync("/deliveries/task-force/read-green");
        await Expect(screen.Page.GetByRole(AriaRole.Heading, new() { Name = "Claims" })).ToBeVisibleAsync();
        await Expect(screen.Page.GetByRole(AriaRole.Heading, new() { Name = "Read by" })).ToHaveCountAsync(0);
        screen.Check();
    }
}
