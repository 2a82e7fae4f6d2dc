using System.Collections.Immutable;
using Compounds.Simulation.Choice;

namespace Compounds.Simulation.Tests.Choice;

/// <summary>The front by its definition: of all allowed sets those that no other betters, ties by the house order.</summary>
internal static class BruteForce
{
    public static ImmutableArray<EvaluatedSet> Front(IEnumerable<EvaluatedSet> sets, ChoiceQuery query)
    {
        var best = sets.Where(set => query.Allows(set.Outcome))
            .GroupBy(set => string.Join(' ', Objectives(set, query)))
            .Select(static group => group.OrderBy(static set => set.Actions, SetOrder.Instance).First())
            .ToArray();
        return [.. best.Where(set => !Array.Exists(best, other => Betters(Objectives(other, query), Objectives(set, query))))
            .OrderBy(set => Objectives(set, query)[1]).ThenBy(set => -Objectives(set, query)[0])];
    }

    private static double[] Objectives(EvaluatedSet set, ChoiceQuery query) =>
    [
        -Math.Round(query.DisruptionOf(set.Outcome), 3),
        Math.Round(query.HarmOf(set.Outcome), 3),
        .. query.OwnAxes.Select(axis => Math.Round(query.LedgerOf(set.Outcome)[axis], 3)),
    ];

    private static bool Betters(double[] left, double[] right) =>
        left.Zip(right).All(static pair => pair.First <= pair.Second) && !left.SequenceEqual(right);
}
