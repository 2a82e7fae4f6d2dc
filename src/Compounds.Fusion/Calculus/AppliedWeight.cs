using Compounds.Reports;

namespace Compounds.Fusion;

/// <summary>A claim's share in one origin as the field holds it.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="OriginId">The origin.</param>
/// <param name="Counted">The grade with which it counts.</param>
/// <param name="Scale">Rank discounts times remaining strength, in units of the field.</param>
/// <param name="IsApplied">Whether the field holds this scale.</param>
internal readonly record struct AppliedWeight(QuantityClaim Claim, string OriginId, Grade Counted, double Scale, bool IsApplied)
{
    public bool IsSameTerm(in AppliedWeight other) =>
        ReferenceEquals(Claim, other.Claim) && OriginId == other.OriginId && Counted == other.Counted;
}
