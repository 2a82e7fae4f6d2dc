using Compounds.Grains.Draining;

namespace Compounds.Grains.Scenarios;

/// <summary>Work of a grain that nobody awaits: begun once at a time, stopped on request, followed by whoever asks.</summary>
/// <param name="clock">The clock of those who follow.</param>
/// <param name="departure">Ends their waiting when the silo leaves.</param>
/// <param name="delayDeactivation">Keeps the grain for so long; a negative time no longer.</param>
/// <param name="end">Called at the end of each run.</param>
/// <param name="logFailure">Told of what went wrong.</param>
internal sealed class BackgroundRun(
    TimeProvider clock, Departure departure, Action<TimeSpan> delayDeactivation, Action end, Action<Exception> logFailure) : IDisposable
{
    private static readonly TimeSpan s_quiet = TimeSpan.FromSeconds(10);

    // A run may wait for hours behind others.
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(1);

    private TaskCompletionSource _moved = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenSource _stop = new();
    private Task _run = Task.CompletedTask;

    /// <summary>Whether it failed when it last ran.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Whether it works or waits.</summary>
    public bool IsUnderWay => !_run.IsCompleted;

    /// <summary>Begins the work, unless it is under way.</summary>
    public void Begin(Func<CancellationToken, Task> work)
    {
        if (!_run.IsCompleted)
            return;
        if (_stop.IsCancellationRequested)
        {
            _stop.Dispose();
            _stop = new CancellationTokenSource();
        }

        _run = RunAsync(work, _stop.Token);
    }

    /// <summary>Forgets that it failed, so that it may be tried again.</summary>
    public void Forgive() => HasFailed = false;

    /// <summary>Stops what is under way.</summary>
    public Task StopAsync() => _stop.CancelAsync();

    /// <summary>Tells those who follow that something changed.</summary>
    public void Move()
    {
        var moved = _moved;
        _moved = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        moved.TrySetResult();
    }

    /// <summary>Answers once something changed, or after a while without.</summary>
    public Task MovedAsync(CancellationToken cancellationToken) => Task.WhenAny(_moved.Task, Task.Delay(s_quiet, clock, cancellationToken), departure.Begun);

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();

    private async Task RunAsync(Func<CancellationToken, Task> work, CancellationToken stopping)
    {
        try
        {
            delayDeactivation(s_longest);
            await work(stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Somebody stopped it, or the silo stops and the next one goes on.
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            // Nobody awaits this run: whatever went wrong must be seen, or it would seem to run for ever.
            HasFailed = true;
            logFailure(failure);
        }

        delayDeactivation(TimeSpan.FromSeconds(-1));
        Move();
        end();
    }
}
