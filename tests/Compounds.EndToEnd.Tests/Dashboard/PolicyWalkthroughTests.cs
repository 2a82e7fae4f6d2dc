using Compounds.Driving;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Compounds.EndToEnd.Tests.Dashboard;

/// <summary>The policy officer's day by keyboard only, from the start page to the outcome.</summary>
[Collection(DashboardTests.Name)]
public sealed class PolicyWalkthroughTests(DashboardFixture dashboard)
{
    [BrowserFact]
    public async Task A_policy_officer_decides_and_sees_what_came_of_it_without_a_mouse()
    {
        var plan = await PolicyStory.FileAsync(dashboard.Relay, "plan-by-keyboard");
        await using var author = await dashboard.OpenAsync($"/simulate?as={Scenarios.Day}", Person.Officer(31));
        await using var officer = await dashboard.OpenAsync("/settings", Person.Officer(32));
        await using var second = await dashboard.OpenAsync("/settings", Person.Officer(33));

        // One simulates a cut on the day before the real one, and drafts an action from what it comes to.
        var page = author.Page;
        await page.PressAsync(author.Page.GetByRole(AriaRole.Link, new() { Name = "New scenario" }).First);
        await page.TypeAsync(author.Page.GetByLabel("Name, in any script"), "friendship bridge 2");
        await page.TabToAsync(author.Page.GetByRole(AriaRole.Checkbox, new() { Name = "PEA point Friendship Bridge 2 feeder" }));
        await author.Page.Keyboard.PressAsync("Space");
        await page.TypeAsync(author.Page.GetByLabel("Title"), "Drawn up by keyboard");
        await author.Page.Keyboard.PressAsync("Enter");
        await Expect(author.Page.Locator("h1")).ToHaveTextAsync("Drawn up by keyboard");
        await page.PressAsync(author.Page.GetByRole(AriaRole.Link, new() { Name = "Propose this" }));
        await page.TypeAsync(author.Page.GetByLabel("Title"), "Decided by keyboard");
        await page.TypeAsync(author.Page.GetByLabel("Why it is drafted"), "To see.");
        await page.PressAsync(author.Page.GetByRole(AriaRole.Button, new() { Name = "Draft", Exact = true }));
        await Expect(author.Page.Locator("h1")).ToHaveTextAsync("Decided by keyboard");
        await page.TakeByKeyboardAsync("Attach the forecast", "Simulated.");
        var id = new Uri(await author.AddressAsync()).Segments[^1];
        var action = await author.CallAsync("GET", $"/v1/policy-actions/{id}");
        Assert.Equal(Scenarios.Bridge, action.GetProperty("scenario").GetProperty("measures")[0].Text("target"));
        await PolicyStory.ProposeAsync(author, second, action, plan);

        // It waits for the officer, who sees captives first and approves with a reason.
        page = officer.Page;
        await page.PressAsync(officer.Page.GetByRole(AriaRole.Link, new() { Name = "Compounds" }).First);
        await Expect(officer.Page.Locator("h1")).ToContainTextAsync("for you");
        await page.PressAsync(officer.Page.GetByRole(AriaRole.Link, new() { Name = "Decided by keyboard" }));
        await Expect(officer.Page.Locator("table tbody tr").Nth(1)).ToContainTextAsync("Captives without power or water");
        await page.TakeByKeyboardAsync("Approve", "Agreed.");
        await Expect(officer.Page.GetByText("Waiting for a second person.")).ToBeVisibleAsync();

        // The second person sends it back with a question, and approves the answer.
        page = second.Page;
        await page.KeysAsync("g", "a");
        await page.PressAsync(second.Page.GetByRole(AriaRole.Link, new() { Name = "Decided by keyboard" }));
        await page.TakeByKeyboardAsync("Send back", "Does the hospital keep its feeder?");
        await PolicyStory.ProposeAsync(author, second, await author.CallAsync("GET", $"/v1/policy-actions/{id}"), plan);
        await PolicyStory.StepAsync(officer, action, "approve", new { why = "Still agreed.", proposal = 2 });
        await second.Page.ReloadAsync();
        await page.TakeByKeyboardAsync("Approve", "Answered.");
        await Expect(second.Page.Locator(".walk [aria-current]")).ToHaveTextAsync("Approved");

        // Afterwards: carried out, observed, and the forecast beside what came of it.
        await page.TakeByKeyboardAsync("Record that it was carried out", "Done.", form => page.PressAsync(form.GetByRole(AriaRole.Button, new() { Name = "Now" })));
        await page.TakeByKeyboardAsync("Record an observation", "Counted.", async form =>
        {
            await page.TypeAsync(form.GetByLabel("Line"), "Scam");
            await page.TypeAsync(form.GetByLabel("Value ("), "100000");
            await page.TypeAsync(form.GetByLabel("Standard error"), "9000");
            await page.PressAsync(form.GetByRole(AriaRole.Button, new() { Name = "Now" }));
            await page.TypeAsync(form.GetByLabel("Report that it rests on"), plan);
        });
        await Expect(second.Page.GetByRole(AriaRole.Region, new() { Name = "Forecast against outcome" })).ToContainTextAsync("observed");
        await second.Page.Keyboard.PressAsync("b");
        await Expect(second.Page.GetByRole(AriaRole.Button, new() { Name = "Print" })).ToBeVisibleAsync();
        author.Check();
        officer.Check();
        second.Check();
    }
}
