using Compounds.Claims;

namespace Compounds.Fusion;

/// <summary>The times of one claim under the nature of its attribute, in whole hours.</summary>
internal readonly struct ClaimTimes
{
    private const long None = long.MinValue;

    /// <summary>Reads the times of a claim.</summary>
    public ClaimTimes(EvidenceClaim claim, Nature nature)
    {
        Observed = claim.ObservedHour;
        From = claim.FromHour ?? None;
        Until = claim.UntilHour ?? long.MaxValue;
        IsNever = claim.IsDenied && claim.IsNever;
        About = nature == Nature.Standing ? claim.FromHour ?? Observed : Observed;
        Moment = nature == Nature.Standing ? From : Observed;
        Since = claim.FromHour is { } from ? Math.Min(from, Observed) : Observed;
    }

    /// <summary>Gets when the source saw it hold.</summary>
    public long Observed { get; }

    /// <summary>Gets the told beginning; the least hour when none is told.</summary>
    public long From { get; }

    /// <summary>Gets the told end; the greatest hour when none is told.</summary>
    public long Until { get; }

    /// <summary>Gets the time that the claim is about: for standing facts the told beginning, else when it was seen.</summary>
    public long About { get; }

    /// <summary>Gets when a change happened that the claim tells of; the least hour when it tells of none.</summary>
    public long Moment { get; }

    /// <summary>Gets the beginning of the span in which a state was seen to hold.</summary>
    public long Since { get; }

    /// <summary>Gets whether this is a denial that says it never was so.</summary>
    public bool IsNever { get; }

    public bool HasFrom => From != None;

    /// <summary>Whether a state was seen to hold from a time on, so that it did not change since then.</summary>
    public bool Holds(long hour, Nature nature) => nature == Nature.State && HasFrom && From <= hour;

    /// <summary>Whether two claims are about the same time.</summary>
    public static bool AreAboutSameTime(in ClaimTimes a, in ClaimTimes b, FusionRule rule)
    {
        switch (rule.Nature)
        {
            case Nature.State:
                return Math.Max(a.Since, b.Since) - Math.Min(a.Observed, b.Observed) <= rule.SuccessionHours;
            case Nature.Standing:
                return Overlap(a, b);
            default:
                return true;
        }
    }

    /// <summary>Whether the validities of two contrary standing facts overlap.</summary>
    public static bool Overlap(in ClaimTimes a, in ClaimTimes b) => a.From < b.EndBefore(a) && b.From < a.EndBefore(b);

    /// <summary>Whether a claim counts at a time.</summary>
    public static bool Counts(EvidenceClaim claim, Nature nature, long asOfHour) => nature == Nature.Event
        ? (claim.OnHour ?? claim.ObservedHour) <= asOfHour
        : Start(claim, nature) <= asOfHour && asOfHour < (claim.UntilHour ?? long.MaxValue);

    /// <summary>The hour from which a claim counts.</summary>
    public static long Start(EvidenceClaim claim, Nature nature) => nature switch
    {
        Nature.Event => claim.OnHour ?? claim.ObservedHour,
        Nature.State => claim.FromHour ?? claim.ObservedHour,
        _ => claim.FromHour ?? None,
    };

    // A claim without a told end ends where a contrary one begins, if that is after its own beginning.
    private long EndBefore(in ClaimTimes contrary) => contrary.HasFrom && contrary.From > About ? Math.Min(Until, contrary.From) : Until;
}

/// <summary>The hours, from the first to before the last, in which the same claims count and stand at the same time.</summary>
internal readonly record struct AsOfWindow(long From, long Until)
{
    public static AsOfWindow Always { get; } = new(long.MinValue, long.MaxValue);

    public bool Contains(long hour) => From <= hour && hour < Until;

    /// <summary>The part around an hour in which a claim neither begins nor ceases to count, nor grows older with the as-of time.</summary>
    public AsOfWindow Around(long hour, EvidenceClaim claim, Nature nature, bool standsAtItsTime)
    {
        var window = At(hour, ClaimTimes.Start(claim, nature));
        if (nature != Nature.Event && claim.UntilHour is { } until)
            window = window.At(hour, until);
        if (standsAtItsTime && ClaimTimes.Counts(claim, nature, hour))
            window = claim.ObservedHour > hour ? new(hour, hour + 1) : window.At(hour, claim.ObservedHour);
        return window;
    }

    private AsOfWindow At(long hour, long boundary) =>
        boundary <= hour ? this with { From = Math.Max(From, boundary) } : this with { Until = Math.Min(Until, boundary) };
}
