using Compounds.Claims;
using Compounds.Fusion;
using Compounds.Reports;

namespace Compounds.Assessments;

/// <summary>The times of a claim in the whole hours of the calculus.</summary>
/// <param name="Observed">When it was seen to hold; of a reading, the noon of its day.</param>
/// <param name="From">Since when it holds, or the first day of a counted period; null when not told.</param>
/// <param name="Until">Until when it holds, excluded; null when not told.</param>
/// <param name="On">The beginning of the day, or last day, that was counted; null for other natures.</param>
internal readonly record struct EvidenceTimes(long Observed, long? From, long? Until, long? On)
{
    private static readonly TimeSpan s_noon = TimeSpan.FromHours(12);

    /// <summary>The times of a claim under the rule of its attribute.</summary>
    public static EvidenceTimes Of(AttributeRule rule, ReportEvidence evidence, Claim claim)
    {
        var on = claim.OnStart();
        // A reading speaks of its whole day; filed in the morning, it still cannot speak of a time after it was recorded.
        var observed = rule.IsReading && on is { } day ? Earlier(day + s_noon, evidence.RecordedAt) : claim.ObservedAt;
        // The day of a listing was told as the day of a count before standing facts had a beginning of their own.
        var from = claim.Validity?.From?.At ?? (rule.Nature is Nature.Standing ? on : null);
        return new EvidenceTimes(
            FusionTime.HourOf(observed), HourOf(from), rule.Nature is Nature.Event ? null : HourOf(claim.Validity?.Until?.At),
            rule.Nature is Nature.Event ? HourOf(on) : null);
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static long? HourOf(DateTimeOffset? time) => time is { } told ? FusionTime.HourOf(told) : null;
}
