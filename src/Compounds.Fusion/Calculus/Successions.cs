using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Compounds.Fusion;

/// <summary>Amounts by slot, and what later, different ones took over of each.</summary>
/// <remarks>
/// Of any two amounts one may take over of the other. Eight at a time show whether they can take more than was taken already,
/// by a bound that needs no exponential; most cannot.
/// </remarks>
internal sealed class Successions(FusionRule rule)
{
    private const int Lanes = 8;

    // Rounding of 1 − e^−x, which for small x is as great as x, and of the bound.
    private const double Slack = 1e-12;
    private readonly double _growth = rule.IsRunningTotal ? rule.Constants.Growth.Value : 1;
    private readonly List<HeldAmount> _amounts = [];
    private long[] _when = [];
    private double[] _centres = [];
    private double[] _variances = [];
    private double[] _credences = [];
    private double[] _taken = [];

    /// <summary>Gets the amounts by slot.</summary>
    public List<HeldAmount> Amounts => _amounts;

    public void Append(HeldAmount amount)
    {
        var slot = _amounts.Count;
        if (slot == _when.Length)
            Grow();
        amount.Held.Slot = slot;
        _amounts.Add(amount);
        Set(slot, amount);
    }

    /// <summary>Takes an amount out; the last one moves to its slot.</summary>
    public void TakeOut(HeldAmount amount)
    {
        var (slot, last) = (amount.Held.Slot, _amounts.Count - 1);
        _amounts[slot] = _amounts[last];
        _amounts[slot].Held.Slot = slot;
        Set(slot, _amounts[slot]);
        _amounts.RemoveAt(last);
        _when[last] = long.MinValue;
    }

    /// <summary>Works out from nothing what was taken of an amount.</summary>
    public void Retain(HeldAmount amount)
    {
        amount.Taken = 0;
        var (when, centre, variance) =
            (Vector512.Create(amount.When), Vector512.Create(amount.Shape.Centre), Vector512.Create(Variance(amount)));
        var growth = Vector512.Create(_growth / amount.Held.Credence);
        // From the end: where the amounts came in order of time, the latest take most, and show at once that the others take no more.
        for (var first = (_amounts.Count - 1) / Lanes * Lanes; first >= 0; first -= Lanes)
        {
            var at = (nuint)first;
            var isLater = Vector512.GreaterThan(Vector512.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(_when), at), when);
            if (isLater == Vector512<long>.Zero)
                continue;

            var most = Vector512.Min(Vector512<double>.One, Load(_credences, at) * growth);
            var isMore = Vector512.GreaterThanOrEqual(Bound(at, centre, variance, most), Vector512.Create(amount.Taken));
            for (var lanes = (isMore.AsInt64() & isLater).ExtractMostSignificantBits(); lanes != 0; lanes &= lanes - 1)
                amount.Taken = Math.Max(amount.Taken, TakenBy(amount, _amounts[first + BitOperations.TrailingZeroCount(lanes)]));
        }

        Keep(amount);
    }

    /// <summary>Lets an amount take over of earlier ones.</summary>
    /// <param name="later">The amount.</param>
    /// <param name="changed">Receives those of which more is taken now.</param>
    public void TakeOver(HeldAmount later, List<HeldAmount> changed)
    {
        if (!later.Shape.IsTwoSided)
            return;

        var (when, centre, variance) =
            (Vector512.Create(later.When), Vector512.Create(later.Shape.Centre), Vector512.Create(Variance(later)));
        var credence = Vector512.Create(_growth * later.Held.Credence);
        for (var first = 0; first < _amounts.Count; first += Lanes)
        {
            var at = (nuint)first;
            var most = Vector512.Min(Vector512<double>.One, credence / Load(_credences, at));
            var isMore = Vector512.GreaterThanOrEqual(Bound(at, centre, variance, most), Load(_taken, at));
            var isEarlier = Vector512.LessThan(Vector512.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(_when), at), when);
            for (var lanes = (isMore.AsInt64() & isEarlier).ExtractMostSignificantBits(); lanes != 0; lanes &= lanes - 1)
            {
                var slot = first + BitOperations.TrailingZeroCount(lanes);
                if (slot < _amounts.Count && TakenBy(_amounts[slot], later) is var taken && taken > _amounts[slot].Taken)
                {
                    _amounts[slot].Taken = taken;
                    Keep(_amounts[slot]);
                    changed.Add(_amounts[slot]);
                }
            }
        }
    }

    /// <summary>Takes back what an amount that was taken out took over.</summary>
    /// <param name="later">The amount.</param>
    /// <param name="changed">Receives those of which less may be taken now.</param>
    public void GiveBack(HeldAmount later, List<HeldAmount> changed)
    {
        foreach (var amount in _amounts)
        {
            if (amount.Taken > 0 && TakenBy(amount, later) == amount.Taken)
                changed.Add(amount);
        }

        foreach (var amount in changed)
            Retain(amount);
    }

    // What a later, different claim takes over of an earlier one; 0 when it is no more than was taken already.
    private double TakenBy(HeldAmount earlier, HeldAmount later)
    {
        if (later.When <= earlier.When || !later.Shape.IsTwoSided || (rule.IsRunningTotal && later.Shape.Centre <= earlier.Shape.Centre)
            || later.Held.Times.Holds(earlier.When, rule.Nature))
        {
            return 0;
        }

        var most = Math.Min(1, _growth * later.Held.Credence / earlier.Held.Credence) * rule.Ramp.At(later.When - earlier.When);
        var gap = earlier.Shape.Gap(later.Shape);
        var exponent = gap * gap / (2 * (Variance(earlier) + Variance(later)));
        return (most * Math.Min(1, 2 * exponent / (2 + exponent))) + Slack < earlier.Taken ? 0 : most * (1 - Math.Exp(-exponent));
    }

    private static double Variance(HeldAmount amount) => amount.Shape.Sigma * amount.Shape.Sigma;

    private static Vector512<double> Load(double[] values, nuint at) =>
        Vector512.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(values), at);

    // 1 − e^−x is at most 2x/(2 + x), and at most 1.
    private Vector512<double> Bound(nuint at, Vector512<double> centre, Vector512<double> variance, Vector512<double> most)
    {
        var gap = Load(_centres, at) - centre;
        var square = gap * gap;
        var sum = Load(_variances, at) + variance;
        var share = Vector512.Min(Vector512<double>.One, (square + square) / ((sum * Vector512.Create(4.0)) + square));
        return (most * share) + Vector512.Create(Slack);
    }

    private void Keep(HeldAmount amount) => _taken[amount.Held.Slot] = amount.Taken;

    private void Set(int slot, HeldAmount amount)
    {
        (_when[slot], _centres[slot], _variances[slot]) = (amount.When, amount.Shape.Centre, Variance(amount));
        (_credences[slot], _taken[slot]) = (amount.Held.Credence, amount.Taken);
    }

    private void Grow()
    {
        var (old, length) = (_when.Length, Math.Max(Lanes, _when.Length * 2));
        Array.Resize(ref _when, length);
        Array.Resize(ref _centres, length);
        Array.Resize(ref _variances, length);
        Array.Resize(ref _credences, length);
        Array.Resize(ref _taken, length);
        Array.Fill(_when, long.MinValue, old, length - old);
    }
}
