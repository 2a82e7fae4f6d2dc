using System.Globalization;
using Compounds.Claims;

namespace Compounds.Assessments;

/// <summary>Figures as people write them: <c>at least 1,000 people</c>.</summary>
internal static class FigureText
{
    /// <summary>A figure with its unit.</summary>
    public static string Of(QuantityForm form, double low, double high, string unit) => string.Create(CultureInfo.InvariantCulture, $"{Number(form, low, high)}{UnitOf(unit)}");

    private static string Number(QuantityForm form, double low, double high) => form switch
    {
        QuantityForm.Interval => string.Create(CultureInfo.InvariantCulture, $"{low:#,0.###} to {high:#,0.###}"),
        QuantityForm.AtLeast => string.Create(CultureInfo.InvariantCulture, $"at least {low:#,0.###}"),
        QuantityForm.AtMost => string.Create(CultureInfo.InvariantCulture, $"at most {low:#,0.###}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{low:#,0.###}"),
    };

    // "Units" and shares are pure numbers: their attribute says what is counted.
    private static string UnitOf(string unit) => unit is "units" or "fraction" ? "" : " " + unit;
}
