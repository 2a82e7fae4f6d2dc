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

/// <summary>A positive figure or range, in the unit of the attribute.</summary>
/// <remarks>The default value is no amount.</remarks>
public readonly record struct Amount
{
    internal const double LeastSigma = 0.001;

    // The standard normal quantile of 0.9: a central 80 % range is 2·1.28 standard deviations wide.
    private const double Z80 = 1.2815515655446004;

    private Amount(AmountKind kind, double low, double high, double spread)
    {
        if (!(low > 0 && double.IsFinite(low)))
            throw new ArgumentOutOfRangeException(nameof(low), low, "An amount is positive and finite.");

        (Kind, Low, High, Spread) = (kind, low, high, spread);
        Centre = (Math.Log(low) + Math.Log(high)) / 2;
    }

    /// <summary>Gets which of the four forms this is.</summary>
    public AmountKind Kind { get; }

    /// <summary>Gets the low end of the range, or the figure or bound itself.</summary>
    public double Low { get; }

    /// <summary>Gets the high end of the range, or the figure or bound itself.</summary>
    public double High { get; }

    /// <summary>Gets the middle in ln x.</summary>
    internal double Centre { get; }

    /// <summary>Gets the standard deviation in ln x as it was given; 0 when it was not.</summary>
    internal double Spread { get; }

    /// <summary>A central 80 % range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not 0 &lt; low ≤ high, or not finite.</exception>
    public static Amount Interval(double low, double high) => high >= low && double.IsFinite(high)
        ? new(AmountKind.Interval, low, high, Math.Log(high / low) / (2 * Z80))
        : throw new ArgumentOutOfRangeException(nameof(high), high, "The high end of a range is finite and not below the low end.");

    /// <summary>One figure, with its standard deviation in ln x when known; at least 0.001.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not positive and finite, or the deviation is too small.</exception>
    public static Amount Point(double value, double? sigma = null) => sigma is null or (>= LeastSigma and < double.PositiveInfinity)
        ? new(AmountKind.Point, value, value, sigma ?? 0)
        : throw new ArgumentOutOfRangeException(nameof(sigma), sigma, "The standard deviation in ln x is at least 0.001.");

    /// <summary>A lower bound.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not positive and finite.</exception>
    public static Amount AtLeast(double bound) => new(AmountKind.AtLeast, bound, bound, 0);

    /// <summary>An upper bound.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not positive and finite.</exception>
    public static Amount AtMost(double bound) => new(AmountKind.AtMost, bound, bound, 0);
}
