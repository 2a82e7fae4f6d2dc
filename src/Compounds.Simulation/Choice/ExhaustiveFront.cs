using System.Collections.Immutable;
using Orleans;

namespace Compounds.Simulation.Choice;

/// <summary>What is worth a decision when every set of actions was simulated with the full model.</summary>
/// <param name="Points">The sets that keep the limits and that no other such set makes superfluous, by ascending harm.</param>
/// <param name="Outside">The sets that would be worth a decision without the limits and break one, by ascending harm.</param>
/// <param name="Greedy">The baseline, step by step.</param>
/// <param name="Robust">The best P10 of disruption under the P90 limits; null when no set keeps them.</param>
/// <param name="SetsSimulated">How many sets there were.</param>
[GenerateSerializer, Immutable, Alias("choice/exhaustive-front")]
public sealed record ExhaustiveFront(
    [Id(0)] ImmutableArray<EvaluatedSet> Points, [Id(1)] ImmutableArray<EvaluatedSet> Outside, [Id(2)] EvaluatedSet Greedy, [Id(3)] EvaluatedSet? Robust, [Id(4)] int SetsSimulated)
{
    /// <summary>Every set of some actions, each once, the empty one among them.</summary>
    /// <param name="actions">At most <see cref="DynamicPlan.ExhaustiveActions"/> ids.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are more.</exception>
    public static ImmutableArray<ImmutableArray<string>> Sets(ImmutableArray<string> actions)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(actions.Length, DynamicPlan.ExhaustiveActions);
        return DynamicPlan.Of(new(ChoiceQuery.Default(HarmWeights.Default), [], true), actions, new()).Sets;
    }

    /// <summary>Judges all sets.</summary>
    /// <param name="sets">Every set of the actions, with what it does.</param>
    /// <param name="query">What is compared and what is allowed.</param>
    /// <exception cref="ArgumentException">A set is missing.</exception>
    public static ExhaustiveFront Of(ImmutableArray<EvaluatedSet> sets, ChoiceQuery query)
    {
        ImmutableArray<string> actions = [.. sets.SelectMany(static set => set.Actions).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (sets.Length != 1 << actions.Length)
            throw new ArgumentException($"{sets.Length} sets of {actions.Length} actions; all {1 << actions.Length} are needed.", nameof(sets));
        var outcomes = sets.ToDictionary(static set => string.Join('\n', set.Actions), static set => set.Outcome, StringComparer.Ordinal);
        return new(
            ParetoFront.Of(sets, query),
            [.. ParetoFront.Of(sets, query with { Budgets = [] }).Where(set => !query.Allows(set.Outcome))],
            GreedyChoice.Choose(actions, query, double.PositiveInfinity, set => outcomes[string.Join('\n', set)]),
            RobustChoice.Among(sets, query.Budgets, query.Weights),
            sets.Length);
    }
}
