namespace Compounds.Fusion;

/// <summary>What the evidence says about an attribute with any number of values; each holds or not, independently.</summary>
/// <param name="Values">The values that a claim speaks of, in order; any other has the prior probability.</param>
/// <param name="Freshness">Of the newest claim; null without claims.</param>
/// <param name="Circular">Circles of citation among the reports.</param>
/// <param name="NeedsReview">Claims without weight because all they go back to was retracted as erroneous.</param>
public sealed record MultiValueAssessment(
    IReadOnlyList<ValueAssessment> Values,
    Freshness? Freshness,
    IReadOnlyList<CircularReporting> Circular,
    IReadOnlyList<string> NeedsReview);

/// <summary>What the evidence says about one value.</summary>
/// <param name="Value">The value: a code or the id of an entity.</param>
/// <param name="Probability">That it holds; 0 to 1.</param>
/// <param name="Words">The probability in words.</param>
/// <param name="LogOdds">logit prior + for − against, in nats.</param>
/// <param name="ForNats">Support, decayed and discounted.</param>
/// <param name="AgainstNats">Support of the denials.</param>
/// <param name="Contradiction">Between for and against.</param>
/// <param name="EffectiveSources">Clusters of sources that each support the value by 0.4 nats or more.</param>
public sealed record ValueAssessment(
    string Value,
    double Probability,
    ProbabilityWords Words,
    double LogOdds,
    double ForNats,
    double AgainstNats,
    Contradiction Contradiction,
    int EffectiveSources);
