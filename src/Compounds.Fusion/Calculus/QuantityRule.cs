using System.Runtime.Intrinsics;

namespace Compounds.Fusion;

/// <summary>The range of an amount, what is assumed about it without evidence, and how fast evidence about it ages.</summary>
public sealed class QuantityRule
{
    /// <summary>Points of the grid in ln x that are worked on at once.</summary>
    internal const int Block = 8;

    /// <summary>Blocks of the grid.</summary>
    internal const int Blocks = 64;

    /// <summary>Points of the grid in ln x on which the posterior is kept.</summary>
    internal const int GridPoints = Block * Blocks;

    // Keeps the logarithm of the mixture below 32, on which the fixed point of the field relies.
    private const double WidestRange = 60;

    /// <summary>Makes a rule. All amounts are in the unit of the attribute.</summary>
    /// <param name="low">The least amount possible; positive.</param>
    /// <param name="high">The greatest amount possible; above <paramref name="low"/>, at most e^60 times as much.</param>
    /// <param name="priorMedian">The median without evidence; positive.</param>
    /// <param name="priorSigma">The standard deviation of ln x without evidence; positive.</param>
    /// <param name="halfLifeHours">Hours in which evidence loses half its weight; at least 1.</param>
    /// <param name="constants">The constants of the calculus.</param>
    /// <param name="pointSigma">The standard deviation in ln x of a figure without range; by default that of the constants.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of its range.</exception>
    public QuantityRule(
        double low, double high, double priorMedian, double priorSigma, long halfLifeHours, FusionConstants constants, double? pointSigma = null)
    {
        Require(low > 0, nameof(low), low);
        Require(high > low && Math.Log(high / low) <= WidestRange, nameof(high), high);
        Require(priorMedian > 0 && double.IsFinite(priorMedian), nameof(priorMedian), priorMedian);
        Require(priorSigma > 0 && double.IsFinite(priorSigma), nameof(priorSigma), priorSigma);
        PointSigma = pointSigma ?? constants.PointSigma.Value;
        Require(PointSigma >= Amount.LeastSigma && double.IsFinite(PointSigma), nameof(pointSigma), PointSigma);

        (Low, High, PriorMedian, PriorSigma) = (low, high, priorMedian, priorSigma);
        LogLow = Math.Log(low);
        LogRange = Math.Log(high / low);
        Step = (Math.Log(high) - LogLow) / (GridPoints - 1);
        Weighing = new Weighing(constants, halfLifeHours);
    }

    /// <summary>Gets the least amount possible.</summary>
    public double Low { get; }

    /// <summary>Gets the greatest amount possible.</summary>
    public double High { get; }

    /// <summary>Gets the median without evidence.</summary>
    public double PriorMedian { get; }

    /// <summary>Gets the standard deviation of ln x without evidence.</summary>
    public double PriorSigma { get; }

    /// <summary>Gets the standard deviation in ln x of a figure without range.</summary>
    public double PointSigma { get; }

    /// <summary>Gets the hours in which evidence loses half its weight.</summary>
    public long HalfLifeHours => Weighing.HalfLifeHours;

    internal double LogLow { get; }

    internal double LogRange { get; }

    internal double Step { get; }

    internal Weighing Weighing { get; }

    /// <summary>The standard deviation in ln x with which a range or figure counts.</summary>
    internal double SigmaOf(Amount amount) => amount.Kind == AmountKind.Interval
        ? Math.Max(Weighing.Constants.IntervalSigmaFloor.Value, amount.Spread)
        : amount.Spread > 0 ? amount.Spread : PointSigma;

    /// <summary>ln x at the points of a block.</summary>
    internal Vector512<double> Points(int block) => Vector512.FusedMultiplyAdd(
        Vector512.Create((double)(block * Block)) + Vector512.Create(0.0, 1, 2, 3, 4, 5, 6, 7), Vector512.Create(Step), Vector512.Create(LogLow));

    private static void Require(bool holds, string parameter, double value)
    {
        if (!holds)
            throw new ArgumentOutOfRangeException(parameter, value, "The rule of an amount is out of range.");
    }
}
