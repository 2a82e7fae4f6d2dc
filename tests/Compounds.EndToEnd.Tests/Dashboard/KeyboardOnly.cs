using Microsoft.Playwright;

namespace Compounds.EndToEnd.Tests.Dashboard;

/// <summary>Hands that have a keyboard and nothing else.</summary>
internal static class KeyboardOnly
{
    private const int MostStops = 300;

    /// <summary>Presses Tab until a control has the focus; fails when it is never reached.</summary>
    public static async Task TabToAsync(this IPage page, ILocator control, string key = "Tab")
    {
        await Assertions.Expect(control).ToBeAttachedAsync();
        for (var stop = 0; stop < MostStops; stop++)
        {
            if (await control.EvaluateAsync<bool>("control => control === document.activeElement"))
                return;
            await page.Keyboard.PressAsync(key);
        }

        Assert.Fail($"{control} is not reached by {MostStops} times {key}.");
    }

    /// <summary>Goes to a control by Tab and presses Enter on it.</summary>
    public static async Task PressAsync(this IPage page, ILocator control, string key = "Enter")
    {
        await page.TabToAsync(control);
        await page.Keyboard.PressAsync(key);
    }

    /// <summary>Goes to a field by Tab and types into it.</summary>
    public static async Task TypeAsync(this IPage page, ILocator field, string text)
    {
        await page.TabToAsync(field);
        await page.Keyboard.TypeAsync(text);
    }

    /// <summary>Presses keys one after the other.</summary>
    public static async Task KeysAsync(this IPage page, params string[] keys)
    {
        foreach (var key in keys)
            await page.Keyboard.PressAsync(key);
    }
}
