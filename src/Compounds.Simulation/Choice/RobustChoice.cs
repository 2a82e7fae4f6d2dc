namespace Compounds.Simulation.Choice;

/// <summary>The set that does most in bad luck: the best P10 of disruption among those whose P90 of harm keeps every limit.</summary>
public static class RobustChoice
{
    /// <summary>Chooses among evaluated sets.</summary>
    /// <param name="sets">The candidates, in any order.</param>
    /// <param name="budgets">The limits; all are taken on P90 here, whatever they say.</param>
    /// <returns>The choice, ties by less P90 harm of the scalar, then fewest actions, then ids; null when no set keeps the limits.</returns>
    /// <param name="weights">The weights of the scalar, for ties.</param>
    public static EvaluatedSet? Among(IEnumerable<EvaluatedSet> sets, IEnumerable<HarmBudget> budgets, HarmWeights weights)
    {
        var query = new ChoiceQuery(weights, [.. budgets.Select(static budget => budget with { Statistic = HarmStatistic.P90 })], [], ChoiceBasis.Robust);
        return sets.Where(set => query.Allows(set.Outcome))
            .OrderByDescending(static set => FixedPoint.From(set.Outcome.DisruptionP10))
            .ThenBy(set => FixedPoint.From(query.HarmOf(set.Outcome)))
            .ThenBy(static set => set.Actions, SetOrder.Instance)
            .FirstOrDefault();
    }
}
