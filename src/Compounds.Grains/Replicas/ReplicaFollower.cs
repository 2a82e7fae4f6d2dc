using Compounds.Grains.Pumps;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Compounds.Grains.Replicas;

/// <summary>
/// Keeps a replica up to date while this process runs: it is told of each write at once by the grain that writes, and reads the ledger every
/// <see cref="Staleness.Interval"/> whatever it was told, so that a word that is lost costs no more than the bound.
/// </summary>
internal sealed partial class ReplicaFollower<TState> : IHostedService, IAsyncDisposable
    where TState : class
{
    private readonly Replica<TState> _replica;
    private readonly Func<long, CancellationToken, Task<long>> _beyond;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly Pump _reading;
    private readonly Pump _listening;

    /// <summary>Creates the follower.</summary>
    /// <param name="replica">What is kept up to date.</param>
    /// <param name="beyond">Asks the writing grain: answers its version once that is above the given one, or after a while.</param>
    /// <param name="clock">The clock of the interval.</param>
    /// <param name="supervision">Makes the pumps.</param>
    /// <param name="meter">Shows how old it is.</param>
    /// <param name="logger">Where failures are told.</param>
    public ReplicaFollower(
        Replica<TState> replica, Func<long, CancellationToken, Task<long>> beyond, TimeProvider clock, Supervision supervision, ReplicaMeter meter, ILogger<ReplicaFollower<TState>> logger)
    {
        meter.Watch(replica.Name, () => replica.Age);
        (_replica, _beyond, _clock, _logger) = (replica, beyond, clock, logger);
        _reading = supervision.NewPump(ReadAsync, (failure, failures) => LogNotRead(failure, _replica.Name, failures));
        _listening = supervision.NewPump(ListenAsync, (failure, failures) => LogNotHeard(failure, _replica.Name, failures));
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _reading.Wake();
        _listening.Wake();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(_reading.StopAsync(), _listening.StopAsync());

    public async ValueTask DisposeAsync()
    {
        await _reading.DisposeAsync();
        await _listening.DisposeAsync();
    }

    private async Task<bool> ReadAsync(CancellationToken stopping)
    {
        await _replica.ReadAsync(stopping);
        await Task.Delay(Staleness.Interval, _clock, stopping);
        return true;
    }

    private async Task<bool> ListenAsync(CancellationToken stopping)
    {
        if (await _beyond(_replica.Version, stopping).WaitAsync(stopping) > _replica.Version)
            await _replica.ReadAsync(stopping);
        return true;
    }

    [LoggerMessage(1, LogLevel.Warning, "The {Replica} of this silo could not be read from the ledger, {Failures} times in a row")]
    private partial void LogNotRead(Exception failure, string replica, int failures);

    [LoggerMessage(2, LogLevel.Warning, "The {Replica} of this silo is not told of writes, {Failures} times in a row; it reads the ledger instead")]
    private partial void LogNotHeard(Exception failure, string replica, int failures);
}
