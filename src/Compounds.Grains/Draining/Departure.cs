namespace Compounds.Grains.Draining;

/// <summary>
/// Says that this silo leaves the cluster. A grain moves only once no call is under way in it, so a call that waits in a grain of this silo
/// for something to happen is answered then, and the caller finds the grain elsewhere.
/// </summary>
public sealed class Departure : ILifecycleParticipant<ISiloLifecycle>
{
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when this silo begins to leave.</summary>
    public Task Begun => _begun.Task;

    /// <inheritdoc/>
    public void Participate(ISiloLifecycle lifecycle)
    {
        ArgumentNullException.ThrowIfNull(lifecycle);
        lifecycle.Subscribe(nameof(Departure), ServiceLifecycleStage.Active, static _ => Task.CompletedTask, _ =>
        {
            _begun.TrySetResult();
            return Task.CompletedTask;
        });
    }

    /// <summary>Waits for something that a call waits for.</summary>
    /// <exception cref="SiloUnavailableException">This silo leaves. Asking again is safe.</exception>
    internal async Task WaitAsync(Task awaited, CancellationToken cancellationToken)
    {
        await Task.WhenAny(awaited, Begun).WaitAsync(cancellationToken);
        if (!awaited.IsCompleted)
            throw new SiloUnavailableException("This silo leaves the cluster; ask again.");
        await awaited;
    }
}
