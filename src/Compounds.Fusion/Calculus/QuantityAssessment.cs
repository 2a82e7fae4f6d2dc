using Compounds.Reports;

namespace Compounds.Fusion;

/// <summary>What the evidence says about an amount, in the unit of the attribute.</summary>
/// <param name="Estimate">The range; null when there is none.</param>
/// <param name="WhyNone">Why there is no estimate: "only bounds", "only denials" or "no claims"; null when there is one.</param>
/// <param name="AtLeast">The lower bound of most weight; null when none is told.</param>
/// <param name="AtMost">The upper bound of most weight; null when none is told.</param>
/// <param name="LeadClaimId">The figure or range of most weight; null without estimate.</param>
/// <param name="LeadGrade">Its grade.</param>
/// <param name="Fresh">The chance, 0 to 1, that a state has not changed since the lead; null for events and without estimate.</param>
/// <param name="Temper">The exponent, 0 to 1, for sources that are never wholly independent; null without estimate.</param>
/// <param name="DayHour">Of a running total, the first hour of the day up to which it counts.</param>
/// <param name="Conflict">The two claims about the same time that are furthest apart, or null.</param>
/// <param name="Quarrel">The two figures or ranges in conflict, to be shown instead of a middle; null without.</param>
/// <param name="Challenged">Later claims of less weight that contradict the lead, in order of id.</param>
/// <param name="Denied">Claims that deny an amount, in order of id: listed, never fused.</param>
/// <param name="Sources">The number of clusters of sources.</param>
/// <param name="EffectiveSources">Clusters of sources with 0.4 nats or more; at most the number of reports.</param>
/// <param name="Reports">Distinct reports that are fused.</param>
/// <param name="Counted">The number of claims that are fused.</param>
/// <param name="IsStale">Whether the newest claim is older than two half-lives.</param>
/// <param name="IsKnownLater">Whether all claims were seen after the as-of time.</param>
/// <param name="NewestHour">When the newest claim was seen, at most the as-of time; whole hours since 2020-01-01T00:00Z.</param>
/// <param name="OldestHour">When the oldest claim was seen.</param>
/// <param name="Circular">Circles of citation among the reports.</param>
/// <param name="NeedsReview">Claims without weight because all they go back to was retracted as erroneous.</param>
public sealed record QuantityAssessment(
    Quantiles? Estimate,
    string? WhyNone,
    double? AtLeast,
    double? AtMost,
    string? LeadClaimId,
    Grade? LeadGrade,
    double? Fresh,
    double? Temper,
    long? DayHour,
    QuantityConflict? Conflict,
    (string One, string Other)? Quarrel,
    IReadOnlyList<string> Challenged,
    IReadOnlyList<string> Denied,
    int Sources,
    int EffectiveSources,
    int Reports,
    int Counted,
    bool IsStale,
    bool IsKnownLater,
    long? NewestHour,
    long? OldestHour,
    IReadOnlyList<CircularReporting> Circular,
    IReadOnlyList<string> NeedsReview);

/// <summary>A range: never a single number.</summary>
/// <param name="P10">The amount is smaller with probability 10 %.</param>
/// <param name="P50">The median.</param>
/// <param name="P90">The amount is smaller with probability 90 %.</param>
public readonly record struct Quantiles(double P10, double P50, double P90);

/// <summary>Two claims without a common cluster of sources that cannot both be right about an amount at the same time.</summary>
/// <param name="One">The claim of the lesser id.</param>
/// <param name="Other">The claim of the greater id.</param>
/// <param name="Deviations">How far apart they are in ln x, in standard deviations of the difference.</param>
public sealed record QuantityConflict(string One, string Other, double Deviations)
{
    /// <summary>Gets the ids of both claims, in order.</summary>
    public IReadOnlyList<string> Claims => [One, Other];
}

/// <summary>One claim about an amount, as it was reported.</summary>
/// <param name="ClaimId">The claim.</param>
/// <param name="Amount">What it says.</param>
/// <param name="Grade">The grade.</param>
/// <param name="AgeHours">Whole hours from when it was seen to the as-of time; 0 when it is known later.</param>
/// <param name="IsKnownLater">Whether it was seen after the as-of time.</param>
/// <param name="Weight">Its exponent relative to the lead, 0 to 1; without estimate relative to the strongest bound.</param>
/// <param name="Retained">What later, different claims leave of it; 0 to 1.</param>
/// <param name="SupersededBy">The newest later claim of no less weight that is more than three deviations off; null when there is
/// none.</param>
/// <param name="OriginId">The origin in which it has most weight.</param>
/// <param name="ClusterId">The cluster of sources behind that origin.</param>
public sealed record ReportedFigure(
    string ClaimId,
    Amount Amount,
    Grade Grade,
    long AgeHours,
    bool IsKnownLater,
    double Weight,
    double Retained,
    string? SupersededBy,
    string OriginId,
    string ClusterId);

/// <summary>What one claim does to the assessment of an amount.</summary>
/// <param name="ClaimId">The claim.</param>
/// <param name="Amount">What it says.</param>
/// <param name="Grade">The grade.</param>
/// <param name="AgeHours">Whole hours from when it was seen to the as-of time; 0 when it is known later.</param>
/// <param name="Weight">Its exponent relative to the lead, 0 to 1; without estimate relative to the strongest bound.</param>
/// <param name="Retained">What later, different claims leave of it; 0 to 1.</param>
/// <param name="MedianIfRemoved">Change of the median, were the claim not held; null when there is no median with or without it.</param>
/// <param name="Shares">Where the weight comes from, by origin; empty for a claim that needs review.</param>
/// <param name="NeedsReview">Whether all that the claim goes back to was retracted as erroneous.</param>
/// <param name="Circular">Whether its report is, or goes back to, part of a circle of citations.</param>
public sealed record QuantityContribution(
    string ClaimId,
    Amount Amount,
    Grade Grade,
    long AgeHours,
    double Weight,
    double Retained,
    double? MedianIfRemoved,
    IReadOnlyList<OriginShare> Shares,
    bool NeedsReview,
    bool Circular);
