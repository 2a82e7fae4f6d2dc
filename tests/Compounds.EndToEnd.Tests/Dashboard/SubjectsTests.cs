using System.Globalization;
using System.Text.RegularExpressions;
using Compounds.Driving;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Compounds.EndToEnd.Tests.Dashboard;

/// <summary>The table of subjects and the page of one.</summary>
[Collection(DashboardTests.Name)]
public sealed class SubjectsTests(DashboardFixture dashboard)
{
    [BrowserTheory]
    [InlineData("KK Park")]
    [InlineData("KK园区")]
    [InlineData("เคเคปาร์ค")]
    public async Task A_subject_is_found_by_any_of_its_names(string name)
    {
        await using var screen = await dashboard.OpenAsync("/subjects", Person.Analyst);
        await screen.Page.GetByLabel("Name, in any script").FillAsync(name);
        await Expect(screen.Page.GetByRole(AriaRole.Link, new() { Name = "KK Park", Exact = true })).ToBeVisibleAsync();
        await Expect(screen.Page).ToHaveURLAsync(new Regex("q="));
    }

    [BrowserFact]
    public async Task A_filter_that_hides_everything_says_how_much_and_can_be_taken_off()
    {
        await using var screen = await dashboard.OpenAsync("/subjects?q=nothing-of-this-name", Person.Analyst);
        await Expect(screen.Page.GetByText("No subjects match.")).ToBeVisibleAsync();
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Show all" }).First.ClickAsync();
        await Expect(screen.Page.Locator("tbody a").First).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task The_address_is_the_state_of_the_screen()
    {
        const string Path = "/subjects?as=2025-11-16&kind=compound&sort=confidence";
        await using var one = await dashboard.OpenAsync(Path, Person.Analyst);
        await using var other = await dashboard.OpenAsync(Path, Person.Analyst);
        await Expect(one.Page.Locator("tbody a").First).ToBeVisibleAsync();
        await Expect(other.Page.Locator("tbody")).ToHaveTextAsync(await one.Page.Locator("tbody").InnerTextAsync(), new() { UseInnerText = true });
        await Expect(one.Page.GetByText("You are looking at 16 Nov 2025. Editing is off.")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task The_reasons_for_a_fact_add_up_to_its_score()
    {
        await using var screen = await dashboard.OpenAsync("/subjects/compound:kk-park?as=2025-11-16&why=status", Person.Analyst);
        var why = screen.Page.GetByRole(AriaRole.Complementary, new() { Name = "Why?" });
        await Expect(why).ToBeVisibleAsync();
        foreach (var table in await why.Locator("table").AllAsync())
        {
            var parts = await table.Locator("tr:not(.sum) .num").AllInnerTextsAsync();
            var sum = double.Parse((await table.Locator("[data-sum]").GetAttributeAsync("data-sum"))!, CultureInfo.InvariantCulture);
            // Each part is rounded to a thousandth on screen.
            Assert.Equal(sum, parts.Sum(static part => double.Parse(part.Split('\n')[0].Replace('−', '-'), CultureInfo.InvariantCulture)), 0.0006 * (parts.Count + 1));
        }

        screen.Check();
    }

    [BrowserFact]
    public async Task The_report_stands_first_and_old_evidence_says_for_how_long_nothing_was_reported()
    {
        await dashboard.Relay.AcceptAsync(Wire.Report(
            "reported-1", $"{Wire.Status("Reported Yard", "raided")},{Wire.Headcount("Reported Yard", 120)}"));
        await using var screen = await dashboard.OpenAsync("/subjects/compound:reported-yard?as=2025-05-21", Person.Analyst);
        var main = screen.Page.Locator("main");
        var people = screen.Page.Locator("tbody tr").Filter(new() { HasText = "People at the site" });
        await Expect(main).ToContainTextAsync("rests on one source (B2)");
        await Expect(people).ToContainTextAsync(new Regex(@"120 people\s*\(\d+–\d+\)\s*· one report, B2"));

        await screen.GoAsync("/subjects/compound:reported-yard");
        const string Since = @", 20 May 2025\s*\(B2, 1 report\)\s*· nothing for [\d,]+ days";
        await Expect(main).ToContainTextAsync(new Regex(@"Last reported:\s*raided" + Since));
        await Expect(people).ToContainTextAsync(new Regex(@"Last reported:\s*120 people" + Since));
        await Expect(main).Not.ToContainTextAsync(new Regex("likely|chance|certain"));

        await screen.GoAsync("/subjects?q=Reported%20Yard");
        await Expect(screen.Page.Locator("tbody tr").First).ToContainTextAsync(new Regex(@"raided\s*last reported 20 May 2025"));
        screen.Check();
    }

    [BrowserTheory]
    [InlineData("evidence", "main ol > li")]
    [InlineData("timeline", "main tbody tr")]
    [InlineData("history", "main tbody tr")]
    public async Task Evidence_is_told_in_words(string tab, string item)
    {
        await using var screen = await dashboard.OpenAsync($"/subjects/compound:kk-park/{tab}?as=2025-11-16", Person.Analyst);
        await Expect(screen.Page.Locator(item).First).ToBeVisibleAsync();
        var text = await screen.Page.Locator("main").InnerTextAsync();
        Assert.DoesNotContain("[object", text, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\b(compound|operator|crossing|infrastructure):[a-z0-9]|\b[a-z]+[A-Z][a-z]+:", text);
        screen.Check();
    }

    [BrowserFact]
    public async Task What_we_knew_then_leaves_out_what_came_later()
    {
        await using var screen = await dashboard.OpenAsync("/subjects/compound:kk-park?as=2025-02-10&known=2025-02-10", Person.Analyst);
        await Expect(screen.Page.GetByText("No information for this date that you are cleared to see.")).ToBeVisibleAsync();
        await screen.Page.GetByLabel("What we knew then").ClickAsync();
        await Expect(screen.Page.Locator("h1")).ToHaveTextAsync("KK Park");
    }

    [BrowserTheory]
    [InlineData(1440)]
    [InlineData(768)]
    [InlineData(320)]
    public async Task Only_the_rows_in_sight_are_drawn_and_the_last_is_reached_by_scrolling(int width)
    {
        await using var screen = await dashboard.OpenAsync("/subjects", Person.Analyst, width: width);
        var (rows, table) = (screen.Page.Locator("tbody tr[aria-rowindex]"), screen.Page.Locator("table[aria-rowcount]"));
        await Expect(rows.First).ToBeVisibleAsync();
        var count = int.Parse((await table.GetAttributeAsync("aria-rowcount"))!, CultureInfo.InvariantCulture);
        Assert.InRange(await rows.CountAsync(), 10, count / 2);
        await screen.Page.EvaluateAsync("() => { const table = document.querySelector('table[aria-rowcount]').parentElement; table.scrollTop = table.scrollHeight; scrollTo(0, document.documentElement.scrollHeight); }");
        await Expect(table.Locator($"tr[aria-rowindex='{count}']")).ToBeInViewportAsync();
        Assert.InRange(await rows.CountAsync(), 10, count / 2);
        screen.Check();
    }

    [BrowserFact]
    public async Task The_graph_has_the_same_ties_as_a_table()
    {
        await using var screen = await dashboard.OpenAsync("/subjects/compound:kk-park/graph?as=2025-11-16", Person.Analyst);
        await Expect(screen.Page.Locator(".graph[data-idle=true] canvas").First).ToBeVisibleAsync();
        Assert.True(await screen.Page.GetByText("The same ties as a table").Locator("..").Locator("tbody tr").CountAsync() > 0);
        screen.Check();
    }
}
