namespace Compounds.Grains.Queues;

/// <summary>The place of a run: in the queue until it starts, among those under way until it is disposed of.</summary>
internal sealed class SimulationTicket(SimulationJob job, Action<SimulationTicket> leave) : IDisposable
{
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _hasLeft;

    /// <summary>The run.</summary>
    public SimulationJob Job => job;

    /// <summary>Whether it is its turn.</summary>
    public bool HasStarted => _started.Task.IsCompleted;

    /// <summary>Ends once it is its turn.</summary>
    public Task StartedAsync(CancellationToken cancellationToken) => _started.Task.WaitAsync(cancellationToken);

    /// <summary>Gives the place back, once.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _hasLeft, 1) == 0)
            leave(this);
    }

    /// <summary>It is its turn.</summary>
    internal void Start() => _started.TrySetResult();
}
