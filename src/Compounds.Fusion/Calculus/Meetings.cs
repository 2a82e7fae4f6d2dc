using Compounds.Claims;

namespace Compounds.Fusion;

/// <summary>Which claims meet: about the same time, or one says that the earlier other was never true.</summary>
internal readonly struct Meetings(ClaimTimes times, FusionRule rule)
{
    private readonly long _first = rule.IsState ? times.Since - rule.SuccessionHours : 0;
    private readonly long _last = rule.IsState ? times.Observed + rule.SuccessionHours : 0;

    /// <summary>Whether the claim meets another.</summary>
    public bool With(in ClaimTimes other) => rule.Nature switch
    {
        Nature.State => (other.Observed >= _first && other.Since <= _last) || Never(times, other) || Never(other, times),
        Nature.Standing => ClaimTimes.Overlap(times, other) || Never(times, other) || Never(other, times),
        _ => true,
    };

    /// <summary>Counts, for each claim of two parties, those of the other that it meets.</summary>
    public static void Of(Opposition.Party one, Opposition.Party other, FusionRule rule)
    {
        for (var i = 0; i < one.Side.Count; i++)
        {
            var meet = new Meetings(one.Side.Times[i], rule);
            for (var j = 0; j < other.Side.Count; j++)
                Count(one, i, other, j, meet.With(other.Side.Times[j]));
        }
    }

    /// <summary>As <see cref="Of"/>, for states: spans that begin in time less those that ended before, by sorted times.</summary>
    public static void OfStates(Opposition.Party one, Opposition.Party other, long successionHours)
    {
        CountSpans(one, other, successionHours);
        CountSpans(other, one, successionHours);
        CountNevers(one, other, successionHours);
        CountNevers(other, one, successionHours);
    }

    private static bool Never(in ClaimTimes denial, in ClaimTimes other) => denial.IsNever && denial.Observed >= other.Observed;

    private static void Count(Opposition.Party one, int i, Opposition.Party other, int j, bool isMeeting)
    {
        if (!isMeeting)
            return;

        one.Meetings[i]++;
        other.Meetings[j]++;
    }

    private static void CountSpans(Opposition.Party one, Opposition.Party other, long successionHours)
    {
        var (begins, ends) = (other.Side.SortedBegins(), other.Side.SortedEnds());
        for (var i = 0; i < one.Side.Count; i++)
        {
            ref readonly var times = ref one.Side.Times[i];
            var begun = CountBelow(begins, times.Observed + successionHours + 1);
            one.Meetings[i] += begun - CountBelow(ends, times.Since - successionHours);
        }
    }

    // Denials that say it never was so also meet assertions that are earlier than the time that they share.
    private static void CountNevers(Opposition.Party one, Opposition.Party other, long successionHours)
    {
        if (one.Side.Nevers == 0)
            return;

        for (var i = 0; i < one.Side.Count; i++)
        {
            var times = one.Side.Times[i];
            if (!times.IsNever)
                continue;

            for (var j = 0; j < other.Side.Count; j++)
            {
                ref readonly var earlier = ref other.Side.Times[j];
                var isShared = earlier.Observed >= times.Since - successionHours && earlier.Since <= times.Observed + successionHours;
                Count(one, i, other, j, !isShared && Never(times, earlier));
            }
        }
    }

    private static int CountBelow(long[] sorted, long limit)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (sorted[middle] < limit)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
