using System.Collections.Immutable;
using Orleans;

namespace Compounds.Simulation.Choice;

/// <summary>How far the planning model is from the full one at one front point.</summary>
/// <param name="Planned">The point as planned.</param>
/// <param name="Simulated">What the full model says about the same set.</param>
/// <param name="DisruptionGap">Simulated less planned, in worker-hours.</param>
/// <param name="HarmGap">Simulated less planned, in person-hour equivalents.</param>
/// <param name="IsAllowed">Whether the simulated set keeps the budgets.</param>
/// <param name="IsOnFront">Whether it is still worth a decision among all that was simulated.</param>
[GenerateSerializer, Immutable, Alias("choice/planning-gap")]
public sealed record PlanningGap(
    [Id(0)] FrontPoint Planned,
    [Id(1)] CutOutcome Simulated,
    [Id(2)] double DisruptionGap,
    [Id(3)] double HarmGap,
    [Id(4)] bool IsAllowed,
    [Id(5)] bool IsOnFront);

/// <summary>A front as the full model sees it.</summary>
/// <param name="Plan">What was simulated and what was left out.</param>
/// <param name="Front">The front among everything simulated, by ascending harm.</param>
/// <param name="Gaps">One for each candidate, in their order.</param>
/// <param name="Robust">The best P10 of disruption under the P90 limits; null when no set keeps them.</param>
[GenerateSerializer, Immutable, Alias("choice/dynamic-check")]
public sealed record DynamicCheck(
    [Id(0)] DynamicPlan Plan,
    [Id(1)] ImmutableArray<EvaluatedSet> Front,
    [Id(2)] ImmutableArray<PlanningGap> Gaps,
    [Id(3)] EvaluatedSet? Robust)
{
    /// <summary>Plans, simulates one by one and judges.</summary>
    /// <param name="front">The front of the planning model.</param>
    /// <param name="actions">The actions that may be chosen.</param>
    /// <param name="limits">How much may be simulated.</param>
    /// <param name="simulate">Simulates a set of ids in ordinal order with the full model; every call with the same seed.</param>
    public static DynamicCheck Run(
        CutFront front, ImmutableArray<string> actions, DynamicLimits limits, Func<ImmutableArray<string>, CutOutcome> simulate)
    {
        var plan = DynamicPlan.Of(front, actions, limits);
        return Judge(plan, [.. plan.Sets.Select(simulate)], front.Query);
    }

    /// <summary>Judges a plan whose sets were simulated elsewhere, in any order or in parallel.</summary>
    /// <remarks>Assumes nothing about the full model: more cuts may well do less.</remarks>
    /// <param name="plan">The plan.</param>
    /// <param name="outcomes">One outcome for each of the plan's sets, in their order.</param>
    /// <param name="query">What is compared and what is allowed.</param>
    /// <exception cref="ArgumentException">The number of outcomes is not that of the sets.</exception>
    public static DynamicCheck Judge(DynamicPlan plan, ImmutableArray<CutOutcome> outcomes, ChoiceQuery query)
    {
        if (outcomes.Length != plan.Sets.Length)
            throw new ArgumentException($"{outcomes.Length} outcomes for {plan.Sets.Length} sets.", nameof(outcomes));

        ImmutableArray<EvaluatedSet> evaluated = [.. plan.Sets.Zip(outcomes, static (set, outcome) => new EvaluatedSet(set, outcome))];
        var front = ParetoFront.Of(evaluated, query);
        var onFront = front.ToHashSet(ReferenceEqualityComparer.Instance);
        return new(
            plan,
            front,
            [.. plan.Candidates.Zip(evaluated, (planned, simulated) => new PlanningGap(
                planned,
                simulated.Outcome,
                query.DisruptionOf(simulated.Outcome) - planned.Disruption,
                query.HarmOf(simulated.Outcome) - planned.Harm,
                query.Allows(simulated.Outcome),
                onFront.Contains(simulated)))],
            RobustChoice.Among(evaluated, query.Budgets, query.Weights));
    }
}
