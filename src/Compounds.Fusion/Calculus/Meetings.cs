using System.Numerics;
using System.Runtime.Intrinsics;
using Compounds.Claims;

namespace Compounds.Fusion;

/// <summary>Which claims meet a claim: about the same time, or one says that the earlier other was never true.</summary>
internal readonly struct Meetings(ClaimTimes times, FusionRule rule)
{
    private readonly long _first = rule.IsState ? times.Since - rule.SuccessionHours : 0;
    private readonly long _last = rule.IsState ? times.Observed + rule.SuccessionHours : 0;

    /// <summary>Counts in the supports of two contrary sides that a claim of one meets claims of the other, or no longer does.</summary>
    /// <param name="side">The side of the claim.</param>
    /// <param name="held">The claim, still in its slot.</param>
    /// <param name="contrary">The other side.</param>
    /// <param name="change">1 when it came, −1 when it goes.</param>
    public static void Count(ClaimSide side, HeldClaim held, ClaimSide contrary, int change)
    {
        var meet = new Meetings(held.Times, side.Rule);
        var isPlain = side.Rule.IsState && !held.Times.IsNever && contrary.Nevers == 0;
        var met = 0;
        for (var first = 0; first < contrary.Count; first += Vector512<long>.Count)
        {
            for (var slots = isPlain ? meet.SpansOf(contrary, first) : meet.With(contrary, first); slots != 0; slots &= slots - 1)
            {
                contrary.Support.Meet(first + BitOperations.TrailingZeroCount(slots), side, change);
                met++;
            }
        }

        side.Support.Meet(held.Slot, contrary, met * change);
    }

    private static bool Never(in ClaimTimes denial, in ClaimTimes other) => denial.IsNever && denial.Observed >= other.Observed;

    // The slots from a first one on, as bits, of states that nothing says never to have been.
    private ulong SpansOf(ClaimSide contrary, int first)
    {
        var isSeen = Vector512.GreaterThanOrEqual(Vector512.Create(contrary.Observed[first..]), Vector512.Create(_first));
        var isBegun = Vector512.LessThanOrEqual(Vector512.Create(contrary.Since[first..]), Vector512.Create(_last));
        return (isSeen & isBegun).ExtractMostSignificantBits();
    }

    private ulong With(ClaimSide contrary, int first)
    {
        var slots = 0UL;
        var others = contrary.Times[first..];
        for (var i = 0; i < others.Length && i < Vector512<long>.Count; i++)
            slots |= With(others[i]) ? 1UL << i : 0;
        return slots;
    }

    private bool With(in ClaimTimes other) => rule.Nature switch
    {
        Nature.State => (other.Observed >= _first && other.Since <= _last) || Never(times, other) || Never(other, times),
        Nature.Standing => ClaimTimes.Overlap(times, other) || Never(times, other) || Never(other, times),
        _ => true,
    };
}
