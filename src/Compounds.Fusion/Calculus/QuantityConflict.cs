namespace Compounds.Fusion;

/// <summary>Two claims of different clusters that cannot both be right about an amount.</summary>
/// <param name="LowerClaimId">The claim of the smaller amount.</param>
/// <param name="HigherClaimId">The claim of the larger amount.</param>
/// <param name="Deviations">How far apart they are in ln x, in standard deviations of the difference.</param>
public sealed record QuantityConflict(string LowerClaimId, string HigherClaimId, double Deviations);
