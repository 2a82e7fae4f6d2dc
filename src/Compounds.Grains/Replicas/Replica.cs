using System.Diagnostics;
using Compounds.Ledger;

namespace Compounds.Grains.Replicas;

/// <summary>
/// This silo's copy of a state that one grain of the cluster writes. It is read from the ledger by the fold of that grain, so that a request
/// which only reads the state needs no other silo. An answer is at most <see cref="Staleness.Bound"/> old.
/// </summary>
/// <typeparam name="TState">The state; immutable, because callers keep it while the copy goes on.</typeparam>
/// <remarks>All members may be called by many callers at once; those who wait for a reading of the ledger share it.</remarks>
public sealed class Replica<TState>
    where TState : class
{
    private readonly string _stream;
    private readonly Func<TState, Fact, TState> _fold;
    private readonly IEventLog _log;
    private readonly TimeProvider _clock;
    private readonly Lock _lock = new();
    private volatile Held _held;
    private int _writes;
    private Task _reading = Task.CompletedTask;
    private Task? _next;

    internal Replica(string name, string stream, TState start, Func<TState, Fact, TState> fold, IEventLog log, TimeProvider clock)
    {
        (Name, _stream, _fold, _log, _clock) = (name, stream, fold, log, clock);
        _held = new Held(start, 0, null, 0);
    }

    /// <summary>What is copied, for messages and metrics: <c>register</c>, <c>sessions</c> or <c>policy-list</c>.</summary>
    public string Name { get; }

    /// <summary>The version of the last fact in the copy; 0 before the first.</summary>
    public long Version => _held.Version;

    /// <summary>How long ago the copy was known to be complete; null before it was read for the first time.</summary>
    public TimeSpan? Age => _held.ReadAt is { } at ? _clock.GetElapsedTime(at) : null;

    /// <summary>The state, at most <see cref="Staleness.Bound"/> old. Reads the ledger only where the copy is older.</summary>
    /// <exception cref="LedgerUnavailableException">The copy is older, and the ledger did not answer within <see cref="Staleness.Patience"/>.</exception>
    public ValueTask<TState> GetAsync(CancellationToken cancellationToken)
    {
        var held = _held;
        return held.ReadAt is { } at && _clock.GetElapsedTime(at) <= Staleness.Bound && held.Writes == Volatile.Read(ref _writes)
            ? new ValueTask<TState>(held.State) : new ValueTask<TState>(ReadAsync(cancellationToken));
    }

    /// <summary>Says that a caller of this silo wrote: from now on nothing is answered from what was read before, so that he finds what he wrote.</summary>
    public void Outdate() => Interlocked.Increment(ref _writes);

    /// <summary>The state with everything that was durable when this was called: what the caller wrote a moment ago is in it.</summary>
    /// <exception cref="LedgerUnavailableException">The ledger did not answer within <see cref="Staleness.Patience"/>.</exception>
    public async Task<TState> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ReadNext().WaitAsync(Staleness.Patience, _clock, cancellationToken);
            return _held.State;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested && failure is not OutOfMemoryException)
        {
            throw new LedgerUnavailableException($"The {Name} of this silo cannot be brought up to date: the ledger was not read in time. Ask again in a moment.", failure);
        }
    }

    /// <summary>A reading that has not begun: one that is under way may have passed what the caller knows of.</summary>
    private Task ReadNext()
    {
        lock (_lock)
            return _next ??= ReadBehindAsync(_reading);
    }

    private async Task ReadBehindAsync(Task before)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        lock (_lock)
            (_reading, _next) = (_next!, null);
        var (at, writes) = (_clock.GetTimestamp(), Volatile.Read(ref _writes));
        var (state, version) = (_held.State, _held.Version);
        await foreach (var fact in _log.ReadAsync(_stream, version + 1, CancellationToken.None))
        {
            if (fact.Version != version + 1)
                throw new UnreachableException($"Stream {_stream} jumps from {version} to {fact.Version}.");
            (state, version) = (_fold(state, fact), fact.Version);
        }

        _held = new Held(state, version, at, writes);
    }

    private sealed record Held(TState State, long Version, long? ReadAt, int Writes);
}
