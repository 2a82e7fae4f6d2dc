using System.Collections.Immutable;

namespace Compounds.Simulation.Choice;

/// <summary>The baseline: take again and again the action with the most disruption for each unit of harm.</summary>
/// <remarks>
/// Shown beside the front to say what it is worth, not to be followed. It is blind to redundancy: of two feeders to one
/// compound each is useless alone, so it cuts neither.
/// </remarks>
public static class GreedyChoice
{
    // Below this much more harm an action counts as nearly free, and the ratio stays finite.
    private const double LeastHarm = 1;

    /// <summary>Chooses step by step until no allowed action adds disruption.</summary>
    /// <param name="actions">The candidates.</param>
    /// <param name="query">What is compared and what is allowed.</param>
    /// <param name="mostHarm">The most of the harm scalar, in person-hour equivalents; infinity for no such limit.</param>
    /// <param name="evaluate">Evaluates a set of ids in ordinal order.</param>
    public static EvaluatedSet Choose(
        ImmutableArray<string> actions, ChoiceQuery query, double mostHarm, Func<ImmutableArray<string>, CutOutcome> evaluate)
    {
        var current = new EvaluatedSet([], evaluate([]));
        while (Next() is { } better)
            current = better;

        return current;

        EvaluatedSet? Next() => actions
            .Order(StringComparer.Ordinal)
            .Where(action => !current.Actions.Contains(action))
            .Select(action => With(action))
            .Where(set => Gain(set) > 0 && query.Allows(set.Outcome) && query.HarmOf(set.Outcome) <= mostHarm)
            .MaxBy(set => Gain(set) / Math.Max(LeastHarm, query.HarmOf(set.Outcome) - query.HarmOf(current.Outcome)));

        double Gain(EvaluatedSet set) => query.DisruptionOf(set.Outcome) - query.DisruptionOf(current.Outcome);

        EvaluatedSet With(string action)
        {
            ImmutableArray<string> set = [.. current.Actions.Add(action).Order(StringComparer.Ordinal)];
            return new(set, evaluate(set));
        }
    }
}
