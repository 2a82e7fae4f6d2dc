using System.Runtime.Intrinsics;

namespace Compounds.Fusion;

/// <summary>The term of a figure or range: <c>ln(1 + A·exp(rate·(θ−centre)²))</c>.</summary>
/// <remarks>
/// Along an even grid a bell curve is a product of products: the exponential is taken once, in the block of the centre,
/// and two multiplications lead from block to block. That halves the time, and rounding stays below 1e-12.
/// Each value depends on its point only, not on the window.
/// </remarks>
internal readonly struct BellCurve(QuantityRule rule, double centre, double rate, double amplitude)
{
    // A curve narrower than a few points would under- and overflow between blocks; it spans few blocks, so each is computed.
    private const double Narrow = 8;

    /// <summary>Changes the blocks from <paramref name="first"/> to before <paramref name="end"/>.</summary>
    public void Replace(UnitChange change, int first, int end)
    {
        var stride = rule.Step * QuantityRule.Block;
        if (-rate * stride * stride > Narrow)
        {
            for (var block = first; block < end; block++)
                change.Apply(block, VectorFunctions.LogOnePlus(At(Distance(block))));
            return;
        }

        var anchor = (int)Math.Clamp(Math.Floor((centre - rule.LogLow) / stride), 0, QuantityRule.Blocks - 1);
        var distance = Distance(anchor);
        var bend = Vector512.Create(Math.Exp(2 * rate * stride * stride));
        Sweep(change, At(distance), Ratio(distance, stride), bend, anchor, first, end, +1);
        Sweep(change, At(distance), Ratio(distance, -stride), bend, anchor, first, end, -1);
    }

    private static void Sweep(
        UnitChange change, Vector512<double> value, Vector512<double> ratio, Vector512<double> bend, int anchor, int first, int end, int direction)
    {
        for (var block = anchor; direction > 0 ? block < end : block >= first; block += direction)
        {
            if (block >= first && block < end && (direction > 0 || block != anchor))
                change.Apply(block, VectorFunctions.LogOnePlus(value));
            value *= ratio;
            ratio *= bend;
        }
    }

    private Vector512<double> Distance(int block) => rule.Points(block) - Vector512.Create(centre);

    private Vector512<double> At(Vector512<double> distance) =>
        Vector512.Create(amplitude) * VectorFunctions.Exp(distance * distance * Vector512.Create(rate));

    // exp(rate·(d+h)²) = exp(rate·d²)·exp(rate·(2·d + h)·h)
    private Vector512<double> Ratio(Vector512<double> distance, double stride) =>
        VectorFunctions.Exp((distance + distance + Vector512.Create(stride)) * Vector512.Create(stride * rate));
}
