using System.Collections.Frozen;

namespace Compounds.Claims;

/// <summary>Units as people read them behind a number: <c>people/day</c> is "people a day", <c>units</c> is nothing.</summary>
internal static class UnitWords
{
    private static readonly FrozenDictionary<string, (string One, string Many)> s_words = new Dictionary<string, (string, string)>(StringComparer.Ordinal)
    {
        ["people"] = ("person", "people"), ["person"] = ("person", "people"), ["persons"] = ("person", "people"),
        ["household"] = ("household", "households"), ["unit"] = ("", ""), ["units"] = ("", ""),
        ["L"] = ("litre", "litres"), ["l"] = ("litre", "litres"), ["litre"] = ("litre", "litres"), ["liter"] = ("litre", "litres"), ["liters"] = ("litre", "litres"),
        ["h"] = ("hour", "hours"), ["d"] = ("day", "days"), ["min"] = ("minute", "minutes"), ["s"] = ("second", "seconds"),
        ["m2"] = ("m²", "m²"), ["km2"] = ("km²", "km²"), ["m3"] = ("m³", "m³"), ["metre"] = ("metre", "metres"), ["dishes"] = ("dish", "dishes"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> s_periods = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["day"] = "a day", ["d"] = "a day", ["h"] = "an hour", ["month"] = "a month", ["yr"] = "a year", ["L"] = "a litre", ["l"] = "a litre", ["litre"] = "a litre",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether numbers in this unit are parts of a whole, told in per cent.</summary>
    public static bool IsShare(string unit) => unit is "fraction" or "%" or "percent";

    /// <summary>The currency code that stands before the number, or null.</summary>
    public static string? Currency(string unit) =>
        unit.Length >= 3 && unit[..3].All(char.IsAsciiLetterUpper) && (unit.Length == 3 || unit[3] is ' ' or '/') ? unit[..3] : null;

    /// <summary>The words behind the number; empty when it stands alone.</summary>
    /// <param name="unit">The unit as given; without the currency when there is one.</param>
    /// <param name="isOne">Whether the number is exactly one.</param>
    public static string Of(string unit, bool isOne)
    {
        var slash = unit.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0 || !s_periods.TryGetValue(unit[(slash + 1)..], out var period))
            return Noun(unit, isOne);
        return $"{Noun(unit[..slash].Trim(), isOne)} {period}".Trim();
    }

    private static string Noun(string unit, bool isOne)
    {
        if (s_words.TryGetValue(unit, out var words))
            return isOne ? words.One : words.Many;
        if (!isOne || unit.Length < 4)
            return unit;
        return unit.EndsWith("ies", StringComparison.Ordinal) ? $"{unit[..^3]}y" : unit.EndsWith('s') ? unit[..^1] : unit;
    }
}
