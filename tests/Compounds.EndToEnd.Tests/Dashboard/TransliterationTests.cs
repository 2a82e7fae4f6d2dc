using Compounds.Driving;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Compounds.EndToEnd.Tests.Dashboard;

/// <summary>A subject whose name was only ever given in a script of the region is found by how people write it in Latin letters.</summary>
[Collection(DashboardTests.Name)]
public sealed class TransliterationTests(DashboardFixture dashboard)
{
    [BrowserTheory]
    [InlineData("kk park", "เคเคปาร์คลาน")]
    [InlineData("myawadi", "မြဝတီလမ်း")]
    [InlineData("miaowadi", "妙瓦底东")]
    [InlineData("chwe koko", "ชเวโก๊กโก่ใต้")]
    [InlineData("jin bei", "ជីនបីថ្មី")]
    [InlineData("sam liam kham", "ເຂດສາມຫຼ່ຽມຄຳ")]
    public async Task A_name_in_another_script_is_found_in_the_table_and_by_the_palette(string typed, string name)
    {
        await dashboard.Relay.AcceptAsync(Wire.Report($"script-{Math.Abs(string.GetHashCode(name, StringComparison.Ordinal))}", Wire.Status(name, "operating")));
        await using var screen = await dashboard.OpenAsync("/subjects", Person.Analyst);
        await screen.Page.GetByLabel("Name, in any script").FillAsync(typed);
        await Expect(screen.Page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true })).ToBeVisibleAsync();
        await screen.Page.Keyboard.PressAsync("Control+k");
        await Expect(screen.Page.GetByRole(AriaRole.Combobox, new() { Name = "Search or command" })).ToBeFocusedAsync();
        await screen.Page.Keyboard.TypeAsync(typed);
        await Expect(screen.Page.GetByRole(AriaRole.Option).Filter(new() { HasText = name })).ToBeVisibleAsync();
        screen.Check();
    }
}
