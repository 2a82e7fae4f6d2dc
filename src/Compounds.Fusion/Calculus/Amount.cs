namespace Compounds.Fusion;

/// <summary>What the numbers of an <see cref="Amount"/> mean.</summary>
public enum AmountKind
{
    /// <summary>A central 80 % range.</summary>
    Interval,

    /// <summary>One figure.</summary>
    Point,

    /// <summary>A lower bound.</summary>
    AtLeast,

    /// <summary>An upper bound.</summary>
    AtMost,
}

/// <summary>A figure or range of 0 or more, in the unit of the attribute.</summary>
/// <remarks>The default value is an interval from 0 to 0.</remarks>
public readonly record struct Amount
{
    /// <summary>The smallest positive amount.</summary>
    internal const double Smallest = 1e-100;

    /// <summary>The greatest amount.</summary>
    internal const double Greatest = 1e100;

    private const double WidestSigma = 10;

    private Amount(AmountKind kind, double low, double high, double? sigma = null, bool? counted = null, double? told = null)
    {
        if (low is not (0 or (>= Smallest and <= Greatest)))
            throw new ArgumentOutOfRangeException(nameof(low), low, "An amount is 0 or from 1e-100 to 1e100.");

        (Kind, Low, High, Sigma, Counted, Told) = (kind, low, high, sigma, counted, told);
    }

    /// <summary>Gets which of the four forms this is.</summary>
    public AmountKind Kind { get; }

    /// <summary>Gets the low end of the range, or the figure or bound itself.</summary>
    public double Low { get; }

    /// <summary>Gets the high end of the range, or the figure or bound itself.</summary>
    public double High { get; }

    /// <summary>Gets the standard deviation of a figure in ln x; null when not told.</summary>
    public double? Sigma { get; }

    /// <summary>Gets whether a figure was counted, not estimated; null when not told, so that the attribute decides.</summary>
    public bool? Counted { get; }

    /// <summary>Gets a counted figure in the unit in which it was told, whose digits say how exact it is; null when that is the unit of the attribute.</summary>
    public double? Told { get; }

    /// <summary>A central 80 % range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not 0 ≤ low ≤ high ≤ 1e100.</exception>
    public static Amount Interval(double low, double high) => high >= low && high is 0 or (>= Smallest and <= Greatest)
        ? new(AmountKind.Interval, low, high)
        : throw new ArgumentOutOfRangeException(nameof(high), high, "The high end of a range is at most 1e100 and not below the low end.");

    /// <summary>One figure, with its standard deviation in ln x when known, whether it was counted, and the figure in the unit in which it was told.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The figure is negative or above 1e100, or the deviation is not above 0 and at most 10.</exception>
    public static Amount Point(double value, double? sigma = null, bool? counted = null, double? told = null) => sigma is null or (> 0 and <= WidestSigma)
        ? new(AmountKind.Point, value, value, sigma, counted, told)
        : throw new ArgumentOutOfRangeException(nameof(sigma), sigma, "The standard deviation in ln x is above 0 and at most 10.");

    /// <summary>A lower bound.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, or above 1e100.</exception>
    public static Amount AtLeast(double bound) => new(AmountKind.AtLeast, bound, bound);

    /// <summary>An upper bound.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, or above 1e100.</exception>
    public static Amount AtMost(double bound) => new(AmountKind.AtMost, bound, bound);
}
