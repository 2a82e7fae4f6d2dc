using Compounds.Reports;

namespace Compounds.Fusion;

/// <summary>What the evidence says about an amount, in the unit of the attribute.</summary>
/// <param name="P10">The amount is smaller with probability 10 %.</param>
/// <param name="P50">The median.</param>
/// <param name="P90">The amount is smaller with probability 90 %.</param>
/// <param name="Conflict">The two claims that contradict each other most, or null.</param>
/// <param name="EffectiveSources">Clusters of sources that each contribute 0.4 nats or more.</param>
/// <param name="Freshness">Of the newest claim; null without claims.</param>
/// <param name="Circular">Circles of citation among the reports.</param>
/// <param name="NeedsReview">Claims without weight because all they go back to was retracted as erroneous.</param>
public sealed record QuantityAssessment(
    double P10,
    double P50,
    double P90,
    QuantityConflict? Conflict,
    int EffectiveSources,
    Freshness? Freshness,
    IReadOnlyList<CircularReporting> Circular,
    IReadOnlyList<string> NeedsReview);

/// <summary>What one claim does to the assessment of an amount.</summary>
/// <param name="ClaimId">The claim.</param>
/// <param name="Amount">What it says.</param>
/// <param name="Grade">The grade that counts.</param>
/// <param name="AgeHours">Whole hours from observation to the as-of time.</param>
/// <param name="HalfLifeHours">Hours in which its weight halves.</param>
/// <param name="Weight">Its rank discounts, over all its origins; 0 to 1.</param>
/// <param name="WeightNow">The weight that age left of it; 0 to 1.</param>
/// <param name="MedianIfRemoved">Change of the median, in the unit of the attribute, were the claim not held.</param>
/// <param name="Shares">Where the weight comes from, by origin; empty for a claim that needs review.</param>
/// <param name="NeedsReview">Whether all that the claim goes back to was retracted as erroneous.</param>
/// <param name="Circular">Whether its report is, or goes back to, part of a circle of citations.</param>
public sealed record QuantityContribution(
    string ClaimId,
    Amount Amount,
    Grade Grade,
    long AgeHours,
    long HalfLifeHours,
    double Weight,
    double WeightNow,
    double MedianIfRemoved,
    IReadOnlyList<OriginShare> Shares,
    bool NeedsReview,
    bool Circular);
