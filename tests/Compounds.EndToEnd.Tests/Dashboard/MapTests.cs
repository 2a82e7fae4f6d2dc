using System.Text.Json;
using Compounds.Driving;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Compounds.EndToEnd.Tests.Dashboard;

/// <summary>The live map and the list that is its twin.</summary>
[Collection(DashboardTests.Name)]
public sealed class MapTests(DashboardFixture dashboard)
{
    [BrowserFact]
    public async Task A_click_on_a_subject_opens_its_panel()
    {
        await using var screen = await dashboard.OpenAsync("/map?at=98.53,16.7,11", Person.Analyst);
        await screen.MapIsIdleAsync();
        var feature = await screen.Page.EvaluateAsync<JsonElement>("""
            () => {
              const box = compoundsMap.getContainer().getBoundingClientRect();
              for (const feature of compoundsMap.queryRenderedFeatures({ layers: ['subjects-glyphs'] })) {
                const { x, y } = compoundsMap.project(feature.geometry.coordinates);
                if (x < 40 || y < 40 || x > box.width - 60 || y > box.height - 40) continue;
                const top = compoundsMap.queryRenderedFeatures([x, y], { layers: ['hot-glyphs', 'subjects-glyphs'] })[0];
                if (top) return { x: box.left + x, y: box.top + y, id: top.properties.id };
              }
              return null;
            }
            """);
        await screen.Page.Mouse.ClickAsync(feature.GetProperty("x").GetSingle(), feature.GetProperty("y").GetSingle());
        await Expect(screen.Page.Locator("aside.subject")).ToHaveAttributeAsync("data-subject", feature.GetProperty("id").GetString()!);
        screen.Check();
    }

    [BrowserFact]
    public async Task The_list_chooses_on_the_map_by_keyboard_alone()
    {
        await using var screen = await dashboard.OpenAsync("/map?at=98.53,16.7,9", Person.Analyst);
        await screen.MapIsIdleAsync();
        var second = screen.Page.Locator(".side ul button").Nth(1);
        await screen.Page.Locator(".side ul button").First.FocusAsync();
        await screen.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(second).ToBeFocusedAsync();
        var id = await second.GetAttributeAsync("data-subject");
        await screen.Page.Keyboard.PressAsync("Enter");
        await Expect(screen.Page.Locator("aside.subject")).ToHaveAttributeAsync("data-subject", id!);
        await screen.Page.WaitForFunctionAsync("id => new URLSearchParams(location.search).get('sel') === id", id);
        await screen.MapIsIdleAsync();
        Assert.Equal(id, await screen.Page.EvaluateAsync<string>("() => String(compoundsMap.querySourceFeatures('chosen')[0]?.properties.id)"));
        await screen.Page.Keyboard.PressAsync("Escape");
        await Expect(screen.Page.Locator("aside.subject")).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task The_list_holds_what_is_in_view_and_follows_the_map()
    {
        await using var screen = await dashboard.OpenAsync("/map", Person.Analyst);
        await screen.MapIsIdleAsync();
        var whole = await screen.Page.Locator(".side ul button").CountAsync();
        await screen.Page.EvaluateAsync("() => { compoundsMap.jumpTo({ center: [98.53, 16.7], zoom: 11 }); }");
        await screen.MapIsIdleAsync();
        await Expect(screen.Page.Locator(".side ul button")).Not.ToHaveCountAsync(whole);
        Assert.True(await screen.Page.EvaluateAsync<bool>("""
            () => {
              const listed = [...document.querySelectorAll('.side ul button')].map((button) => button.dataset.subject);
              return compoundsMap.queryRenderedFeatures({ layers: ['subjects-glyphs'] }).filter((feature) => compoundsMap.getBounds().contains(feature.geometry.coordinates)).every((feature) => listed.includes(feature.properties.id));
            }
            """));
    }

    [BrowserFact]
    public async Task Moving_the_map_reads_and_clusters_nothing_anew()
    {
        await using var screen = await dashboard.OpenAsync("/map", Person.Analyst);
        await screen.MapIsIdleAsync();
        await Expect(screen.Page.Locator(".side ul button").First).ToBeVisibleAsync();
        screen.Asked.Clear();
        await screen.Page.EvaluateAsync("""
            () => {
              window.given = 0;
              const source = compoundsMap.getSource('subjects');
              const give = source.setData.bind(source);
              source.setData = (data) => { given++; return give(data); };
              compoundsMap.jumpTo({ center: [98.53, 16.7], zoom: 9 });
            }
            """);
        await screen.Page.WaitForFunctionAsync("() => new URLSearchParams(location.search).get('at')?.startsWith('98.530,16.700')");
        await screen.MapIsIdleAsync();
        Assert.DoesNotContain(screen.Asked, static request => request.Url.Contains("/v1/compounds", StringComparison.Ordinal));
        Assert.Equal(0, await screen.Page.EvaluateAsync<int>("() => given")); // Nor are the subjects clustered anew.
    }

    [BrowserFact]
    public async Task A_filter_that_hides_everything_says_so_and_can_be_taken_off()
    {
        await using var screen = await dashboard.OpenAsync("/map?kinds=none", Person.Analyst);
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Show all" }).ClickAsync();
        await Expect(screen.Page.Locator(".side ul button").First).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task A_filter_holds_at_once_also_for_what_changed_just_now()
    {
        await using var screen = await dashboard.OpenAsync("/map", Person.Analyst);
        await screen.MapIsIdleAsync();
        await screen.Page.EvaluateAsync(Given);
        await dashboard.Relay.AcceptAsync(Wire.Report("filtered-1", Wire.Place("Filtered Yard", 16.7, 98.5)));
        await screen.Page.WaitForFunctionAsync("() => given.hot.at(-1)?.length > 0");
        var shown = await screen.Page.EvaluateAsync<int>("() => given.subjects.length");
        var filter = screen.Page.GetByRole(AriaRole.Button, new() { Name = "Compounds" });
        await filter.ClickAsync();
        await Expect(filter).ToHaveAttributeAsync("aria-pressed", "false");
        Assert.True(await screen.Page.EvaluateAsync<int>("() => given.subjects.length") > shown);
        Assert.Empty(await screen.Page.EvaluateAsync<string[]>("() => given.hot.at(-1)"));
    }

    [BrowserFact]
    public async Task Each_change_keeps_its_ring_for_seconds_whenever_the_others_are_folded_in()
    {
        await using var screen = await dashboard.OpenAsync("/settings", Person.Analyst);
        await screen.Page.Clock.InstallAsync();
        await screen.GoAsync("/map");
        await screen.MapIsIdleAsync();
        await screen.Page.EvaluateAsync(Given);
        await screen.Page.Clock.PauseAtAsync(DateTime.UtcNow.AddMinutes(1));
        await HeatAsync("first", "[\"compound:first-ring\"]");
        await screen.Page.Clock.RunForAsync(4_000);
        await HeatAsync("second", "[\"compound:first-ring\",\"compound:second-ring\"]");
        await screen.Page.Clock.RunForAsync(1_500);
        Assert.Equal("[\"compound:second-ring\"]", await LastAsync());
        await screen.Page.Clock.RunForAsync(5_000);
        Assert.Equal("[]", await LastAsync());

        async Task HeatAsync(string name, string hot)
        {
            await dashboard.Relay.AcceptAsync(Wire.Report($"ring-{name}", Wire.Place($"{name} ring", 16.7, 98.5)));
            await screen.Page.WaitForFunctionAsync($"hot => {Last} === hot", hot);
        }

        Task<string> LastAsync() => screen.Page.EvaluateAsync<string>($"() => {Last}");
    }

    // What is hot last, of this test: what others filed may still be on its way.
    private const string Last = "JSON.stringify((given.hot.at(-1) ?? []).filter((id) => id.endsWith('-ring')))";

    // What the map is given from now on, by source: the ids of its subjects.
    private const string Given = """
        () => {
          window.given = { subjects: [], hot: [] };
          for (const name of Object.keys(given)) {
            const source = compoundsMap.getSource(name), give = source.setData.bind(source);
            source.setData = (data) => { given[name].push(data.features.map((feature) => feature.properties.id).sort()); return give(data); };
          }
        }
        """;
}
