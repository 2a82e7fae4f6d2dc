using System.Collections.Concurrent;
using System.Runtime.Intrinsics;

namespace Compounds.Simulation;

/// <summary>Simulates blocks of one scenario. Thread-safe: every caller gets an engine of its own and gives it back.</summary>
public sealed class BlockSimulator
{
    private readonly Network _network;
    private readonly Scenario _scenario;
    private readonly LanePlan _plan;
    private readonly string _hash;
    private readonly ConcurrentBag<(LaneEngine<WideLanes, Vector512<float>, Vector512<float>> Engine, Realisation[] Worlds)> _idle = [];

    /// <summary>Lays a scenario out for the engine.</summary>
    /// <param name="network">The network.</param>
    /// <param name="scenario">The scenario.</param>
    /// <exception cref="ArgumentException">The scenario does not fit the network; see <see cref="Scenario.Check"/>.</exception>
    public BlockSimulator(Network network, Scenario scenario)
    {
        if (scenario.Check(network) is [var problem, ..])
            throw new ArgumentException($"{problem.Path}: {problem.Message}", nameof(scenario));
        (_network, _scenario) = (network, scenario);
        _plan = new LanePlan(network, scenario, WideLanes.Count);
        _hash = scenario.Hash(network);
    }

    /// <summary>Simulates the samples of a block.</summary>
    /// <param name="blockIndex">The number of the block, from 0 and below <see cref="Scenario.BlockCount"/>.</param>
    /// <param name="cancellation">Stops the block; nothing is left behind.</param>
    /// <returns>The samples.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such block.</exception>
    /// <exception cref="OperationCanceledException">The block was stopped.</exception>
    public BlockOutcome Simulate(int blockIndex, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(blockIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(blockIndex, _scenario.BlockCount);
        var start = blockIndex * BlockOutcome.Size;
        var samples = Math.Min(BlockOutcome.Size, _scenario.Samples - start);
        var buffer = new BlockBuffer(_network, _scenario, samples);
        if (!_idle.TryTake(out var worker))
            worker = (new(_plan), [.. Enumerable.Range(0, WideLanes.Count).Select(_ => new Realisation(_network, _scenario))]);
        for (var first = 0; first < samples; first += WideLanes.Count)
        {
            var count = Math.Min(WideLanes.Count, samples - first);
            for (var lane = 0; lane < count; lane++)
                worker.Worlds[lane].Fill(_scenario.Seed, start + first + lane);
            worker.Engine.Simulate(worker.Worlds.AsSpan(0, count), buffer, first, cancellation);
        }

        _idle.Add(worker);
        return buffer.ToOutcome(blockIndex, _hash);
    }
}
