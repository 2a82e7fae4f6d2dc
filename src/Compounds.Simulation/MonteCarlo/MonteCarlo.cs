namespace Compounds.Simulation;

/// <summary>
/// Simulates a scenario many times. Blocks are pure functions of (network, scenario, index) and are reduced in the order of
/// their index, so an outcome is equal to the bit on one thread, on many, or spread over machines.
/// </summary>
public static class MonteCarlo
{
    /// <summary>Simulates one block. To simulate several, keep a <see cref="BlockSimulator"/>.</summary>
    /// <param name="network">The network.</param>
    /// <param name="scenario">The scenario; it must fit the network.</param>
    /// <param name="blockIndex">The number of the block, from 0 and below <see cref="Scenario.BlockCount"/>.</param>
    /// <returns>The samples of the block.</returns>
    /// <exception cref="ArgumentException">The scenario does not fit the network, or there is no such block.</exception>
    public static BlockOutcome SimulateBlock(Network network, Scenario scenario, int blockIndex) =>
        new BlockSimulator(network, scenario).Simulate(blockIndex);

    /// <summary>Whether the blocks at hand, from the first without a gap, make an outcome.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="blocks">The blocks, in order.</param>
    /// <returns>True when <see cref="Merge"/> needs no further block.</returns>
    public static bool IsComplete(Scenario scenario, IReadOnlyList<BlockOutcome> blocks) => Convergence.BlocksNeeded(scenario, blocks) is not null;

    /// <summary>Reduces blocks to an outcome. Pure; blocks beyond those needed are left out.</summary>
    /// <param name="network">The network.</param>
    /// <param name="scenario">The scenario.</param>
    /// <param name="blocks">The blocks from the first, in order, without a gap.</param>
    /// <param name="threads">How many threads may share the work; the result does not depend on it.</param>
    /// <returns>The outcome.</returns>
    /// <exception cref="ArgumentException">A block is missing, out of order, or of another scenario.</exception>
    public static Outcome Merge(Network network, Scenario scenario, IReadOnlyList<BlockOutcome> blocks, int threads = 1)
    {
        var hash = scenario.Hash(network);
        for (var i = 0; i < blocks.Count; i++)
        {
            if (blocks[i].Index != i || blocks[i].ScenarioHash != hash)
                throw new ArgumentException($"Block {i} is missing or of another scenario.", nameof(blocks));
        }

        if (Convergence.BlocksNeeded(scenario, blocks) is not { } needed)
            throw new ArgumentException("More blocks are needed.", nameof(blocks));
        return new OutcomeReduction(network, scenario, [.. blocks.Take(needed)], threads).Reduce(hash);
    }

    /// <summary>Simulates a scenario on this machine.</summary>
    /// <param name="network">The network.</param>
    /// <param name="scenario">The scenario; it must fit the network.</param>
    /// <param name="threads">The number of threads, at least 1; the outcome does not depend on it.</param>
    /// <param name="progress">Told after each block.</param>
    /// <param name="cancellation">Stops the simulation; nothing is left behind.</param>
    /// <returns>The outcome.</returns>
    /// <exception cref="ArgumentException">The scenario does not fit the network.</exception>
    /// <exception cref="OperationCanceledException">The simulation was stopped.</exception>
    public static Outcome Run(
        Network network, Scenario scenario, int threads = 1, IProgress<SimulationProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        var run = new BlockRun(new BlockSimulator(network, scenario), scenario, progress, cancellation);
        return Merge(network, scenario, run.Blocks(threads), threads);
    }
}
