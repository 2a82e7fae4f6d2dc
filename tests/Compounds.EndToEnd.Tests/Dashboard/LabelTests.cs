using System.Text.Json;
using Compounds.Driving;
using static Microsoft.Playwright.Assertions;

namespace Compounds.EndToEnd.Tests.Dashboard;

/// <summary>
/// Names in seven scripts are drawn with letters of their own, on the map and in the page. Pictures are not compared with kept ones: their
/// pixels change with each release of the browser and of its font renderer. What must hold on every machine is checked instead: a script
/// whose letters are missing draws the same box for each of them, so two names of different letters must be two different pictures.
/// </summary>
[Collection(DashboardTests.Name)]
public sealed class LabelTests(DashboardFixture dashboard)
{
    /// <summary>Two names of a language in letters that share none; stacks, tones and marks where the script has them.</summary>
    private static readonly (string Language, string One, string Other)[] s_names =
    [
        ("th", "กก่กิ", "มม้มึ"), ("my", "က္ကကု", "မ္မမိ"), ("zh", "妙瓦底", "水沟谷"), ("km", "ក្កកុ", "ម្មមី"), ("lo", "ກກ່ກິ", "ມມ້ມຶ"), ("vi", "Mộc", "Thủ"), ("en", "Park", "Yard"),
    ];

    [BrowserFact]
    public async Task Every_script_is_drawn_with_letters_of_its_own_on_the_map_and_has_its_language_in_the_page()
    {
        await dashboard.Relay.AcceptAsync(s_names.SelectMany(static (name, row) => new[] { Placed(name.One, row, 0), Placed(name.Other, row, 1) }));
        await using var screen = await dashboard.OpenAsync("/map?at=101.4,9.3,9.5", Person.Analyst);
        foreach (var (language, one, other) in s_names)
        {
            await Expect(screen.Page.Locator($".side .name [lang={language}]").Filter(new() { HasText = one }).First).ToBeVisibleAsync();
            await Expect(screen.Page.Locator($".side .name [lang={language}]").Filter(new() { HasText = other }).First).ToBeVisibleAsync();
        }

        await screen.MapIsIdleAsync();
        var drawn = await screen.Page.EvaluateAsync<JsonElement>(Compare, s_names.SelectMany(static (name, row) => new[] { At(row, 0), At(row, 1) }).ToArray());
        var labels = drawn.EnumerateArray().ToArray();
        Assert.All(labels, static label => Assert.True(label.GetProperty("ink").GetInt32() > 20, label.GetRawText()));
        for (var row = 0; row < s_names.Length; row++)
        {
            var unlike = labels[2 * row].GetProperty("unlikeNext").GetInt32();
            Assert.True(unlike > 20, $"{s_names[row].One} and {s_names[row].Other} differ in {unlike} pixels only.");
        }

        screen.Check();
    }

    [BrowserFact]
    public async Task The_fonts_that_ship_have_the_letters()
    {
        await using var screen = await dashboard.OpenAsync("/settings", Person.Analyst);
        foreach (var (family, letters) in new[] { ("Noto Sans Thai", "กมแช"), ("Noto Sans Myanmar", "ကမရွ"), ("Noto Sans Khmer", "កមស្ម"), ("Noto Sans Lao", "ກມຫຼ"), ("Noto Sans Variable", "ộủđP") })
            Assert.True(await screen.Page.EvaluateAsync<bool>("async ([family, letters]) => (await document.fonts.load(`24px \"${family}\"`, letters)).length > 0 && document.fonts.check(`24px \"${family}\"`, letters)", new[] { family, letters }), family);
    }

    // In the frame in which the map has been drawn its picture can be read. Below each place is its name: its ink, and how far it is another than the next.
    private const string Compare = """
        (places) => new Promise((resolve) => {
          compoundsMap.once('render', () => {
            const canvas = compoundsMap.getCanvas(), scale = canvas.width / canvas.clientWidth;
            const copy = document.createElement('canvas');
            [copy.width, copy.height] = [canvas.width, canvas.height];
            const paint = copy.getContext('2d');
            paint.drawImage(canvas, 0, 0);
            const crop = ([lng, lat]) => {
              const { x, y } = compoundsMap.project([lng, lat]);
              return paint.getImageData(Math.round((x - 30) * scale), Math.round((y + 11) * scale), Math.round(60 * scale), Math.round(20 * scale)).data;
            };
            const unlike = (one, other) => { let count = 0; for (let i = 0; i < one.length; i += 4) if (Math.abs(one[i] - other[i]) + Math.abs(one[i + 1] - other[i + 1]) + Math.abs(one[i + 2] - other[i + 2]) > 120) count++; return count; };
            const ground = crop([places[0][0] - 0.25, places[0][1]]);
            const crops = places.map(crop);
            resolve(crops.map((each, i) => ({ ink: unlike(each, ground), unlikeNext: unlike(each, crops[i + 1] ?? ground) })));
          });
          compoundsMap.triggerRepaint();
        })
        """;

    private static double[] At(int row, int column) => [101.2 + (0.4 * column), 9.0 + (0.1 * row)];

    private static string Placed(string name, int row, int column)
    {
        var at = At(row, column);
        return Wire.Report($"label-{row}-{column}", $"{Wire.Status(name, "operating")},{Wire.Place(name, at[1], at[0])}");
    }
}
