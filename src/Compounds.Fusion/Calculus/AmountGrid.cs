using System.Runtime.Intrinsics;

namespace Compounds.Fusion;

/// <summary>Points in ln x, centred on the hull of the figures, whose ends are points.</summary>
/// <param name="Middle">The middle of the hull.</param>
/// <param name="Step">The distance of two points.</param>
/// <param name="Reach">The number of points on either side of the middle.</param>
internal readonly record struct AmountGrid(double Middle, double Step, int Reach)
{
    /// <summary>Points that are worked on at once.</summary>
    public const int Block = 8;

    // What rounding may put above a whole number does not make another point.
    private const double Rounding = 1e-9;

    // Figures nearer to each other than this part of a step are one figure: a grid with both as points would grow without bound.
    private const double Nearest = 1.0 / 64;

    public int Points => (2 * Reach) + 1;

    public int Blocks => (Points + Block - 1) / Block;

    /// <summary>The grid of figures whose centres and deviations have these extremes.</summary>
    public static AmountGrid Of(double lowest, double highest, double leastSigma, double greatestSigma, FusionRule rule)
    {
        var constants = rule.Constants;
        var half = (highest - lowest) / 2;
        var step = Math.Max(constants.GridStep.Value, Math.Min(constants.GridCoarsest.Value, leastSigma / constants.GridPerSigma.Value));
        if (half >= step * Nearest)
            step = half / Math.Ceiling((half / step) - Rounding);
        var scales = constants.WrongFactor.Value + greatestSigma + (rule.IsState ? rule.Jump : 0);
        return new((highest + lowest) / 2, step, (int)Math.Ceiling(((half + (constants.GridScales.Value * scales)) / step) - Rounding));
    }

    /// <summary>ln x at a point, from 0.</summary>
    public double At(int point) => Middle + ((point - Reach) * Step);

    /// <summary>ln x at the points of a block, from 0.</summary>
    public Vector512<double> At(nuint block) => Vector512.FusedMultiplyAdd(
        Vector512.Create(((double)block * Block) - Reach) + Vector512.Create(0.0, 1, 2, 3, 4, 5, 6, 7),
        Vector512.Create(Step),
        Vector512.Create(Middle));
}
