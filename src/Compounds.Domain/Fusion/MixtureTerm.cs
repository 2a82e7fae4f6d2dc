using System.Runtime.Intrinsics;
using System.Runtime.InteropServices;

namespace Compounds.Fusion;

/// <summary>
/// What one claim says about every point of the grid: <c>ln(c·f(θ) + (1−c)/Rg) − ln((1−c)/Rg) = ln(1 + A·shape(θ))</c>.
/// </summary>
/// <remarks>
/// The constant that is left out cancels in the posterior; without it the term is never negative, and nothing at all
/// far from what the claim says, so only a part of the grid is touched.
/// </remarks>
internal readonly struct MixtureTerm
{
    // A product below this rounds to zero units with room to spare, so leaving its point out cannot show.
    private const double Vanishing = 0.49;
    private readonly AmountKind _kind;
    private readonly double _centre;
    private readonly double _rate;
    private readonly double _amplitude;

    /// <summary>The term of an amount reported with a grade.</summary>
    public MixtureTerm(QuantityRule rule, Amount amount, Grade grade)
    {
        var credence = rule.Weighing.Grades.Credence(grade);
        _kind = amount.Kind;
        _centre = amount.Centre;
        if (IsBound)
        {
            _rate = (_kind == AmountKind.AtLeast ? 1 : -1) / rule.Weighing.Constants.BoundSigma.Value;
            _amplitude = 2 * credence / (1 - credence);
        }
        else
        {
            var sigma = rule.SigmaOf(amount);
            _rate = -1 / (2 * sigma * sigma);
            _amplitude = credence / (1 - credence) * rule.LogRange / (sigma * Math.Sqrt(2 * Math.PI));
        }
    }

    private bool IsBound => _kind is AmountKind.AtLeast or AmountKind.AtMost;

    /// <summary>Replaces <c>round(before·term)</c> by <c>round(after·term)</c> at every point, exactly.</summary>
    public void Replace(Span<long> units, QuantityRule rule, double before, double after)
    {
        var greatest = Math.Max(before, after) * _amplitude;
        if (greatest < Vanishing)
            return;

        var (first, end) = Window(rule, Math.Log(greatest / Vanishing));
        if (IsBound)
            Replace<Bound>(units, rule, before, after, first, end);
        else
            Replace<Bell>(units, rule, before, after, first, end);
    }

    private (int First, int End) Window(QuantityRule rule, double depth)
    {
        var reach = IsBound ? depth / Math.Abs(_rate) : Math.Sqrt(depth / -_rate);
        var low = _kind == AmountKind.AtMost ? double.NegativeInfinity : (_centre - reach - rule.LogLow) / rule.Step;
        var high = _kind == AmountKind.AtLeast ? double.PositiveInfinity : (_centre + reach - rule.LogLow) / rule.Step;
        var first = (int)Math.Clamp(Math.Floor(low), 0, QuantityRule.Points) & ~(Vector512<double>.Count - 1);
        return (first, (int)Math.Clamp(Math.Ceiling(high) + 1, 0, QuantityRule.Points));
    }

    private void Replace<TShape>(Span<long> units, QuantityRule rule, double before, double after, int first, int end)
        where TShape : struct, IShape
    {
        var (centre, rate, amplitude) = (Vector512.Create(_centre), Vector512.Create(_rate), Vector512.Create(_amplitude));
        var (origin, step) = (Vector512.Create(rule.LogLow), Vector512.Create(rule.Step));
        var (old, now, rounder) = (Vector512.Create(before), Vector512.Create(after), Vector512.Create(VectorFunctions.Rounder));
        var index = Vector512.Create((double)first) + Vector512.Create(0.0, 1, 2, 3, 4, 5, 6, 7);
        var eight = Vector512.Create(8.0);
        ref var start = ref MemoryMarshal.GetReference(units);
        for (var i = first; i < end; i += Vector512<double>.Count)
        {
            var distance = Vector512.FusedMultiplyAdd(index, step, origin) - centre;
            var shape = TShape.At(distance, rate);
            var term = VectorFunctions.Log(Vector512.FusedMultiplyAdd(amplitude, shape, Vector512<double>.One));
            var change = Vector512.FusedMultiplyAdd(now, term, rounder).AsInt64() - Vector512.FusedMultiplyAdd(old, term, rounder).AsInt64();
            (Vector512.LoadUnsafe(ref start, (nuint)i) + change).StoreUnsafe(ref start, (nuint)i);
            index += eight;
        }
    }

    private interface IShape
    {
        static abstract Vector512<double> At(Vector512<double> distance, Vector512<double> rate);
    }

    private readonly struct Bell : IShape
    {
        public static Vector512<double> At(Vector512<double> distance, Vector512<double> rate) =>
            VectorFunctions.Exp(distance * distance * rate);
    }

    private readonly struct Bound : IShape
    {
        // The logistic function by an exponential that cannot overflow.
        public static Vector512<double> At(Vector512<double> distance, Vector512<double> rate)
        {
            var y = distance * rate;
            var small = VectorFunctions.Exp(-Vector512.Abs(y));
            var share = Vector512.ConditionalSelect(Vector512.LessThan(y, Vector512<double>.Zero), small, Vector512<double>.One);
            return share / (Vector512<double>.One + small);
        }
    }
}
