using Compounds.Grains.Pumps;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Compounds.Grains.Replicas;

/// <summary>
/// Keeps a replica up to date while this process runs: it is told of each write at once by the grain that writes, and reads the ledger every
/// <see cref="Staleness.Interval"/> whatever it was told, so that a word that is lost costs no more than the bound.
/// </summary>
internal sealed partial class ReplicaFollower<TState> : IReplicaObserver, IHostedService, IAsyncDisposable
    where TState : class
{
    /// <summary>How long a word is waited for before the grain is asked again: it may live elsewhere by then, and not know who follows.</summary>
    private static readonly TimeSpan s_quiet = TimeSpan.FromSeconds(10);

    private readonly Replica<TState> _replica;
    private readonly IGrainFactory _grains;
    private readonly FollowOf _follow;
    private readonly ILocalSiloDetails _silo;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly Pump _reading;
    private readonly Pump _listening;
    private IReplicaObserver? _self;
    private TaskCompletionSource _word = new();

    /// <summary>Creates the follower.</summary>
    /// <param name="replica">What is kept up to date.</param>
    /// <param name="grains">Finds the writing grain.</param>
    /// <param name="follow">Asks that grain to tell of the next write; answers its version.</param>
    /// <param name="silo">This silo.</param>
    /// <param name="clock">The clock of the intervals.</param>
    /// <param name="supervision">Makes the pumps.</param>
    /// <param name="meter">Shows how old it is.</param>
    /// <param name="logger">Where failures are told.</param>
    public ReplicaFollower(
        Replica<TState> replica, IGrainFactory grains, FollowOf follow, ILocalSiloDetails silo, TimeProvider clock, Supervision supervision, ReplicaMeter meter,
        ILogger<ReplicaFollower<TState>> logger)
    {
        meter.Watch(replica.Name, () => replica.Age);
        (_replica, _grains, _follow, _silo, _clock, _logger) = (replica, grains, follow, silo, clock, logger);
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
        if (_self is not null)
            _grains.DeleteObjectReference<IReplicaObserver>(_self);
    }

    public void Moved() => Volatile.Read(ref _word).TrySetResult();

    private async Task<bool> ReadAsync(CancellationToken stopping)
    {
        await _replica.ReadAsync(stopping);
        await Task.Delay(Staleness.Interval, _clock, stopping);
        return true;
    }

    private async Task<bool> ListenAsync(CancellationToken stopping)
    {
        _self ??= _grains.CreateObjectReference<IReplicaObserver>(this);
        var word = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _word, word);
        if (await _follow(_grains)(_replica.Version, _self, _silo.SiloAddress, stopping).WaitAsync(stopping) <= _replica.Version)
            await Task.WhenAny(word.Task, Task.Delay(s_quiet, _clock, stopping));
        else
            word.TrySetResult();
        if (word.Task.IsCompleted)
            await _replica.ReadAsync(stopping);
        return true;
    }

    [LoggerMessage(1, LogLevel.Warning, "The {Replica} of this silo could not be read from the ledger, {Failures} times in a row")]
    private partial void LogNotRead(Exception failure, string replica, int failures);

    [LoggerMessage(2, LogLevel.Warning, "The {Replica} of this silo is not told of writes, {Failures} times in a row; it reads the ledger instead")]
    private partial void LogNotHeard(Exception failure, string replica, int failures);
}

/// <summary>Finds the grain that writes what is copied, and says how to follow it.</summary>
internal delegate Func<long, IReplicaObserver, SiloAddress, CancellationToken, Task<long>> FollowOf(IGrainFactory grains);
