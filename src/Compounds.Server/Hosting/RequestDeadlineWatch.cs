using Compounds.Grains.Pulses;
using Compounds.Grains.Pumps;

namespace Compounds.Server.Hosting;

/// <summary>Watches over the deadlines of requests, from when this process starts until it stops.</summary>
internal sealed partial class RequestDeadlineWatch : IHostedService, IAsyncDisposable
{
    private readonly RequestDeadlines _deadlines;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly Pump _pump;

    public RequestDeadlineWatch(RequestDeadlines deadlines, TimeProvider clock, Supervision supervision, ILogger<RequestDeadlineWatch> logger)
    {
        (_deadlines, _clock, _logger) = (deadlines, clock, logger);
        _pump = supervision.NewPump(WatchAsync, (failure, failures) => LogFailed(failure, failures));
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _pump.Wake();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => _pump.StopAsync();

    public ValueTask DisposeAsync() => _pump.DisposeAsync();

    private async Task<bool> WatchAsync(CancellationToken stopping)
    {
        _deadlines.Tick();
        await Task.Delay(PulseWatch.Interval, _clock, stopping);
        return true;
    }

    [LoggerMessage(1, LogLevel.Warning, "Deadlines of requests were not watched, {Failures} times in a row")]
    private partial void LogFailed(Exception failure, int failures);
}
