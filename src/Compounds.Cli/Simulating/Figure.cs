using System.Globalization;

namespace Compounds.Cli.Simulating;

/// <summary>Numbers of a simulation as text.</summary>
internal static class Figure
{
    private const double Whole = 100;

    /// <summary>A number with at most two places, none from 100 on: a simulation knows no more.</summary>
    public static string Of(double number) => number.ToString(Math.Abs(number) >= Whole ? "N0" : "#,0.##", CultureInfo.InvariantCulture);

    /// <summary>A share in per cent.</summary>
    public static string Percent(double share) => (100 * share).ToString("0", CultureInfo.InvariantCulture) + " %";
}
