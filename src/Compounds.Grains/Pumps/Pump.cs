using Compounds.Grains.Callers;

namespace Compounds.Grains.Pumps;

/// <summary>
/// Work that nobody awaits, supervised: one run at a time, woken when there may be something to do, repeated after any failure with a wait
/// that grows, and awaited when it is stopped. In a grain every step runs in the grain's turn.
/// </summary>
/// <param name="step">Does a piece of the work and says whether more is waiting. Its token is cancelled when the pump stops.</param>
/// <param name="backoff">The wait after failures.</param>
/// <param name="clock">The clock of the waits.</param>
/// <param name="failed">Told of each failure, with the number of failures in a row.</param>
public sealed class Pump(Func<CancellationToken, Task<bool>> step, Backoff backoff, TimeProvider clock, Action<Exception, int> failed) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stop = new();
    private Task _run = Task.CompletedTask;
    private bool _isRunning;
    private bool _isWoken;

    /// <summary>The failures in a row so far; 0 while all goes well.</summary>
    public int Failures { get; private set; }

    /// <summary>Says that there may be something to do. A pump that was stopped stays so.</summary>
    public void Wake()
    {
        lock (_lock)
        {
            _isWoken = true;
            if (_isRunning || _stop.IsCancellationRequested)
                return;
            _isRunning = true;
            _run = RunAsync();
        }
    }

    /// <summary>Stops after the step under way, which is told to give up, and waits for that.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        Task run;
        lock (_lock)
            run = _run;
        await run;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        await Task.Yield(); // Whoever wakes the pump goes on first.
        using var own = CallerContext.ForSilo(); // And is not who it works for.
        while (GoesOn())
        {
            try
            {
                var isMore = true;
                while (isMore && !_stop.IsCancellationRequested)
                {
                    isMore = await step(_stop.Token);
                    Failures = 0;
                }
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                if (_stop.IsCancellationRequested)
                    continue;
                failed(failure, ++Failures);
                await Task.Delay(backoff.After(Failures), clock, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
                lock (_lock)
                    _isWoken = true;
            }
            catch (OutOfMemoryException failure)
            {
                Environment.FailFast("The heap is full: work in the background cannot go on.", failure);
            }
        }
    }

    private bool GoesOn()
    {
        lock (_lock)
        {
            _isRunning = _isWoken && !_stop.IsCancellationRequested;
            _isWoken = false;
            return _isRunning;
        }
    }
}
