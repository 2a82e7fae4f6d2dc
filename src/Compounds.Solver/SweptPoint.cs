using System.Collections.Immutable;

namespace Compounds.Solver;

/// <summary>The answer to "what disrupts most for at most so much harm".</summary>
/// <param name="Chosen">For each action in ordinal order whether it is in the set.</param>
/// <param name="Disruption">In thousandths.</param>
/// <param name="Harm">In thousandths; as little as was found for this disruption.</param>
/// <param name="MostDisruption">No set with at most the harm that was asked for disrupts more, in thousandths.</param>
/// <param name="IsProven">Whether both the disruption and, for it, the harm are proven best.</param>
internal sealed record SweptPoint(ImmutableArray<bool> Chosen, long Disruption, long Harm, long MostDisruption, bool IsProven)
{
    /// <summary>The share of the best possible disruption that may be missed, 0 to 1.</summary>
    public double Gap => MostDisruption <= Disruption ? 0 : MostDisruption <= 0 ? 1 : Math.Min(1, (double)(MostDisruption - Disruption) / MostDisruption);
}
