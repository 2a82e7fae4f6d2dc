using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Compounds.EndToEnd.Tests.Dashboard;

/// <summary>Scenarios side by side.</summary>
[Collection(DashboardTests.Name)]
public sealed class CompareTests(DashboardFixture dashboard)
{
    [BrowserFact]
    public async Task Columns_share_one_scale_and_differences_come_from_paired_samples()
    {
        await using var screen = await dashboard.OpenAsync("/simulate", Person.Analyst);
        var (one, both) = (Id(await screen.SimulateAsync("One cut", Scenarios.Day, Scenarios.Cut(Scenarios.Bridge))), Id(await screen.SimulateAsync("Both cuts", Scenarios.Day, Scenarios.Cut(Scenarios.Bridge), Scenarios.Cut(Scenarios.Pass))));
        await screen.Page.ReloadAsync();
        await screen.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Compare One cut" }).CheckAsync();
        await screen.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Compare Both cuts" }).CheckAsync();
        await screen.Page.GetByRole(AriaRole.Link, new() { Name = "Compare 2 chosen" }).ClickAsync();
        await Expect(screen.Page).ToHaveURLAsync(new Regex($"/simulate/compare\\?s={one},{both}$"));

        var line = (await screen.ReadAsync($"/v1/scenarios/compare?id={one}&id={both}")).GetProperty("lines").EnumerateArray().First(static each => each.GetProperty("line").GetString() == "lostWorkerHours");
        var bars = screen.Page.Locator("tr[data-line=lostWorkerHours] .range");
        await Expect(bars).ToHaveCountAsync(2);
        var widths = new[] { Width(line, 0), Width(line, 1) };
        for (var i = 0; i < 2; i++)
        {
            // The widest bar of the row fills the scale; the other stands in proportion to it.
            var shown = await bars.Nth(i).EvaluateAsync<double>("bar => bar.getBoundingClientRect().width / bar.ownerSVGElement.getBoundingClientRect().width");
            Assert.Equal(0.98 * widths[i] / line.GetProperty("totals").EnumerateArray().Max(static total => total.GetProperty("p90").GetDouble()), shown, 0.02);
        }

        var difference = line.GetProperty("differences")[1].GetProperty("p50").GetDouble();
        await Expect(screen.Page.Locator("tr[data-difference=lostWorkerHours] b")).ToHaveTextAsync("+" + await screen.Page.EvaluateAsync<string>(
            "value => new Intl.NumberFormat('en', Math.abs(value) >= 1e6 ? { notation: 'compact', maximumSignificantDigits: 3 } : { maximumSignificantDigits: 3 }).format(Math.round(value))", difference));
        await Expect(screen.Page.Locator("tbody tr").Nth(1)).ToHaveAttributeAsync("data-line", "captiveExposure");
        await Expect(screen.Page.GetByText("None: all rest on the same assumptions.")).ToBeVisibleAsync();

        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Make it the base" }).ClickAsync();
        await Expect(screen.Page).ToHaveURLAsync(new Regex($"s={both},{one}"));
        await Expect(screen.Page.Locator("tr[data-difference=lostWorkerHours] b")).ToHaveTextAsync(new Regex("^-"));
        screen.Check();
    }

    [BrowserFact]
    public async Task Assumptions_that_differ_are_listed()
    {
        await using var screen = await dashboard.OpenAsync("/simulate", Person.Analyst);
        var (then, later) = (Id(await screen.SimulateAsync("Then", Scenarios.Day)), Id(await screen.SimulateAsync("Later", "2025-11-16")));
        var differing = (await screen.ReadAsync($"/v1/scenarios/compare?id={then}&id={later}")).GetProperty("assumptions").GetArrayLength();
        Assert.True(differing > 0);
        await screen.GoAsync($"/simulate/compare?s={then},{later}");
        await Expect(screen.Page.GetByRole(AriaRole.Heading, new() { Name = $"Assumptions that differ ({differing})" })).ToBeVisibleAsync();
        screen.Check();
    }

    private static string Id(JsonElement scenario) => scenario.GetProperty("id").GetString()!;

    private static double Width(JsonElement line, int column) =>
        line.GetProperty("totals")[column].GetProperty("p90").GetDouble() - line.GetProperty("totals")[column].GetProperty("p10").GetDouble();
}
