using System.Runtime.Intrinsics;

namespace Compounds.Fusion;

/// <summary>The term of a lower or, with a negative rate, an upper bound: <c>ln(1 + A/(1 + exp(−rate·(θ−centre))))</c>.</summary>
/// <remarks>
/// With <c>u = exp(−|rate·(θ−centre)|)</c> the fraction is 1/(1+u) where the bound holds and u/(1+u) where it is broken.
/// From block to block u takes one multiplication, and away from the bound, where it is small, series replace the rest:
/// a third of the time, and rounding stays below 1e-13. Each value depends on its point only, not on the window.
/// </remarks>
internal readonly struct BoundCurve(QuantityRule rule, double centre, double rate, double amplitude)
{
    // Where u is smaller, what the series leave out is below 1e-14.
    private const double Small = 1e-5;

    /// <summary>Changes the blocks from <paramref name="first"/> to before <paramref name="end"/>.</summary>
    public void Replace(UnitChange change, int first, int end)
    {
        var stride = rule.Step * QuantityRule.Block;
        var anchor = (int)Math.Clamp(Math.Floor((centre - rule.LogLow) / stride), 0, QuantityRule.Blocks - 1);
        if (anchor >= first && anchor < end)
            change.Apply(anchor, Across(anchor));

        var decay = Vector512.Create(Math.Exp(-Math.Abs(rate) * stride));
        var full = VectorFunctions.LogOnePlus(Vector512.Create(amplitude));
        var u = SmallAt(anchor + 1);
        for (var block = anchor + 1; block < end; block++, u *= decay)
        {
            if (block >= first)
                change.Apply(block, rate > 0 ? Holding(u, full) : Broken(u));
        }

        u = SmallAt(anchor - 1);
        for (var block = anchor - 1; block >= first; block--, u *= decay)
        {
            if (block < end)
                change.Apply(block, rate > 0 ? Broken(u) : Holding(u, full));
        }
    }

    private Vector512<double> Across(int block)
    {
        var y = Signed(block);
        var u = VectorFunctions.Exp(-Vector512.Abs(y));
        var share = Vector512.ConditionalSelect(Vector512.LessThan(y, Vector512<double>.Zero), u, Vector512<double>.One);
        return VectorFunctions.LogOnePlus(Vector512.Create(amplitude) * share / (Vector512<double>.One + u));
    }

    private Vector512<double> Holding(Vector512<double> u, Vector512<double> full)
    {
        if (Vector512.GreaterThanAny(u, Vector512.Create(Small)))
            return VectorFunctions.LogOnePlus(Vector512.Create(amplitude) / (Vector512<double>.One + u));

        var loss = (u - (u * u)) * Vector512.Create(amplitude / (1 + amplitude));
        return full - Vector512.FusedMultiplyAdd(loss * loss, Vector512.Create(0.5), loss);
    }

    private Vector512<double> Broken(Vector512<double> u) => VectorFunctions.LogOnePlus(
        Vector512.Create(amplitude) * (Vector512.GreaterThanAny(u, Vector512.Create(Small)) ? u / (Vector512<double>.One + u) : u - (u * u)));

    private Vector512<double> SmallAt(int block) => VectorFunctions.Exp(-Vector512.Abs(Signed(block)));

    private Vector512<double> Signed(int block) => (rule.Points(block) - Vector512.Create(centre)) * Vector512.Create(rate);
}
