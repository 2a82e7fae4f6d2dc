using System.Collections.Immutable;
using Compounds.Grains.Networks;
using Compounds.Grains.Queues;
using Compounds.Simulation;
using Compounds.Simulation.Choice;
using Orleans.Placement;

namespace Compounds.Grains.Scenarios;

/// <summary>Simulates blocks on the silo it was placed on. It keeps nothing of its own, so that any other can take over.</summary>
[GrainType("simulation-worker"), RandomPlacement]
internal sealed class SimulationWorkerGrain(NetworkCache cache, SimulationCores cores, IGrainFactory grains) : Grain, ISimulationWorkerGrain
{
    private const int Bars = 8, SamplesOfBar = 32;

    public async Task<BlockOutcome> SimulateAsync(WorkOrder order, int block, CancellationToken cancellationToken)
    {
        var simulator = cache.SimulatorOf(await Networks.FindAsync(cache, grains, order, cancellationToken), order.Scenario);

        // Off the grain's turn, so that a cancellation reaches it: nothing here touches state.
        return await cores.ComputeAsync(IsShort(order.Scenario), () => simulator.Simulate(block, cancellationToken), cancellationToken);
    }

    public async Task<SetOutcome> EvaluateAsync(WorkOrder order, ImmutableArray<ImmutableArray<string>> groups, CancellationToken cancellationToken)
    {
        // A set is simulated once: its engine would only push those of others out of the cache.
        var network = await Networks.FindAsync(cache, grains, order, cancellationToken);
        var simulator = new BlockSimulator(network, order.Scenario);
        return await cores.ComputeAsync(
            isShort: false,
            () =>
            {
                BlockOutcome[] blocks = [.. Enumerable.Range(0, order.Scenario.BlockCount).Select(block => simulator.Simulate(block, cancellationToken))];
                return new SetOutcome(SampledCut.Of(blocks), [.. groups.Select(group => SampledCut.Of(network, blocks, group))]);
            },
            cancellationToken);
    }

    public async Task<ImmutableArray<Influence>> FindInfluencesAsync(WorkOrder order, CancellationToken cancellationToken)
    {
        var network = await Networks.FindAsync(cache, grains, order, cancellationToken);
        return await cores.ComputeAsync(
            IsShort(order.Scenario), () => Tornado.Of(network, order.Scenario, Grouping.ByName, bars: Bars, samples: SamplesOfBar, cancellation: cancellationToken), cancellationToken);
    }

    /// <summary>Whether a scenario is a short run.</summary>
    internal static bool IsShort(Scenario scenario) => (long)scenario.Samples * scenario.Horizon <= SimulationJob.MostOfShort;

    /// <summary>Finds networks for work.</summary>
    internal static class Networks
    {
        /// <summary>The network of an order: from this silo's cache, else from the grain that keeps it.</summary>
        /// <exception cref="InvalidDataException">Nobody keeps it, or it is that of another version.</exception>
        public static async Task<Network> FindAsync(NetworkCache cache, IGrainFactory grains, WorkOrder order, CancellationToken cancellationToken)
        {
            if (cache.Find(order.NetworkHash) is { } network)
                return network;
            var view = await grains.GetGrain<INetworkGrain>(order.Readers).FindAsync(order.NetworkHash, cancellationToken)
                ?? throw new InvalidDataException($"The network {order.NetworkHash} is not kept.");
            network = view.Build();
            cache.Put(network);
            return network;
        }
    }
}
