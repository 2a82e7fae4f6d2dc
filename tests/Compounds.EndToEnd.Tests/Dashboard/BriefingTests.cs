using Compounds.Driving;
using Microsoft.Playwright;
using UglyToad.PdfPig;
using static Microsoft.Playwright.Assertions;

namespace Compounds.EndToEnd.Tests.Dashboard;

/// <summary>The briefing on paper (U35).</summary>
[Collection(DashboardTests.Name)]
public sealed class BriefingTests(DashboardFixture dashboard)
{
    private const string Hidden = "hidden-from-partners";

    // A4 in points.
    private const double Width = 595, Height = 842;

    [BrowserFact]
    public async Task Each_page_is_A4_and_carries_the_marking_in_header_and_footer()
    {
        var source = await PolicyStory.FileAsync(dashboard.Relay, "printed-source");
        await using var author = await dashboard.OpenAsync("/settings", Person.Officer(21));
        await using var signer = await dashboard.OpenAsync("/settings", Person.Officer(22));
        var action = await PolicyStory.ProposeAsync(author, signer, await PolicyStory.DraftAsync(author, "A briefing to print"), source);
        await author.GoAsync($"/actions/{action.Text("id")}/briefing");
        await Expect(author.Page.GetByText(source)).ToBeVisibleAsync();
        using var paper = PdfDocument.Open(await author.Page.PdfAsync(new() { PreferCSSPageSize = true, PrintBackground = false }));
        Assert.True(paper.NumberOfPages >= 2, "The briefing of this action is longer than a page.");
        foreach (var page in paper.GetPages())
        {
            Assert.Equal((Width, Height), (Math.Round(page.Width), Math.Round(page.Height)));
            var marks = page.GetWords().Where(static word => word.Text == "TLP:AMBER+STRICT").Select(static word => word.BoundingBox.Bottom).ToArray();
            Assert.True(marks.Max() > 0.9 * Height, $"Page {page.Number} has no marking in its header.");
            Assert.True(page.Number == paper.NumberOfPages ? marks.Min() < marks.Max() : marks.Min() < 0.1 * Height, $"Page {page.Number} has no marking in its footer.");
        }

        var text = string.Join(' ', paper.GetPages().SelectMany(static page => page.GetWords()).Select(static word => word.Text));
        Assert.True(text.IndexOf("Captives without power", StringComparison.Ordinal) < text.IndexOf("Civilians without power", StringComparison.Ordinal), "Captives come first.");
        Assert.Contains(source, text, StringComparison.Ordinal);
        Assert.DoesNotContain("Search or command", text, StringComparison.Ordinal);
        author.Check();
    }

    [BrowserFact]
    public async Task What_the_reader_may_not_see_is_neither_on_paper_nor_in_any_answer()
    {
        var source = await PolicyStory.FileAsync(dashboard.Relay, Hidden, """{"tlp":"RED","pap":"GREEN","audience":["task-force"]}""");
        await using var author = await dashboard.OpenAsync("/settings", Person.Officer(23));
        await using var signer = await dashboard.OpenAsync("/settings", Person.Officer(24));
        var action = await PolicyStory.DraftAsync(author, "Shared with a partner", "task-force", "irrawaddy");
        var declassified = new { report = source, tlp = "GREEN", audience = new[] { "irrawaddy" }, why = "What is taken from it is known to them." };
        await PolicyStory.StepAsync(signer, action, "declassifications", declassified);
        await PolicyStory.ProposeAsync(author, signer, action, source);
        await using var partner = await dashboard.OpenAsync($"/actions/{action.Text("id")}/briefing", Person.Partner);
        await Expect(partner.Page.GetByText("A source that is not shown to your organisation.")).ToBeVisibleAsync();
        await partner.GoAsync($"/actions/{action.Text("id")}");
        await Expect(partner.Page.Locator("h1")).ToHaveTextAsync("Shared with a partner");
        var bodies = await Task.WhenAll(partner.Asked.Select(static async request => await (await request.ResponseAsync())!.TextAsync()));
        Assert.Contains(bodies, body => body.Contains(action.Text("id"), StringComparison.Ordinal));
        Assert.All(bodies, static body => Assert.DoesNotContain(Hidden, body, StringComparison.Ordinal));
        partner.Check();
    }
}
