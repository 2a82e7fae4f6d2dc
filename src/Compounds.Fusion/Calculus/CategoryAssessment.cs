using Compounds.Reports;

namespace Compounds.Fusion;

/// <summary>What the evidence says about an attribute whose values are codes.</summary>
/// <param name="Values">The asserted values, most probable first, ties by code.</param>
/// <param name="Denied">The values that claims only deny, in order.</param>
/// <param name="Other">Where one value holds, the probability that it is another or unknown; null elsewhere and without an asserted
/// value.</param>
/// <param name="WhyNone">Why no value has a probability: "no claims" or "only denials"; null when one has.</param>
/// <param name="Disagreement">The worst disagreement about the same time.</param>
/// <param name="Superseded">Values that newer evidence put in the past.</param>
/// <param name="Challenged">Newer but weaker evidence against what leads.</param>
/// <param name="Counted">The number of claims that count.</param>
/// <param name="NewestHour">When the newest of them was seen, at most the as-of time; whole hours since 2020-01-01T00:00Z.</param>
/// <param name="OldestHour">When the oldest of them was seen.</param>
/// <param name="Circular">Circles of citation among the reports.</param>
/// <param name="NeedsReview">Claims without weight because all they go back to was retracted as erroneous.</param>
public sealed record CategoryAssessment(
    IReadOnlyList<ValueAssessment> Values,
    IReadOnlyList<string> Denied,
    double? Other,
    string? WhyNone,
    Disagreement Disagreement,
    IReadOnlyList<Change> Superseded,
    IReadOnlyList<Change> Challenged,
    int Counted,
    long? NewestHour,
    long? OldestHour,
    IReadOnlyList<CircularReporting> Circular,
    IReadOnlyList<string> NeedsReview)
{
    /// <summary>Gets the most probable value, the first by code among equals; null when none has a probability.</summary>
    public ValueAssessment? Leader => Values.Count == 0 ? null : Values[0];
}

/// <summary>What the evidence says about one asserted value.</summary>
/// <param name="Value">The value.</param>
/// <param name="Probability">0 to 1.</param>
/// <param name="Words">The probability in words.</param>
/// <param name="Score">Base + for − against, in nats.</param>
/// <param name="Base">Where one value holds, how far the value enters the contest; 0 or less; 0 where several hold.</param>
/// <param name="ForNats">Support, decayed and discounted.</param>
/// <param name="AgainstNats">Support of the denials.</param>
/// <param name="EffectiveSources">Clusters of sources that each assert it with 0.4 nats or more; at most the number of reports.</param>
/// <param name="Reports">Distinct reports that assert it and count.</param>
/// <param name="ChiefClaimId">The asserting claim with most nats.</param>
/// <param name="ChiefGrade">Its grade.</param>
/// <param name="NewestHour">When the newest asserting claim was seen, at most the as-of time.</param>
/// <param name="IsKnownLater">Whether all its claims, denials included, were seen after the as-of time.</param>
/// <param name="IsStale">Whether its newest claim, denials included, is older than two half-lives.</param>
/// <param name="Disagreement">With its own denial.</param>
/// <param name="IsSuperseded">Whether newer evidence put it in the past.</param>
/// <param name="IsChallenged">Whether newer but weaker evidence speaks against it.</param>
public sealed record ValueAssessment(
    string Value,
    double Probability,
    ProbabilityWords Words,
    double Score,
    double Base,
    double ForNats,
    double AgainstNats,
    int EffectiveSources,
    int Reports,
    string ChiefClaimId,
    Grade ChiefGrade,
    long NewestHour,
    bool IsKnownLater,
    bool IsStale,
    Disagreement Disagreement,
    bool IsSuperseded,
    bool IsChallenged);

/// <summary>How much two bodies of evidence about the same time disagree.</summary>
/// <param name="Kappa"><c>2·S2/(S1+S2)</c> of the larger and the smaller support; 0 (one-sided) to 1 (balanced).</param>
/// <param name="IsConflict">Whether the weaker side is large enough, in share and in nats, to be shown.</param>
/// <param name="One">One side, such as "raided"; null without disagreement.</param>
/// <param name="Other">The other side, such as "vacated" or "not raided".</param>
public readonly record struct Disagreement(double Kappa, bool IsConflict, string? One, string? Other);

/// <summary>A value, or its denial, that newer evidence replaces or that challenges what leads.</summary>
/// <param name="Value">The value, or "not" and the value.</param>
/// <param name="By">What replaces it; null for a challenge.</param>
/// <param name="SinceHour">The time that the newer evidence is about; whole hours since 2020-01-01T00:00Z.</param>
public sealed record Change(string Value, string? By, long SinceHour);
