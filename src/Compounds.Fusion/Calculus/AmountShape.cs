using System.Globalization;

namespace Compounds.Fusion;

/// <summary>Where an amount stands in ln x, and how wide.</summary>
/// <param name="Kind">The form; a figure and a range are both two-sided.</param>
/// <param name="Centre">The middle, or the bound, in ln x.</param>
/// <param name="Sigma">The standard deviation in ln x.</param>
internal readonly record struct AmountShape(AmountKind Kind, double Centre, double Sigma)
{
    // The standard normal quantile of 0.9: a central 80 % range is 2·1.28 standard deviations wide.
    private const double Z80 = 1.2815515655446004;

    public bool IsTwoSided => Kind is AmountKind.Interval or AmountKind.Point;

    /// <summary>The shape of an amount of an attribute.</summary>
    public static AmountShape Of(Amount amount, FusionRule rule)
    {
        var constants = rule.Constants;
        var zero = rule.Least * constants.ZeroShare.Value;
        switch (amount.Kind)
        {
            case AmountKind.Interval:
                var (low, high) = (Math.Max(amount.Low, zero), Math.Max(amount.High, zero));
                return new(
                    amount.Kind, (Math.Log(low) + Math.Log(high)) / 2,
                    Math.Max(constants.IntervalSigmaFloor.Value, Math.Log(high / low) / (2 * Z80)));
            case AmountKind.Point when amount.Low == 0:
                return new(
                    amount.Kind, Math.Log(zero), Math.Max(constants.LeastSigma.Value, amount.Sigma ?? constants.EstimateSigma.Value));
            case AmountKind.Point:
                return new(amount.Kind, Math.Log(amount.Low), SigmaOf(amount, rule));
            default:
                return new(amount.Kind, Math.Log(Math.Max(amount.Low, zero)), constants.BoundSigma.Value);
        }
    }

    /// <summary>Standard deviations between two shapes; 0 where a bound allows the other.</summary>
    public double Apart(in AmountShape other) => Math.Abs(Gap(other)) / Math.Sqrt((Sigma * Sigma) + (other.Sigma * other.Sigma));

    /// <summary>The distance in ln x; 0 where a bound allows the other.</summary>
    public double Gap(in AmountShape other)
    {
        var gap = Centre - other.Centre;
        if (IsTwoSided && other.IsTwoSided)
            return gap;
        if (Kind == other.Kind)
            return 0;
        return Kind == AmountKind.AtLeast || other.Kind == AmountKind.AtMost ? Math.Max(0, gap) : Math.Max(0, -gap);
    }

    /// <summary>The power of ten of the last digit that is not a trailing zero; 1 for whole numbers of two digits.</summary>
    internal static double UnitOf(double value, double wholeNumbersBelow)
    {
        if (value < wholeNumbersBelow && value == Math.Floor(value))
            return 1;

        // Shortest digits that read back as the value: d.ddddE±xxx.
        var text = value.ToString("E16", CultureInfo.InvariantCulture);
        var shortest = value.ToString("R", CultureInfo.InvariantCulture);
        var exponent = int.Parse(
            text.AsSpan(text.IndexOf('E', StringComparison.Ordinal) + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = shortest.AsSpan();
        var e = mantissa.IndexOf('E');
        if (e >= 0)
            mantissa = mantissa[..e];
        var digits = Digits(mantissa);
        return Math.Pow(10, exponent - (digits - 1));
    }

    private static double SigmaOf(Amount amount, FusionRule rule)
    {
        var constants = rule.Constants;
        if (amount.Sigma is { } told)
            return Math.Max(constants.LeastSigma.Value, told);
        if (!(amount.Counted ?? !rule.IsEstimated))
            return constants.EstimateSigma.Value;

        var figure = amount.Told ?? amount.Low;
        var half = UnitOf(figure, constants.WholeNumbersBelow.Value) / 2;
        return Math.Max(constants.LeastSigma.Value, Math.Min(constants.CountedSigma.Value, half / figure / Z80));
    }

    // Digits from the first to the last that is not 0.
    private static int Digits(ReadOnlySpan<char> mantissa)
    {
        var (digits, count) = (0, 0);
        foreach (var character in mantissa)
        {
            if (character == '.' || (character == '0' && count == 0))
                continue;

            count++;
            if (character != '0')
                digits = count;
        }

        return digits;
    }
}
