using System.Globalization;

namespace Compounds.Simulation.Policy;

/// <summary>Numbers as one says them: three significant digits, so that no sentence promises more than the range allows.</summary>
internal static class PlainNumber
{
    private const int Digits = 3;

    /// <summary>A number in words of digits, for example <c>12,300</c> or <c>0.0452</c>.</summary>
    public static string Of(double number)
    {
        if (number == 0 || !double.IsFinite(number))
            return number == 0 ? "0" : "unbounded";
        var magnitude = (int)Math.Floor(Math.Log10(Math.Abs(number))) + 1;
        if (magnitude >= Digits)
        {
            var step = Math.Pow(10, magnitude - Digits);
            return (Math.Round(number / step) * step).ToString("#,0", CultureInfo.InvariantCulture);
        }

        return Math.Round(number, Math.Min(Digits - magnitude, 15)).ToString("0.###############", CultureInfo.InvariantCulture);
    }

    /// <summary>A share in per cent, for example <c>37 %</c>.</summary>
    public static string Percent(double share) => (100 * share).ToString("0", CultureInfo.InvariantCulture) + " %";

    /// <summary>A range: the median, then P10 to P90.</summary>
    public static string Range(Spread spread) => $"{Of(spread.P50)} ({Of(spread.P10)} to {Of(spread.P90)})";
}
