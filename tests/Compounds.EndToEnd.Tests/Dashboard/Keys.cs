using Microsoft.Playwright;

namespace Compounds.EndToEnd.Tests.Dashboard;

/// <summary>A person who uses the keyboard and nothing else.</summary>
/// <param name="page">The page.</param>
internal sealed class Keys(IPage page)
{
    // More stops than any page has.
    private const int MostStops = 300;

    /// <summary>Presses Tab until the control of this name has the focus.</summary>
    /// <param name="control">The control; waited for first.</param>
    public async Task TabToAsync(ILocator control)
    {
        await Assertions.Expect(control).ToBeVisibleAsync();
        for (var stop = 0; stop < MostStops; stop++)
        {
            if (await control.EvaluateAsync<bool>("element => element === document.activeElement"))
                return;
            await page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"No number of tabs reaches {control}.");
    }

    /// <summary>Tabs to a control and presses it.</summary>
    public async Task PressAsync(ILocator control)
    {
        await TabToAsync(control);
        await page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Tabs to a field and types into it.</summary>
    public async Task TypeAsync(ILocator field, string text)
    {
        await TabToAsync(field);
        await page.Keyboard.TypeAsync(text);
    }

    /// <summary>Two keys one after the other.</summary>
    public async Task ChordAsync(string first, string second)
    {
        await page.Keyboard.PressAsync(first);
        await page.Keyboard.PressAsync(second);
    }

    /// <summary>Takes a step with a reason: opens it, types, presses it.</summary>
    public async Task TakeAsync(string label, string why, Func<ILocator, Task>? fill = null)
    {
        var steps = page.GetByRole(AriaRole.Region, new() { Name = "What you may do now" });
        await PressAsync(steps.GetByRole(AriaRole.Button, new() { Name = label }).First);
        var form = steps.Locator("form");
        if (fill is not null)
            await fill(form);
        await TypeAsync(form.Locator("textarea"), why);
        await PressAsync(form.GetByRole(AriaRole.Button, new() { Name = label }));
        await Assertions.Expect(form).ToHaveCountAsync(0);
    }
}
