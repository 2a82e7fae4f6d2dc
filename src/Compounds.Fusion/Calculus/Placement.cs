namespace Compounds.Fusion;

/// <summary>The share of one claim that stands in one origin.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Strength">The share's strength: that of the claim over the number of its origins.</param>
/// <param name="Origins">The number of origins of the claim.</param>
internal readonly record struct Placement(EvidenceClaim Claim, Strength Strength, int Origins) : IRanked
{
    public string Id => Claim.ClaimId;
}
