using Compounds.Claims;

namespace Compounds.Exchange.Intake;

/// <summary>
/// Checks when a claim holds against the nature of its attribute: its day or period, since when and until when, and which event of a day
/// it counts.
/// </summary>
internal static class ValidityRules
{
    // The one event whose span is told, and the one standing fact that had a day of its own.
    private const string Outage = "outage";
    private const string Listing = "sanctionedBy";

    /// <summary>The day of the claim and how long it holds; each null when it has none or told a problem.</summary>
    /// <param name="draft">The claim as read.</param>
    /// <param name="rule">The rule of its attribute.</param>
    /// <param name="observedAt">When it was observed; null when that is not told or was refused.</param>
    /// <param name="problems">Where to tell.</param>
    /// <param name="where">The claim.</param>
    /// <param name="now">The clock, in UTC.</param>
    public static (DateOnly? On, Validity? Validity) Check(
        in ClaimDraft draft, AttributeRule rule, DateTimeOffset? observedAt, Problems problems, in Where where, DateTimeOffset now)
    {
        var until = Until(draft, rule, problems, where, now);
        var on = On(draft, rule, observedAt, until, problems, where, now);
        var from = From(draft, rule, problems, where, now);
        if (draft.Occasion is not null && (rule.Nature != Nature.Event || rule.IsRunningTotal))
            Misplaced(ClaimDraft.OccasionProperty, problems, where,
                $"{rule.Name} counts no single event and has no occasion; leave it out.");
        if (draft.IsNever && !draft.IsDenied)
            problems.Add(RefusalCodes.NeverSoNotDenied, where.At("/neverSo"),
                "Only a denial can say that it was never so; add \"denied\":true, or leave neverSo out.");
        if (from is { } began && until is { } ended && ended.At <= began.At)
            problems.Add(RefusalCodes.UntilNotAfterFrom, where.At("/until"),
                "until is excluded and must be later than from; give the first day or moment on which it no longer held.");
        if (rule.Nature == Nature.Event && from is { } start && on is { } day && start.At >= CalendarDay.StartOf(day, draft.Zone))
        {
            if (start.At >= CalendarDay.StartOf(day.AddDays(1), draft.Zone))
                problems.Add(RefusalCodes.FromAfterOn, where.At("/from"),
                    $"from is the first day of the period and on its last, {day:yyyy-MM-dd}; exchange or correct them.");
            else if (start.IsDay && !rule.IsRunningTotal && rule.Name != Outage)
                from = null; // A period of one day is that day.
        }

        var validity = new Validity(from, until, draft.Occasion, draft.IsNever, draft.Zone);
        return (on, validity == Validity.None ? null : validity);
    }

    private static PointInTime? From(in ClaimDraft draft, AttributeRule rule, Problems problems, in Where where, DateTimeOffset now)
    {
        var isListed = draft.On is not null && rule is { Name: Listing, IsDated: false };
        if (isListed && draft.From is null)
            problems.Add(RefusalCodes.OnReadAsFrom, where.At("/on"), $"{rule.Name} holds from a day on: on is read as from; send from.");
        else if (isListed)
            Misplaced(ClaimDraft.OnProperty, problems, where, $"{rule.Name} holds from a day on; leave on out beside from.");
        if ((draft.From ?? (isListed ? new GivenTime(draft.On!.Value, null) : null)) is not { } given)
            return null;
        if (rule.IsReading)
        {
            Misplaced(ClaimDraft.FromProperty, problems, where, $"{rule.Name} is read on one day: give on and leave from out.");
            return null;
        }

        var hasEnd = draft.Has(ClaimDraft.OnProperty) || draft.Has(ClaimDraft.UntilProperty);
        if (rule.Nature == Nature.Event && !rule.IsRunningTotal && !hasEnd)
            problems.Add(RefusalCodes.MissingProperty, where.At("/on"),
                $"A period of {rule.Name} needs its last day as on beside its first as from.");
        return TimeReading.Past(given, draft.Zone, problems, where.At("/from"), now) is null ? null : given.PointIn(draft.Zone);
    }

    private static PointInTime? Until(in ClaimDraft draft, AttributeRule rule, Problems problems, in Where where, DateTimeOffset now)
    {
        if (draft.Until is not { } given)
            return null;
        var isSpan = rule.Name == Outage;
        if ((rule.Nature == Nature.Event && !isSpan) || rule.IsReading)
        {
            Misplaced(ClaimDraft.UntilProperty, problems, where, rule.IsReading
                ? $"{rule.Name} is read on one day: give on and leave until out."
                : $"{rule.Name} counts what happened: give the last day as on and leave until out.");
            return null;
        }

        var at = where.At("/until");
        var instant = isSpan ? TimeReading.Past(given, draft.Zone, problems, at, now) : TimeReading.Any(given, draft.Zone, problems, at);
        return instant is null ? null : given.PointIn(draft.Zone);
    }

    private static DateOnly? On(
        in ClaimDraft draft, AttributeRule rule, DateTimeOffset? observedAt, PointInTime? until, Problems problems, in Where where,
        DateTimeOffset now)
    {
        if (!rule.IsDated)
        {
            if (draft.Has(ClaimDraft.OnProperty) && rule.Name != Listing)
                Misplaced(ClaimDraft.OnProperty, problems, where,
                    $"{rule.Name} is not of one day; give observedAt instead, or from when it holds since a day.");
            return null;
        }

        if (draft.On is { } told)
            return TimeReading.PastDay(told, draft.Zone, problems, where.At("/on"), now);
        if (draft.Has(ClaimDraft.OnProperty))
            return null;
        if (until is { } end)
            return CalendarDay.Of(end.At.AddTicks(-1), draft.Zone);
        if (!draft.Has(ClaimDraft.ObservedAtProperty) && !draft.Has(ClaimDraft.UntilProperty))
        {
            var what = rule.IsReading ? "is read on" : "counts an event of";
            problems.Add(RefusalCodes.MissingProperty, where.At("/on"),
                $"{rule.Name} {what} a day: give it, for example \"on\":\"{now:yyyy-MM-dd}\", or observedAt.");
        }

        return observedAt is null ? null : draft.ObservedAt?.DayIn(draft.Zone);
    }

    private static void Misplaced(int property, Problems problems, in Where where, string message) =>
        problems.Add(RefusalCodes.MisplacedProperty, where.In(ClaimDraft.Properties[property]), message);
}
