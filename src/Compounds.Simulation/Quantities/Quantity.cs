using System.Collections.Immutable;
using System.Globalization;
using Orleans;

namespace Compounds.Simulation;

/// <summary>A number that may be uncertain, given by its quantile function. Immutable; compared by value.</summary>
[Immutable]
public sealed class Quantity : IEquatable<Quantity>
{
    /// <summary>Initializes a quantity. Prefer the factories, which check their arguments.</summary>
    /// <param name="shape">The family.</param>
    /// <param name="points">The numbers of the family.</param>
    /// <exception cref="ArgumentOutOfRangeException">The numbers do not fit the family.</exception>
    public Quantity(QuantityShape shape, ImmutableArray<double> points)
    {
        if (Check(shape, points.AsSpan()) is { } problem)
            throw new ArgumentOutOfRangeException(nameof(points), problem);
        Shape = shape;
        Points = points;
    }

    /// <summary>Gets zero, known exactly.</summary>
    public static Quantity Zero { get; } = Fixed(0);

    /// <summary>Gets infinity: no limit.</summary>
    public static Quantity Unlimited { get; } = Fixed(double.PositiveInfinity);

    /// <summary>Gets the family.</summary>
    public QuantityShape Shape { get; }

    /// <summary>Gets the numbers of the family: value; lowest, likeliest, highest; median, sigma; or u and x in turn.</summary>
    public ImmutableArray<double> Points { get; }

    /// <summary>Gets a value indicating whether every draw gives the same number.</summary>
    public bool IsFixed => Shape == QuantityShape.Fixed;

    /// <summary>Gets the median.</summary>
    public double Median => At(0.5);

    /// <summary>A known number.</summary>
    /// <param name="value">The number; infinity means no limit.</param>
    /// <returns>The quantity.</returns>
    public static Quantity Fixed(double value) => new(QuantityShape.Fixed, [value]);

    /// <summary>Lowest, most likely and highest value.</summary>
    /// <param name="low">The lowest value.</param>
    /// <param name="mode">The most likely value.</param>
    /// <param name="high">The highest value; above the lowest.</param>
    /// <returns>The quantity.</returns>
    public static Quantity Triangular(double low, double mode, double high) => new(QuantityShape.Triangular, [low, mode, high]);

    /// <summary>A positive number known up to a factor.</summary>
    /// <param name="median">The median, above 0.</param>
    /// <param name="sigma">The standard deviation of the natural logarithm, above 0; ln 2 means "within a factor of two" at one sigma.</param>
    /// <returns>The quantity.</returns>
    public static Quantity LogNormal(double median, double sigma) => new(QuantityShape.LogNormal, [median, sigma]);

    /// <summary>Straight lines through points of the quantile function, flat outside them.</summary>
    /// <param name="points">Pairs of u in [0, 1], rising, and x, not falling.</param>
    /// <returns>The quantity.</returns>
    public static Quantity Quantiles(params ReadOnlySpan<(double U, double X)> points)
    {
        var flat = ImmutableArray.CreateBuilder<double>(2 * points.Length);
        foreach (var (u, x) in points)
            flat.AddRange(u, x);
        return new(QuantityShape.Quantiles, flat.DrainToImmutable());
    }

    /// <summary>The value below which the share <paramref name="u"/> of the distribution lies.</summary>
    /// <param name="u">The share, in (0, 1).</param>
    /// <returns>The quantile.</returns>
    public double At(double u) => Shape switch
    {
        QuantityShape.Triangular => TriangularAt(Points[0], Points[1], Points[2], u),
        QuantityShape.LogNormal => Points[0] * Math.Exp(Points[1] * InverseNormal.At(u)),
        QuantityShape.Quantiles => TableAt(Points.AsSpan(), u),
        _ => Points[0],
    };

    /// <summary>The same quantity in another unit.</summary>
    /// <param name="factor">The factor, above 0.</param>
    /// <returns>The scaled quantity.</returns>
    public Quantity Times(double factor)
    {
        var scaled = Points.ToArray();
        var (first, step) = Shape switch { QuantityShape.Quantiles => (1, 2), QuantityShape.LogNormal => (0, 2), _ => (0, 1) };
        for (var i = first; i < scaled.Length; i += step)
            scaled[i] *= factor;
        return new(Shape, [.. scaled]);
    }

    /// <summary>Lowest and highest value the quantity can take.</summary>
    /// <returns>The support; a log-normal reaches from 0 to infinity.</returns>
    public (double Low, double High) Support() => Shape switch
    {
        QuantityShape.LogNormal => (0, double.PositiveInfinity),
        QuantityShape.Quantiles => (Points[1], Points[^1]),
        _ => (Points[0], Points[^1]),
    };

    /// <inheritdoc/>
    public bool Equals(Quantity? other) =>
        other is not null && Shape == other.Shape && Points.AsSpan().SequenceEqual(other.Points.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Quantity);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Shape);
        foreach (var point in Points)
            hash.Add(point);
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var numbers = string.Join(", ", Points.Select(p => p.ToString("G6", CultureInfo.InvariantCulture)));
        return IsFixed ? numbers : $"{Shape}({numbers})";
    }

    /// <summary>Says what is wrong with the numbers of a family, or nothing.</summary>
    internal static string? Check(QuantityShape shape, ReadOnlySpan<double> points)
    {
        foreach (var point in points)
        {
            if (double.IsNaN(point) || (double.IsInfinity(point) && shape != QuantityShape.Fixed))
                return "Every number of a distribution must be finite.";
        }

        return shape switch
        {
            QuantityShape.Fixed => points.Length == 1 ? null : "A known quantity is one number.",
            QuantityShape.Triangular => points.Length == 3 && points[0] <= points[1] && points[1] <= points[2] && points[0] < points[2]
                ? null : "A triangular quantity is [lowest, most likely, highest], in rising order.",
            QuantityShape.LogNormal => points.Length == 2 && points[0] > 0 && points[1] > 0
                ? null : "A lognormal quantity has a median and a sigma, both above 0.",
            QuantityShape.Quantiles => CheckTable(points),
            _ => "The family of the quantity is unknown.",
        };
    }

    private static string? CheckTable(ReadOnlySpan<double> points)
    {
        const string Rule = "A quantile table has at least two points [u, x] with u rising within [0, 1] and x not falling.";
        if (points.Length < 4 || points.Length % 2 != 0 || points[0] < 0 || points[^2] > 1)
            return Rule;
        for (var i = 2; i < points.Length; i += 2)
        {
            if (points[i] <= points[i - 2] || points[i + 1] < points[i - 1])
                return Rule;
        }

        return null;
    }

    private static double TriangularAt(double low, double mode, double high, double u)
    {
        var split = (mode - low) / (high - low);
        return u < split
            ? low + Math.Sqrt(u * (high - low) * (mode - low))
            : high - Math.Sqrt((1 - u) * (high - low) * (high - mode));
    }

    private static double TableAt(ReadOnlySpan<double> points, double u)
    {
        if (u <= points[0])
            return points[1];
        for (var i = 2; i < points.Length; i += 2)
        {
            if (u <= points[i])
                return points[i - 1] + ((points[i + 1] - points[i - 1]) * (u - points[i - 2]) / (points[i] - points[i - 2]));
        }

        return points[^1];
    }
}
