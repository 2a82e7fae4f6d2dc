using Compounds.Assessments;
using Compounds.Simulation;

namespace Compounds.Grains.Networks;

/// <summary>The quantile function of a fused range: log-normal to either side of the median, with the spread that P10 and P90 give that side.</summary>
internal static class FusedQuantity
{
    // Levels of the table and the standard normal quantile of each.
    private static readonly (double U, double Z)[] s_levels =
    [
        (0.01, -2.3263478740), (0.05, -1.6448536270), (0.1, -1.2815515655), (0.25, -0.6744897502), (0.5, 0),
        (0.75, 0.6744897502), (0.9, 1.2815515655), (0.95, 1.6448536270), (0.99, 2.3263478740),
    ];

    /// <summary>The quantity of a range.</summary>
    /// <param name="range">The range.</param>
    /// <param name="least">The smallest amount that is not zero; what lies below half of it is none.</param>
    /// <param name="high">The greatest possible amount.</param>
    /// <param name="digits">The significant digits kept.</param>
    public static Quantity Of(QuantityRange range, double least, double high, int digits)
    {
        // On a log scale none stands at a quarter of the smallest amount, as in the calculus.
        var (p10, p50, p90) = (Math.Max(range.P10, least / 4), Math.Max(range.P50, least / 4), Math.Max(range.P90, least / 4));
        var (below, above) = (Math.Log(p50 / p10) / s_levels[6].Z, Math.Log(p90 / p50) / s_levels[6].Z);
        var points = s_levels.Select(level => (level.U, X: Amount(p50 * Math.Exp(level.Z * (level.Z < 0 ? below : above))))).ToArray();
        return points[0].X >= points[^1].X ? Quantity.Fixed(points[0].X) : Quantity.Quantiles(points);

        double Amount(double x) => x < least / 2 ? 0 : Round(Math.Clamp(x, least, high), digits);
    }

    /// <summary>The quantity, or 0 with the probability that it is not there at all.</summary>
    public static Quantity OrNothing(Quantity quantity, double probability)
    {
        if (probability >= 1)
            return quantity;
        (double, double)[] present = [.. s_levels.Select(level => (1 - probability + (probability * level.U), quantity.At(level.U)))];
        return Quantity.Quantiles([(1 - probability, 0), .. present]);
    }

    /// <summary>All of it or nothing, with the probability of all.</summary>
    public static Quantity Whether(double probability) => probability switch
    {
        >= 1 => Quantity.Fixed(1),
        <= 0 => Quantity.Zero,
        _ => Quantity.Quantiles((1 - probability, 0), (Math.BitIncrement(1 - probability), 1)),
    };

    /// <summary>Keeps significant digits.</summary>
    public static double Round(double value, int digits)
    {
        if (value == 0 || !double.IsFinite(value))
            return value;
        var step = Math.Pow(10, Math.Floor(Math.Log10(Math.Abs(value))) + 1 - digits);
        return step >= 1 ? Math.Round(value / step) * step : Math.Round(value / step) / Math.Round(1 / step);
    }
}
