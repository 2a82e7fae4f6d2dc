using System.Collections.Immutable;
using Compounds.Grains.Scenarios;
using Compounds.Simulation;
using Compounds.Simulation.Choice;

namespace Compounds.Grains.Fronts;

/// <summary>Has every set of actions simulated by the workers and judges them. Everything runs on the caller's scheduler, one step at a time.</summary>
internal sealed class FrontRun(IGrainFactory grains, TimeProvider clock, Network network, string readers, FrontQuestion question, int workers, Action<int> tell)
{
    private readonly ImmutableArray<ImmutableArray<string>> _sets = question.Sets();
    private readonly CutOutcome[] _outcomes = new CutOutcome[question.Sets().Length];
    private int _next;
    private int _done;

    /// <summary>Simulates and judges.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task<ExhaustiveFront> FrontAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(Enumerable.Range(0, Math.Min(workers, _sets.Length)).Select(worker => WorkAsync(worker, cancellationToken)));

        // Off the grain's turn: nothing here changes any more.
        return await Task.Run(
            () => ExhaustiveFront.Of([.. _sets.Zip(_outcomes, static (set, outcome) => new EvaluatedSet(set, outcome))], question.Query), cancellationToken);
    }

    private async Task WorkAsync(int worker, CancellationToken cancellationToken)
    {
        while (_next < _sets.Length)
        {
            var number = _next++;
            var order = new WorkOrder(readers, question.NetworkHash, question.ScenarioOf(network, _sets[number]));
            _outcomes[number] = await Retried.CallAsync(
                attempt => grains.GetGrain<ISimulationWorkerGrain>(worker + (attempt * workers)).EvaluateAsync(order, cancellationToken), clock, cancellationToken);
            tell(++_done);
        }
    }
}
