using Compounds.Grains.Pumps;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Compounds.Grains.Sweeping;

/// <summary>Has the cluster swept, from when this process starts until it stops; each silo asks, and one grain sweeps.</summary>
public sealed partial class Sweeper : IHostedService, IAsyncDisposable
{
    private readonly IGrainFactory _grains;
    private readonly TimeProvider _clock;
    private readonly ILogger<Sweeper> _logger;
    private readonly Pump _pump;

    /// <summary>Creates the sweeper.</summary>
    public Sweeper(IGrainFactory grains, TimeProvider clock, Supervision supervision, ILogger<Sweeper> logger)
    {
        ArgumentNullException.ThrowIfNull(supervision);
        (_grains, _clock, _logger) = (grains, clock, logger);
        _pump = supervision.NewPump(SweepAsync, (failure, failures) => LogFailed(failure, failures));
    }

    /// <summary>The time between two sweeps.</summary>
    public static TimeSpan Interval { get; } = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _pump.Wake();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => _pump.StopAsync();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _pump.DisposeAsync();

    private async Task<bool> SweepAsync(CancellationToken stopping)
    {
        await _grains.GetSweeper().SweepAsync(stopping).WaitAsync(stopping);
        await Task.Delay(Interval, _clock, stopping);
        return true;
    }

    [LoggerMessage(1, LogLevel.Warning, "The ledger could not be swept, {Failures} times in a row; what was lost meanwhile is told at the next sweep")]
    private partial void LogFailed(Exception failure, int failures);
}
