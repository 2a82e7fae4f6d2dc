using System.Globalization;
using Compounds.Subjects;

namespace Compounds.Claims;

/// <summary>Values as people read them: numbers with their unit and thousands separators, codes in words, subjects by name.</summary>
public static class ValueWords
{
    /// <summary>The words of a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="names">The names of other subjects.</param>
    public static string Of(ClaimValue value, SubjectNames names) => value switch
    {
        CategoryValue category => CodeWords.Of(category.Code),
        LabelValue label => label.Text,
        EntityValue entity => names.Of(entity.Subject),
        AliasValue alias => CodeWords.Language(alias.Language) is { } language ? $"“{alias.Name}” ({language})" : $"“{alias.Name}”",
        PointValue point => Of(point),
        QuantityValue quantity => Of(quantity),
        _ => throw new ArgumentOutOfRangeException(nameof(value), value, "Not a form of value."),
    };

    /// <summary>A day, for example "12 February 2025".</summary>
    public static string Of(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>A number with thousands separators and at most four decimals, for example "1,200.5".</summary>
    public static string Of(double number) =>
        number is > -0.0001 and < 0.0001 and not 0 ? number.ToString("0.##E0", CultureInfo.InvariantCulture) : number.ToString("#,0.####", CultureInfo.InvariantCulture);

    /// <summary>No more decimals than the place is known to: two are a kilometre.</summary>
    private static string Of(PointValue point)
    {
        var format = point.PrecisionKilometres >= 1 ? "0.00" : "0.0000";
        return $"{Degrees(point.Latitude, 'N', 'S')}, {Degrees(point.Longitude, 'E', 'W')}, within {Of(Math.Round(point.PrecisionKilometres, 3))} km";

        string Degrees(double value, char positive, char negative) => $"{Math.Abs(value).ToString(format, CultureInfo.InvariantCulture)}° {(value < 0 ? negative : positive)}";
    }

    /// <summary>A figure, for example "at least 1,000 people".</summary>
    public static string Of(QuantityValue quantity)
    {
        var scale = quantity.Unit is "fraction" ? 100 : 1;
        var (low, high) = (Of(quantity.Low * scale), Of(quantity.High * scale));
        var currency = UnitWords.Currency(quantity.Unit);
        var isOne = quantity.Form is QuantityForm.Point && quantity.Low is 1;
        var unit = UnitWords.IsShare(quantity.Unit) ? "%" : UnitWords.Of(currency is null ? quantity.Unit : quantity.Unit[3..].TrimStart(), isOne);
        var number = quantity.Form switch
        {
            QuantityForm.Interval => $"{low} to {high}",
            _ => low,
        };
        var amount = $"{(currency is null ? "" : $"{currency} ")}{number} {unit}".TrimEnd();
        return quantity.Form switch
        {
            QuantityForm.AtLeast => $"at least {amount}",
            QuantityForm.AtMost => $"at most {amount}",
            QuantityForm.Point when quantity.Sigma is not null => $"about {amount}",
            _ => amount,
        };
    }
}
