using Compounds.Grains.Queues;
using Compounds.Simulation;

namespace Compounds.Grains.Scenarios;

/// <summary>
/// Fans the blocks of a scenario out over workers and reduces them in the order of their numbers, so that the outcome is equal to the bit
/// whoever simulated what. Everything runs on the caller's scheduler, one step at a time.
/// </summary>
internal sealed class ScenarioRun(
    IGrainFactory grains, SimulationCores cores, TimeProvider clock, Network network, WorkOrder order, int workers, Action<int> tell)
{
    private readonly BlockOutcome?[] _blocks = new BlockOutcome?[order.Scenario.BlockCount];
    private readonly List<BlockOutcome> _prefix = [];
    private int _next;
    private int _done;
    private bool _isEnough;

    /// <summary>Simulates.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task<Outcome> OutcomeAsync(CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAll(Enumerable.Range(0, Math.Min(workers, _blocks.Length)).Select(worker => WorkAsync(worker, enough, cancellationToken)));

        // Off the grain's turn and off the pool: 10,000 samples take a second, and nothing here changes any more.
        return await cores.ComputeAsync(
            SimulationWorkerGrain.IsShort(order.Scenario), () => MonteCarlo.Merge(network, order.Scenario, _prefix), cancellationToken);
    }

    private async Task WorkAsync(int worker, CancellationTokenSource enough, CancellationToken cancellationToken)
    {
        while (!_isEnough && _next < _blocks.Length)
        {
            var number = _next++;
            try
            {
                Accept(await SimulateAsync(worker, number, enough.Token));
            }
            catch (Exception failure) when (_isEnough && !cancellationToken.IsCancellationRequested && failure is OperationCanceledException or OrleansException or TimeoutException)
            {
                return; // The block was no longer needed.
            }

            if (_isEnough)
                await enough.CancelAsync();
        }
    }

    private void Accept(BlockOutcome block)
    {
        _blocks[block.Index] = block;
        while (!_isEnough && _prefix.Count < _blocks.Length && _blocks[_prefix.Count] is { } following)
        {
            _prefix.Add(following);
            _isEnough = _prefix.Count == _blocks.Length || Convergence.IsReached(order.Scenario, _prefix, _prefix.Count);
        }

        tell(++_done);
    }

    /// <summary>Simulates a block, with another worker each time one is lost: its silo may have died.</summary>
    private Task<BlockOutcome> SimulateAsync(int worker, int block, CancellationToken cancellationToken) => Retried.CallAsync(
        attempt => grains.GetGrain<ISimulationWorkerGrain>(worker + (attempt * workers)).SimulateAsync(order, block, cancellationToken), clock, cancellationToken);
}
