using System.Collections.Immutable;
using Orleans;

namespace Compounds.Simulation.Choice;

/// <summary>How sets were chosen for simulation when there are too many to simulate them all.</summary>
/// <param name="IsComplete">Whether the plan holds every set worth a decision by the planning model, each with proof.</param>
/// <param name="HoldsCaptives">Whether the plan compared only sets that leave captive exposure as it is: too many actions meet for a plan with an axis of its own.</param>
/// <param name="LeftOut">Sets of the plan and beside it that were not simulated, at most.</param>
/// <param name="Gaps">How far the planning model was from the full one, for each planned set.</param>
[GenerateSerializer, Immutable, Alias("choice/planning-summary")]
public sealed record PlanningSummary([Id(0)] bool IsComplete, [Id(1)] bool HoldsCaptives, [Id(2)] int LeftOut, [Id(3)] ImmutableArray<PlanningGap> Gaps);

/// <summary>What is worth a decision among sets of actions that were simulated with the full model.</summary>
/// <param name="Points">The sets that keep the limits and that no other such set makes superfluous, by ascending harm.</param>
/// <param name="Outside">The sets that would be worth a decision without the limits and break one, by ascending harm.</param>
/// <param name="Greedy">The baseline, step by step.</param>
/// <param name="Robust">The best P10 of disruption under the P90 limits; null when no set keeps them.</param>
/// <param name="SetsSimulated">How many sets were simulated.</param>
/// <param name="Planning">How they were chosen; null when they are all sets there are, and the front is exact.</param>
[GenerateSerializer, Immutable, Alias("choice/simulated-front")]
public sealed record SimulatedFront(
    [Id(0)] ImmutableArray<EvaluatedSet> Points, [Id(1)] ImmutableArray<EvaluatedSet> Outside, [Id(2)] EvaluatedSet Greedy, [Id(3)] EvaluatedSet? Robust, [Id(4)] int SetsSimulated,
    [Id(5)] PlanningSummary? Planning)
{
    /// <summary>Every set of some actions, each once, the empty one among them.</summary>
    /// <param name="actions">At most <see cref="DynamicPlan.ExhaustiveActions"/> ids.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are more.</exception>
    public static ImmutableArray<ImmutableArray<string>> AllSets(ImmutableArray<string> actions)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(actions.Length, DynamicPlan.ExhaustiveActions);
        return DynamicPlan.Of(new(ChoiceQuery.Default(HarmWeights.Default), [], true), actions, new()).Sets;
    }

    /// <summary>Judges all sets there are.</summary>
    /// <param name="sets">Every set of the actions, with what it does.</param>
    /// <param name="query">What is compared and what is allowed.</param>
    /// <exception cref="ArgumentException">A set is missing.</exception>
    public static SimulatedFront OfAll(ImmutableArray<EvaluatedSet> sets, ChoiceQuery query)
    {
        ImmutableArray<string> actions = [.. sets.SelectMany(static set => set.Actions).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (sets.Length != 1 << actions.Length)
            throw new ArgumentException($"{sets.Length} sets of {actions.Length} actions; all {1 << actions.Length} are needed.", nameof(sets));
        var outcomes = sets.ToDictionary(static set => SetOrder.KeyOf(set.Actions), static set => set.Outcome, StringComparer.Ordinal);
        return Of(sets, query, GreedyChoice.Choose(actions, query, double.PositiveInfinity, set => outcomes[SetOrder.KeyOf(set)]), null);
    }

    /// <summary>Judges the sets of a plan.</summary>
    /// <param name="sets">The sets that were simulated: those of the plan first, in its order, and any others.</param>
    /// <param name="query">What is compared and what is allowed.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="planned">The front that it checks.</param>
    /// <param name="greedy">The baseline by the planning model, one of the sets.</param>
    public static SimulatedFront OfPlan(ImmutableArray<EvaluatedSet> sets, ChoiceQuery query, DynamicPlan plan, CutFront planned, ImmutableArray<string> greedy)
    {
        var check = DynamicCheck.Judge(plan, [.. sets.Take(plan.Sets.Length).Select(static set => set.Outcome)], query);
        var key = SetOrder.KeyOf(greedy);
        return Of(
            sets, query, sets.First(set => SetOrder.KeyOf(set.Actions) == key),
            new(planned.IsComplete, !query.OwnAxes.SequenceEqual(planned.Query.OwnAxes), plan.LeftOutCandidates + plan.LeftOutNeighbors, check.Gaps));
    }

    private static SimulatedFront Of(ImmutableArray<EvaluatedSet> sets, ChoiceQuery query, EvaluatedSet greedy, PlanningSummary? planning) => new(
        ParetoFront.Of(sets, query),
        [.. ParetoFront.Of(sets, query with { Budgets = [] }).Where(set => !query.Allows(set.Outcome))],
        greedy, RobustChoice.Among(sets, query.Budgets, query.Weights), sets.Length, planning);
}
