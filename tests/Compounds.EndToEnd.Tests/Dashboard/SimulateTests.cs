using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Compounds.EndToEnd.Tests.Dashboard;

/// <summary>Choosing measures, running them, and reading what they come to.</summary>
[Collection(DashboardTests.Name)]
public sealed partial class SimulateTests(DashboardFixture dashboard)
{
    [BrowserFact]
    public async Task Measures_are_chosen_and_run_by_keyboard_and_captives_stand_first()
    {
        await using var screen = await dashboard.OpenAsync($"/simulate/new?as={Scenarios.Day}", Person.Analyst);
        await screen.Page.GetByLabel("Name, in any script").FocusAsync();
        await screen.Page.Keyboard.TypeAsync("friendship bridge 2");
        await screen.Page.GetByRole(AriaRole.Checkbox, new() { Name = "PEA point Friendship Bridge 2 feeder" }).FocusAsync();
        await screen.Page.Keyboard.PressAsync("Space");
        await Expect(screen.Page.GetByRole(AriaRole.Group, new() { Name = "Measure 1" })).ToContainTextAsync("PEA point Friendship Bridge 2");
        await screen.Page.GetByLabel("Samples").FillAsync("300");
        await screen.Page.GetByLabel("Title").FocusAsync();
        await screen.Page.Keyboard.TypeAsync("By keyboard");
        await screen.Page.Keyboard.PressAsync("Enter");

        await Expect(screen.Page.Locator("h1")).ToHaveTextAsync("By keyboard");
        await Expect(screen.Page.Locator("[data-drawn=captiveExposure] canvas")).ToBeVisibleAsync();
        var lines = await screen.Page.Locator("tr[data-line]").EvaluateAllAsync<string[]>("rows => rows.map((row) => row.dataset.line)");
        Assert.Equal("captiveExposure", lines[0]);
        Assert.True(Array.IndexOf(lines, "civilPower") < Array.IndexOf(lines, "lostWorkerHours"), "The effect stands before harm to civilians.");
        foreach (var line in new[] { "captiveExposure", "civilPower", "lostWorkerHours" })
            await Expect(screen.Page.Locator($"tr[data-line={line}] .spread")).ToHaveTextAsync(Spread());
        await Expect(screen.Page.GetByText("Advisory. A forecast from stated assumptions, not a recommendation.")).ToBeVisibleAsync();
        await Expect(screen.Page.GetByRole(AriaRole.Link, new() { Name = "Propose this" })).ToHaveAttributeAsync("href", new Regex("^/actions/new\\?scenario=[0-9a-f]{64}$"));
        screen.Check();
    }

    [BrowserFact]
    public async Task What_is_shown_is_what_the_server_reckoned_with_the_source_of_each_number()
    {
        await using var screen = await dashboard.OpenAsync("/simulate", Person.Analyst);
        var scenario = await screen.SimulateAsync("Read back", Scenarios.Day, Scenarios.Cut(Scenarios.Pass));
        await screen.GoAsync($"/simulate/{scenario.GetProperty("id").GetString()}");
        var total = scenario.GetProperty("outcome").GetProperty("lines").EnumerateArray().First(static line => line.GetProperty("line").GetString() == "captiveExposure").GetProperty("total");
        foreach (var percentile in new[] { "p10", "p50", "p90" })
        {
            var shown = await screen.Page.EvaluateAsync<string>("value => new Intl.NumberFormat('en', { maximumSignificantDigits: 3 }).format(Math.round(value) + 0)", total.GetProperty(percentile).GetDouble());
            await Expect(screen.Page.Locator("tr[data-line=captiveExposure] .spread")).ToContainTextAsync(shown);
        }

        await Expect(screen.Page.GetByText("The live network has moved on since.")).ToBeVisibleAsync();
        await Expect(screen.Page.GetByRole(AriaRole.Heading, new() { Name = "Who is harmed" })).ToBeVisibleAsync();
        await Expect(screen.Page.GetByText("Swing")).ToBeVisibleAsync();
        await screen.Page.Locator("summary", new() { HasText = "values from reports" }).ClickAsync();
        var defaults = scenario.GetProperty("assumptions").GetArrayLength();
        await screen.Page.GetByLabel("Defaults only").CheckAsync();
        await Expect(screen.Page.GetByText(new Regex($"^{defaults} of "))).ToBeVisibleAsync();
        await Expect(screen.Page.Locator("td .tag", new() { HasText = "default" }).First).ToBeVisibleAsync();
        screen.Check();
    }

    [BrowserFact]
    public async Task A_click_on_the_map_chooses_a_place_and_the_list_agrees()
    {
        await using var screen = await dashboard.OpenAsync("/simulate/new?map=1", Person.Analyst);
        await screen.MapIsIdleAsync();
        await screen.Page.EvaluateAsync("() => { compoundsMap.jumpTo({ center: [98.53, 16.7], zoom: 11 }); }");
        await screen.MapIsIdleAsync();
        await screen.Page.Locator(".canvas").ScrollIntoViewIfNeededAsync();
        var feature = await screen.Page.EvaluateAsync<System.Text.Json.JsonElement>("""
            () => {
              const box = compoundsMap.getContainer().getBoundingClientRect();
              for (const feature of compoundsMap.queryRenderedFeatures({ layers: ['subjects-glyphs'] })) {
                const { x, y } = compoundsMap.project(feature.geometry.coordinates);
                if (x < 40 || y < 40 || x > box.width - 60 || y > box.height - 40) continue;
                const top = compoundsMap.queryRenderedFeatures([x, y], { layers: ['hot-glyphs', 'subjects-glyphs'] })[0];
                if (top) return { x: box.left + x, y: box.top + y, id: top.properties.id, name: top.properties.name };
              }
              return null;
            }
            """);
        await screen.Page.Mouse.ClickAsync(feature.GetProperty("x").GetSingle(), feature.GetProperty("y").GetSingle());
        await Expect(screen.Page.GetByText("1 chosen")).ToBeVisibleAsync();
        await Expect(screen.Page).ToHaveURLAsync(new Regex(Regex.Escape(feature.GetProperty("id").GetString()!)));
        await Expect(screen.Page.GetByRole(AriaRole.Group, new() { Name = "Measure 1" })).ToContainTextAsync(feature.GetProperty("name").GetString()!);
        await Expect(screen.Page.Locator(".list input:checked")).ToHaveCountAsync(1);
        screen.Check();
    }

    [BrowserFact]
    public async Task What_the_server_refuses_stands_beside_the_measure_and_nothing_is_lost()
    {
        await using var screen = await dashboard.OpenAsync($"/simulate/new?as={Scenarios.Day}&title=Kept&m=cutPower,{Scenarios.Bridge},24,,1;fuelBan,{Scenarios.Pass},24,,1", Person.Analyst);
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Run" }).ClickAsync();
        await Expect(screen.Page.GetByRole(AriaRole.Group, new() { Name = "Measure 2" }).GetByRole(AriaRole.Alert)).ToContainTextAsync("Nothing that FuelBan stops flows through");
        await Expect(screen.Page.GetByRole(AriaRole.Group, new() { Name = "Measure 1" }).GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
        await Expect(screen.Page.GetByLabel("Title")).ToHaveValueAsync("Kept");
        screen.Check();
    }

    [BrowserFact]
    public async Task A_cut_off_starts_from_the_feeds_of_a_subject()
    {
        await using var screen = await dashboard.OpenAsync($"/subjects/compound:kk-park?as=2025-02-04", Person.Analyst);
        await screen.Page.GetByRole(AriaRole.Link, new() { Name = "Simulate cut-off" }).ClickAsync();
        await Expect(screen.Page.GetByRole(AriaRole.Group, new() { Name = "Measure 1" })).ToBeVisibleAsync();
        var feeds = (await screen.ReadAsync("/v1/network?asOf=2025-02-04")).GetProperty("edges").EnumerateArray()
            .Where(static edge => edge.GetProperty("to").GetString() == "compound:kk-park").Select(static edge => edge.GetProperty("from").GetString()!)
            .Where(static feed => !feed.StartsWith("beyond:", StringComparison.Ordinal)).ToHashSet();
        var chosen = Uri.UnescapeDataString(await screen.AddressAsync());
        Assert.NotEmpty(feeds);
        Assert.All(feeds, feed => Assert.Contains($",{feed},", chosen, StringComparison.Ordinal));
        await using var map = await dashboard.OpenAsync("/map?sel=compound:kk-park", Person.Analyst);
        await Expect(map.Page.GetByRole(AriaRole.Link, new() { Name = "Simulate cut-off" })).ToHaveAttributeAsync("href", "/simulate/new?for=compound:kk-park");
    }

    [BrowserFact]
    public async Task The_address_holds_the_whole_plan()
    {
        var path = $"/simulate/new?as={Scenarios.Day}&title=Shared&m=derate,{Scenarios.Bridge},12,72,0.5&protect=infrastructure:myawaddy&rationing=proRata&days=3&n=100";
        await using var screen = await dashboard.OpenAsync(path, Person.Analyst);
        var measure = screen.Page.GetByRole(AriaRole.Group, new() { Name = "Measure 1" });
        await Expect(measure.GetByLabel("What is done")).ToHaveValueAsync("derate");
        await Expect(measure.GetByLabel("From hour")).ToHaveValueAsync("12");
        await Expect(measure.GetByLabel("To hour")).ToHaveValueAsync("72");
        await Expect(measure.GetByLabel("Depth, %")).ToHaveValueAsync("50");
        await Expect(screen.Page.GetByLabel("When there is not enough, served first")).ToHaveValueAsync("proRata");
        await Expect(screen.Protected("Myawaddy settlement")).ToBeCheckedAsync();
        await measure.GetByLabel("Depth, %").FillAsync("60");
        await Expect(screen.Page).ToHaveURLAsync(new Regex("72,0\\.6"));
        screen.Check();
    }

    [GeneratedRegex(@"P50 [\d.,]+[KMB]? [\w-]+ · P10 [\d.,]+[KMB]? · P90 [\d.,]+[KMB]?")]
    private static partial Regex Spread();
}
