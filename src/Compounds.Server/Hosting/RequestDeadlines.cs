using System.Collections.Concurrent;
using Compounds.Grains.Pulses;
using Compounds.Ledger;

namespace Compounds.Server.Hosting;

/// <summary>
/// Ends requests whose answer has not begun in time: after <see cref="Deadlines.Request"/>, and after <see cref="Deadlines.RequestInSilence"/>
/// while a part of the cluster is silent, because one that still waits then most likely waits for that part. What streams has its answer once
/// it has begun, and says itself how it ends; who asks to wait, waits.
/// </summary>
internal sealed class RequestDeadlines(PulseWatch pulses, TimeProvider clock)
{
    private readonly ConcurrentDictionary<OpenRequest, OpenRequest> _open = new();

    /// <summary>Answers a request, or says which deadline it missed.</summary>
    public async Task RunAsync(HttpContext http, RequestDelegate next)
    {
        var caller = http.RequestAborted;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(caller);
        using var request = new OpenRequest(clock.GetTimestamp(), stop);
        _open[request] = request;
        http.Response.OnStarting(() =>
        {
            _open.TryRemove(request, out _);
            return Task.CompletedTask;
        });
        http.RequestAborted = stop.Token;
        try
        {
            await next(http);
        }
        catch (Exception) when (request.Missed is { } missed && !caller.IsCancellationRequested && !http.Response.HasStarted)
        {
            throw missed;
        }
        finally
        {
            _open.TryRemove(request, out _);
            http.RequestAborted = caller;
        }
    }

    /// <summary>Looks for silence, and ends the requests that are too late.</summary>
    internal void Tick()
    {
        pulses.Tick();
        var silent = pulses.Silent;
        foreach (var request in _open.Values)
        {
            var age = clock.GetElapsedTime(request.BeganAt);
            if (age >= Deadlines.Request)
                request.Miss(new TimeoutException("The request was not answered in time."));
            else if (silent is not null && age >= Deadlines.RequestInSilence)
                request.Miss(silent == PulseWatch.Store ? new LedgerUnavailableException("The store does not answer.") : new Orleans.Runtime.SiloUnavailableException($"{silent} does not answer."));
        }
    }

    /// <summary>A request whose answer has not begun.</summary>
    private sealed class OpenRequest(long beganAt, CancellationTokenSource stop) : IDisposable
    {
        private readonly Lock _lock = new();
        private Task _stopping = Task.CompletedTask;
        private bool _isOver;

        public long BeganAt => beganAt;

        /// <summary>What it is told; null while it is in time.</summary>
        public Exception? Missed { get; private set; }

        public void Miss(Exception missed)
        {
            lock (_lock)
            {
                if (_isOver || Missed is not null)
                    return;
                (Missed, _stopping) = (missed, stop.CancelAsync());
            }
        }

        public void Dispose()
        {
            lock (_lock)
                _isOver = true;
        }
    }
}
