namespace Compounds.Fusion;

/// <summary>What the two numbers of an <see cref="Amount"/> mean.</summary>
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
public readonly record struct Amount
{
    private const double LeastSigma = 0.001;
    private readonly double _first;
    private readonly double _second;

    private Amount(AmountKind kind, double first, double second)
    {
        if (!(first > 0 && double.IsFinite(first)))
            throw new ArgumentOutOfRangeException(nameof(first), first, "An amount is positive and finite.");

        (Kind, _first, _second) = (kind, first, second);
    }

    /// <summary>Gets which of the four forms this is.</summary>
    public AmountKind Kind { get; }

    /// <summary>Gets the figure, the bound, or the low end of the range.</summary>
    public double Low => _first;

    /// <summary>Gets the high end of the range; the figure or bound itself otherwise.</summary>
    public double High => Kind == AmountKind.Interval ? _second : _first;

    /// <summary>Gets the standard deviation in ln x that came with a point, or null for the customary one.</summary>
    public double? Sigma => Kind == AmountKind.Point && _second > 0 ? _second : null;

    /// <summary>A central 80 % range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not 0 &lt; low ≤ high, or not finite.</exception>
    public static Amount Interval(double low, double high) => high >= low && double.IsFinite(high)
        ? new(AmountKind.Interval, low, high)
        : throw new ArgumentOutOfRangeException(nameof(high), high, "The high end of a range is finite and not below the low end.");

    /// <summary>One figure, with its standard deviation in ln x when known; at least 0.001.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not positive and finite, or the deviation is too small.</exception>
    public static Amount Point(double value, double? sigma = null) => sigma is null or (>= LeastSigma and < double.PositiveInfinity)
        ? new(AmountKind.Point, value, sigma ?? 0)
        : throw new ArgumentOutOfRangeException(nameof(sigma), sigma, "The standard deviation in ln x is at least 0.001.");

    /// <summary>A lower bound.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not positive and finite.</exception>
    public static Amount AtLeast(double bound) => new(AmountKind.AtLeast, bound, 0);

    /// <summary>An upper bound.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not positive and finite.</exception>
    public static Amount AtMost(double bound) => new(AmountKind.AtMost, bound, 0);
}
