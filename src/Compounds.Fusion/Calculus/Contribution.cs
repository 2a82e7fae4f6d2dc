using Compounds.Reports;

namespace Compounds.Fusion;

/// <summary>What one claim contributes to the assessment of the value that it asserts or denies.</summary>
/// <param name="ClaimId">The claim.</param>
/// <param name="Code">The value.</param>
/// <param name="Denied">Whether the claim denies the value; then the contribution is negative.</param>
/// <param name="Grade">The grade.</param>
/// <param name="AgeHours">Whole hours from when it was seen to the as-of time; 0 when it is known later.</param>
/// <param name="HalfLifeHours">Hours in which its weight halves; null when it does not.</param>
/// <param name="Nats">The contribution. All contributions and the base add up to the score.</param>
/// <param name="Decibans">The contribution in decibans.</param>
/// <param name="Retained">What later contrary claims leave of it; 0 to 1.</param>
/// <param name="IfRemoved">Change of the value's probability, −1 to 1, were the claim not held; exact, since other ranks move up.</param>
/// <param name="Shares">Where the contribution comes from, by origin; empty for a claim that needs review.</param>
/// <param name="NeedsReview">Whether all that the claim goes back to was retracted as erroneous.</param>
/// <param name="Circular">Whether its report is, or goes back to, part of a circle of citations.</param>
public sealed record Contribution(
    string ClaimId,
    string Code,
    bool Denied,
    Grade Grade,
    long AgeHours,
    long? HalfLifeHours,
    double Nats,
    double Decibans,
    double Retained,
    double IfRemoved,
    IReadOnlyList<OriginShare> Shares,
    bool NeedsReview,
    bool Circular);

/// <summary>The share of a claim that stands in one origin.</summary>
/// <param name="OriginId">The report or label that the claim goes back to.</param>
/// <param name="RankInOrigin">1 for the strongest claim of the origin, which counts in full.</param>
/// <param name="ClusterId">The source, or cluster of sources, behind the origin.</param>
/// <param name="RankInCluster">1 for the strongest origin of the cluster, which counts in full.</param>
/// <param name="Weight">The product of the rank discounts over the number of origins; 0 to 1.</param>
public readonly record struct OriginShare(string OriginId, int RankInOrigin, string ClusterId, int RankInCluster, double Weight);
