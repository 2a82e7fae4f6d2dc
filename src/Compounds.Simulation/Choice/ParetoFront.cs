using System.Collections.Immutable;

namespace Compounds.Simulation.Choice;

/// <summary>The front among sets that were evaluated one by one.</summary>
public static class ParetoFront
{
    /// <summary>Keeps the sets that are allowed and that no other allowed set makes superfluous.</summary>
    /// <param name="sets">The sets, each once.</param>
    /// <param name="query">What is compared and what is allowed.</param>
    /// <returns>By ascending harm, then disruption.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A weight is negative, or an amount is beyond 10^12 or not a number.</exception>
    public static ImmutableArray<EvaluatedSet> Of(ImmutableArray<EvaluatedSet> sets, ChoiceQuery query)
    {
        var columns = new ChoiceColumns(query);
        ImmutableArray<string> actions = [.. sets.SelectMany(static set => set.Actions).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var words = Math.Max(1, (actions.Length + 63) / 64);
        var list = new ParetoList(columns.Width, words);
        for (var at = 0; at < sets.Length; at++)
        {
            list.Add(out var row, out var bits);
            columns.Read(sets[at].Outcome, row);
            foreach (var action in sets[at].Actions)
            {
                var index = actions.BinarySearch(action, StringComparer.Ordinal);
                bits[index >> 6] |= 1UL << (index & 63);
            }
        }

        return [.. ParetoFilter.Select(list, columns.Objectives, BudgetRoom.Final(columns.Limits))
            .Select(at => sets[at])
            .OrderBy(set => query.HarmOf(set.Outcome))
            .ThenBy(set => query.DisruptionOf(set.Outcome))];
    }
}
