using System.Collections.Immutable;
using Compounds.Grains.Scenarios;
using Compounds.Simulation;
using Compounds.Simulation.Choice;
using Compounds.Solver;

namespace Compounds.Grains.Fronts;

/// <summary>
/// Has sets of actions simulated by the workers and judges them: every set of a few actions; of many those that a planning model, made of
/// simulations too, finds worth it, and their neighbours. Everything runs on the caller's scheduler, one step at a time.
/// </summary>
internal sealed class FrontRun(
    IGrainFactory grains, TimeProvider clock, Network network, string readers, FrontQuestion question, int workers, Action<int, int> tell)
{
    /// <summary>How much is simulated to check a plan.</summary>
    private static readonly DynamicLimits s_limits = new(Candidates: 100, Sets: FrontQuestion.MostChecked);

    /// <summary>A level of harm whose best set is not proven in about a second is shown with its gap: the check that follows matters more.</summary>
    private static readonly SweepLimits s_sweep = new(Questions: 21, Effort: 1);

    private readonly Dictionary<string, SetOutcome> _outcomes = new(StringComparer.Ordinal);
    private int _expected;

    /// <summary>Simulates and judges.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    /// <exception cref="InvalidDataException">The actions hang together too closely for a plan; asking refuses those.</exception>
    public Task<SimulatedFront> FrontAsync(CancellationToken cancellationToken) =>
        question.IsSmall ? ExhaustAsync(cancellationToken) : PlanAsync(cancellationToken);

    private async Task<SimulatedFront> ExhaustAsync(CancellationToken cancellationToken)
    {
        var sets = SimulatedFront.AllSets(question.ActionIds);
        await SimulateAsync(sets, [], sets.Length, cancellationToken);

        // Off the grain's turn, as below: nothing here changes any more.
        return await Task.Run(() => SimulatedFront.OfAll(Evaluated(sets), question.Query), cancellationToken);
    }

    private async Task<SimulatedFront> PlanAsync(CancellationToken cancellationToken)
    {
        if (!question.TryPlan(network, out var tables, out var fault))
            throw new InvalidDataException(fault.Sentence);
        ImmutableArray<ImmutableArray<string>> groups = [.. tables.Groups.Select(static group => group.Nodes)];
        await SimulateAsync(tables.Sets, groups, tables.Sets.Length + FrontQuestion.MostChecked, cancellationToken);
        var (planned, plan, greedy) = await Task.Run(() => Plan(tables, cancellationToken), cancellationToken);
        ImmutableArray<ImmutableArray<string>> sets = [.. plan.Sets.Append(greedy).Concat(tables.Sets).DistinctBy(SetOrder.KeyOf, StringComparer.Ordinal)];
        await SimulateAsync(sets, groups, sets.Length, cancellationToken);
        return await Task.Run(() => SimulatedFront.OfPlan(Evaluated(sets), question.Query, plan, planned, greedy), cancellationToken);
    }

    private (CutFront Planned, DynamicPlan Plan, ImmutableArray<string> Greedy) Plan(PlanningTables tables, CancellationToken cancellationToken)
    {
        if (!tables.TryModel((group, set) => _outcomes[SetOrder.KeyOf(set)].ByGroup[tables.Groups.IndexOf(group)], out var model, out var fault))
            throw new InvalidDataException(fault.Sentence);
        if (!CutChoice.TryFind(model, question.Query, s_sweep, out var planned, out _, cancellationToken)
            && !CutChoice.TryFind(model, HoldingCaptives(model), s_sweep, out planned, out var refusal, cancellationToken))
            throw new InvalidDataException($"{refusal.Actions.Length} actions meet and cannot be planned with.");
        return (planned, DynamicPlan.Of(planned, question.ActionIds, s_limits), GreedyChoice.Choose(question.ActionIds, question.Query, double.PositiveInfinity, model.Evaluate).Actions);
    }

    /// <summary>The question with effect and harm alone, among sets that expose nobody who is held to more than doing nothing does.</summary>
    private ChoiceQuery HoldingCaptives(PlanningModel model) => question.Query with
    {
        OwnAxes = [],
        Budgets = question.Query.Budgets.Add(new(HarmLine.CaptiveExposure, model.Evaluate([]).Harm.CaptiveExposure, HarmStatistic.Mean)),
    };

    private ImmutableArray<EvaluatedSet> Evaluated(ImmutableArray<ImmutableArray<string>> sets) =>
        [.. sets.Select(set => new EvaluatedSet(set, _outcomes[SetOrder.KeyOf(set)].Total))];

    /// <summary>Has the sets simulated that were not yet.</summary>
    private async Task SimulateAsync(ImmutableArray<ImmutableArray<string>> sets, ImmutableArray<ImmutableArray<string>> groups, int expected, CancellationToken cancellationToken)
    {
        _expected = expected;
        var open = new Queue<ImmutableArray<string>>(sets.Where(set => !_outcomes.ContainsKey(SetOrder.KeyOf(set))));
        tell(_outcomes.Count, _expected);
        await Task.WhenAll(Enumerable.Range(0, Math.Min(workers, open.Count)).Select(worker => WorkAsync(worker, open, groups, cancellationToken)));
    }

    private async Task WorkAsync(int worker, Queue<ImmutableArray<string>> open, ImmutableArray<ImmutableArray<string>> groups, CancellationToken cancellationToken)
    {
        while (open.TryDequeue(out var set))
        {
            var order = new WorkOrder(readers, question.NetworkHash, question.ScenarioOf(network, set));
            _outcomes[SetOrder.KeyOf(set)] = await Retried.CallAsync(
                attempt => grains.GetGrain<ISimulationWorkerGrain>(worker + (attempt * workers)).EvaluateAsync(order, groups, cancellationToken), clock, cancellationToken);
            tell(_outcomes.Count, _expected);
        }
    }
}
