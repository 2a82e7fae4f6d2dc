using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Compounds.EndToEnd.Tests.Dashboard;

/// <summary>A policy action on screen (U27): drafted from a scenario, held to the gate, approved by two people with reasons, scored afterwards.</summary>
[Collection(DashboardTests.Name)]
public sealed partial class ActionTests(DashboardFixture dashboard)
{
    [BrowserFact]
    public async Task An_action_goes_from_a_draft_to_a_review_and_its_author_cannot_approve()
    {
        var plan = await PolicyStory.FileAsync(dashboard.Relay, "plan-on-screen");
        await using var author = await dashboard.OpenAsync("/settings", Person.Officer(11));
        await using var first = await dashboard.OpenAsync("/settings", Person.Officer(12));
        await using var second = await dashboard.OpenAsync("/settings", Person.Officer(13));
        var scenario = await PolicyStory.SimulateAsync(author, "Both lines");

        await author.GoAsync($"/actions/new?scenario={scenario}");
        await author.Page.GetByLabel("Title").FillAsync("Cut both lines");
        await author.Page.GetByLabel("Why it is drafted").FillAsync("To see.");
        await author.Page.GetByRole(AriaRole.Button, new() { Name = "Draft" }).ClickAsync();
        await Expect(author.Page.Locator("h1")).ToHaveTextAsync("Cut both lines");
        await PolicyStory.TakeAsync(author.Page, "Attach the forecast", "Simulated.");
        await Expect(author.Page.Locator("table tbody").First).ToContainTextAsync("Captives without power or water");
        var id = new Uri(await author.AddressAsync()).Segments[^1];

        // Somebody else answers for the harm to captives and for that in hospitals; an author is not asked.
        await first.GoAsync($"/actions/{id}");
        await PolicyStory.TakeAsync(first.Page, "Answer for a harm", "Shelters are ready.", static form => form.Locator("select").SelectOptionAsync("captiveExposure"));
        await PolicyStory.TakeAsync(first.Page, "Answer for a harm", "The wards have generators and fuel.", static form => form.Locator("select").SelectOptionAsync("hospitalCritical"));
        await author.Page.ReloadAsync();
        await Expect(author.Page.GetByRole(AriaRole.Button, new() { Name = "Answer for a harm" })).ToHaveCountAsync(0);
        await CaseScreen.FillAsync(author.Page, plan);
        await Expect(author.Page.GetByText("The gate is open.")).ToBeVisibleAsync();
        await CaseScreen.ProposeAsync(author.Page, "Ready.");
        await Expect(author.Page.GetByText("You wrote or proposed it, so two other people decide.")).ToBeVisibleAsync();
        await Expect(author.Page.GetByRole(AriaRole.Button, new() { Name = "Approve" })).ToHaveCountAsync(0);

        // It waits for the other two, on their start page and in their navigation.
        await second.GoAsync("/");
        await Expect(second.Page.Locator("h1")).ToHaveTextAsync(Waiting());
        await second.Page.GetByRole(AriaRole.Link, new() { Name = "Cut both lines" }).ClickAsync();
        await PolicyStory.TakeAsync(second.Page, "Send back", "Does the hospital keep its feeder?");
        await Expect(second.Page.GetByText("Does the hospital keep its feeder?")).ToBeVisibleAsync();
        await author.Page.ReloadAsync();
        await Expect(author.Page.GetByText("The gate is open.")).ToBeVisibleAsync();
        await CaseScreen.ProposeAsync(author.Page, "It does; see the case.");

        await first.Page.ReloadAsync();
        await PolicyStory.TakeAsync(first.Page, "Approve", "Agreed.");
        await Expect(first.Page.GetByText("Waiting for a second person.")).ToBeVisibleAsync();
        await Expect(first.Page.GetByText("Approved by task-force:member-12")).ToBeVisibleAsync();
        await Expect(first.Page.GetByRole(AriaRole.Button, new() { Name = "Approve" })).ToHaveCountAsync(0);
        await second.Page.ReloadAsync();
        await PolicyStory.TakeAsync(second.Page, "Approve", "Agreed as well.");
        await Expect(second.Page.Locator(".walk [aria-current]")).ToHaveTextAsync("Approved");

        await author.Page.ReloadAsync();
        await PolicyStory.TakeAsync(author.Page, "Record that it was carried out", "Done.", static form => form.GetByRole(AriaRole.Button, new() { Name = "Now" }).ClickAsync());
        await PolicyStory.TakeAsync(author.Page, "Record an observation", "Counted.", async form =>
        {
            await form.GetByLabel("Line").SelectOptionAsync("lostWorkerHours");
            await form.GetByLabel("Value (").FillAsync("100000");
            await form.GetByLabel("Standard error").FillAsync("9000");
            await form.GetByLabel("Value without the measures").FillAsync("0");
            await form.GetByRole(AriaRole.Button, new() { Name = "Now" }).ClickAsync();
            await form.GetByLabel("Report that it rests on").FillAsync(plan);
        });
        await Expect(author.Page.GetByText("observed", new() { Exact = false }).First).ToBeVisibleAsync();
        await author.Page.GetByText("What the frozen samples say").ClickAsync();
        await Expect(author.Page.GetByText("They are worth")).ToBeVisibleAsync();
        await PolicyStory.TakeAsync(author.Page, "Review and close", "The range was honest.");
        await Expect(author.Page.GetByText("Coverage")).ToBeVisibleAsync();
        await Expect(author.Page.Locator(".history li")).ToHaveCountAsync(13);
        author.Check();
        first.Check();
        second.Check();
    }

    [BrowserFact]
    public async Task A_closed_gate_says_what_is_missing_and_nothing_typed_is_lost()
    {
        await using var author = await dashboard.OpenAsync("/settings", Person.Officer(14));
        var action = await PolicyStory.DraftAsync(author, "A closed gate");
        await author.GoAsync($"/actions/{action.GetProperty("id").GetString()}");
        await Expect(author.Page.Locator("[data-part=notice]")).ToContainTextAsync("Nobody is told beforehand.");
        await Expect(author.Page.Locator("[data-part=notice]")).ToContainTextAsync("List the steps of notice");
        await author.Page.GetByRole(AriaRole.Button, new() { Name = "Add a step of notice" }).ClickAsync();
        await author.Page.GetByLabel("Who is told").FillAsync("Myawaddy hospital");
        await Expect(author.Page.Locator("[data-part=notice]")).ToContainTextAsync("does not say who is told, how, or when");
        await author.Page.GetByLabel("How", new() { Exact = true }).FillAsync("telephone");
        await author.Page.GetByLabel("Hours before").FillAsync("24");
        await Expect(author.Page.Locator("[data-part=notice]")).ToContainTextAsync("complete");

        await author.Page.GetByLabel("Why it is proposed").FillAsync("Too early.");
        await author.Page.GetByRole(AriaRole.Button, new() { Name = "Propose" }).ClickAsync();
        await Expect(author.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The do-no-harm gate is closed");
        await Expect(author.Page.GetByRole(AriaRole.Alert).Locator("li").First).ToContainTextAsync("held");
        await author.Page.ReloadAsync();
        await Expect(author.Page.GetByLabel("Why it is proposed")).ToHaveValueAsync("Too early.");
        await Expect(author.Page.GetByLabel("Who is told")).ToHaveValueAsync("Myawaddy hospital");
        author.Check();
    }

    [GeneratedRegex("^(1 proposal waits|\\d+ proposals wait) for you$")]
    private static partial Regex Waiting();
}
