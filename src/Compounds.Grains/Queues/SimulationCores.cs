namespace Compounds.Grains.Queues;

/// <summary>
/// Computes on threads of its own: the pool would not give a thread to a request while blocks, which take seconds, hold as many as there
/// are cores. Short and long runs have as many threads each as there are cores, so that a short one shares a core at worst.
/// </summary>
internal sealed class SimulationCores : IDisposable
{
    private readonly SemaphoreSlim _short = new(Environment.ProcessorCount);
    private readonly SemaphoreSlim _long = new(Environment.ProcessorCount);

    /// <summary>Computes something once there is a thread for it.</summary>
    /// <param name="isShort">Whether it belongs to a short run.</param>
    /// <param name="compute">What; ends soon after <paramref name="cancellationToken"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<T> ComputeAsync<T>(bool isShort, Func<T> compute, CancellationToken cancellationToken)
    {
        var threads = isShort ? _short : _long;
        await threads.WaitAsync(cancellationToken);
        try
        {
            return await Task.Factory.StartNew(compute, cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        finally
        {
            threads.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _short.Dispose();
        _long.Dispose();
    }
}
