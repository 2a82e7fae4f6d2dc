namespace Compounds.Fusion;

/// <summary>How much two bodies of evidence contradict each other.</summary>
/// <param name="Kappa"><c>2·S2/(S1+S2)</c> of the larger and the smaller support; 0 (one-sided) to 1 (balanced).</param>
/// <param name="IsConflict">Whether the weaker side is large enough, in share and in nats, to be flagged.</param>
public readonly record struct Contradiction(double Kappa, bool IsConflict)
{
    internal static Contradiction Between(double firstNats, double secondNats, FusionConstants constants)
    {
        var (stronger, weaker) = (Math.Max(firstNats, secondNats), Math.Min(firstNats, secondNats));
        if (stronger <= 0)
            return default;

        var kappa = 2 * weaker / (stronger + weaker);
        return new(kappa, kappa >= constants.ConflictShare.Value && weaker >= constants.ConflictNats.Value);
    }
}
