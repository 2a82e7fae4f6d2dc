namespace Compounds.Fusion;

/// <summary>What the evidence says about an attribute with exactly one of several codes.</summary>
/// <param name="Codes">Each code, in order.</param>
/// <param name="Contradiction">Between the two codes with the most support.</param>
/// <param name="Freshness">Of the newest claim; null without claims.</param>
/// <param name="Circular">Circles of citation among the reports.</param>
/// <param name="NeedsReview">Claims without weight because all they go back to was retracted as erroneous.</param>
public sealed record CategoryAssessment(
    IReadOnlyList<CodeAssessment> Codes,
    Contradiction Contradiction,
    Freshness? Freshness,
    IReadOnlyList<CircularReporting> Circular,
    IReadOnlyList<string> NeedsReview)
{
    /// <summary>The most probable code; the first in order among equals.</summary>
    public CodeAssessment Leading() => Codes.MaxBy(code => code.Probability)!;

    /// <summary>The assessment of a code.</summary>
    /// <exception cref="ArgumentException">The attribute has no such code.</exception>
    public CodeAssessment Of(string code) => Codes.FirstOrDefault(other => other.Code == code)
        ?? throw new ArgumentException($"The attribute has no code {code}.", nameof(code));
}

/// <summary>What the evidence says about one code.</summary>
/// <param name="Code">The code.</param>
/// <param name="Probability">0 to 1; the codes sum to 1.</param>
/// <param name="Words">The probability in words.</param>
/// <param name="ScoreNats">ln prior + for − against, of which the probabilities are the softmax.</param>
/// <param name="ForNats">Support, decayed and discounted.</param>
/// <param name="AgainstNats">Support of the denials.</param>
/// <param name="EffectiveSources">Clusters of sources that each support the code by 0.4 nats or more.</param>
public sealed record CodeAssessment(
    string Code,
    double Probability,
    ProbabilityWords Words,
    double ScoreNats,
    double ForNats,
    double AgainstNats,
    int EffectiveSources);
