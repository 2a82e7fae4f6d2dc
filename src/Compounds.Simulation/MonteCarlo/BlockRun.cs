namespace Compounds.Simulation;

/// <summary>Runs blocks on several threads until the blocks from the first without a gap suffice.</summary>
internal sealed class BlockRun(BlockSimulator simulator, Scenario scenario, IProgress<SimulationProgress>? progress, CancellationToken cancellation)
{
    private readonly BlockOutcome?[] _blocks = new BlockOutcome?[scenario.BlockCount];
    private readonly List<BlockOutcome> _prefix = [];
    private readonly Lock _lock = new();
    private int _next = -1;
    private int _done;
    private volatile bool _enough;

    /// <summary>Runs.</summary>
    /// <param name="threads">The number of threads.</param>
    /// <returns>The blocks from the first without a gap.</returns>
    public IReadOnlyList<BlockOutcome> Blocks(int threads)
    {
        if (threads == 1)
        {
            Work();
            return _prefix;
        }

        // Waiting must not be cut short by the token: a thread that still writes would outlive the call.
        var tasks = Enumerable.Range(0, threads).Select(_ => Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
        try
        {
            Task.WaitAll(tasks, CancellationToken.None);
        }
        catch (AggregateException e) when (e.InnerExceptions.All(i => i is OperationCanceledException))
        {
            throw new OperationCanceledException(cancellation);
        }

        return _prefix;
    }

    private void Work()
    {
        while (!_enough && Interlocked.Increment(ref _next) is var index && index < _blocks.Length)
        {
            var block = simulator.Simulate(index, cancellation);
            lock (_lock)
                Accept(block);
        }
    }

    private void Accept(BlockOutcome block)
    {
        _blocks[block.Index] = block;
        while (!_enough && _prefix.Count < _blocks.Length && _blocks[_prefix.Count] is { } following)
        {
            _prefix.Add(following);
            _enough = Convergence.IsReached(scenario, _prefix, _prefix.Count);
        }

        progress?.Report(new(++_done, _blocks.Length));
    }
}
