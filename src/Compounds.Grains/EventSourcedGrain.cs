using System.Diagnostics;
using Compounds.Grains.Draining;
using Compounds.Grains.Replicas;
using Compounds.Grains.States;
using Compounds.Ledger;
using Microsoft.Extensions.DependencyInjection;

namespace Compounds.Grains;

/// <summary>A grain whose state is the fold of one ledger stream: decide, append, fold, in that order.</summary>
/// <remarks>
/// A log only grows, so catching up is also the recovery from a rival activation and from a write of unknown outcome. Writes of one
/// activation queue behind each other, because interleaved calls would otherwise race for the same version. The state is always the fold
/// of a prefix of the stream; an activation that cannot keep it so ends, and the next one reads the stream again.
/// </remarks>
/// <param name="log">The ledger.</param>
/// <param name="clock">The clock.</param>
/// <param name="stream">The stream.</param>
/// <param name="folding">How it becomes the state.</param>
/// <param name="kept">Where the state is kept now and then, if <paramref name="folding"/> has a form for it: then an activation reads the facts after it only.</param>
internal abstract class EventSourcedGrain<TState, TFact>(
    IEventLog log, TimeProvider clock, string stream, Folding<TState, TFact> folding, IPersistentState<KeptState>? kept = null) : Grain, IDisposable
{
    /// <summary>Facts that are worth keeping a state for when an activation ends.</summary>
    private const int WorthKeeping = 500;

    private static readonly TimeSpan s_keepEvery = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _writes = new(1, 1);
    private readonly Dictionary<IReplicaObserver, SiloAddress> _followers = [];
    private readonly Shortcut? _shortcut = kept is null || folding.Form is null ? null : new Shortcut(kept, folding.Form.Name);
    private FoldLag? _lag;
    private TState _state = folding.Start();
    private DateTimeOffset _lastRecordedAt;
    private long _keptVersion;
    private bool _mayLack;
    private bool _isTorn;

    /// <summary>The fold of the facts up to <see cref="Version"/>.</summary>
    /// <exception cref="LedgerUnavailableException">A fold failed halfway: this activation ends and answers nothing more.</exception>
    protected TState State => _isTorn ? throw new LedgerUnavailableException($"The state of {stream} is being read again from the ledger; ask again.") : _state;

    /// <summary>The version of the last fact folded.</summary>
    protected long Version { get; private set; }

    /// <summary>The stream in the ledger.</summary>
    protected string Stream => stream;

    /// <summary>The ledger.</summary>
    protected IEventLog Log => log;

    /// <summary>Says that this silo leaves.</summary>
    protected Departure Departure => ServiceProvider.GetRequiredService<Departure>();

    /// <summary>The clock.</summary>
    protected TimeProvider Clock => clock;

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        using var fold = Spans.Begin("fold");
        await RestoreAsync(cancellationToken);
        _lag = _shortcut is null ? null : new FoldLag();
        await CatchUpAsync(cancellationToken);
        fold?.SetTag(Spans.Count, Version - _keptVersion);
        if (_lag is null)
            return;
        Meter.Watch(_lag);
        this.RegisterGrainTimer(static (self, _) => self.KeepAsync(self._lag!.IsDue = self.IsKeepingDue()), this, s_keepEvery, s_keepEvery);
    }

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_lag is not null)
            Meter.Forget(_lag);
        await KeepAsync(Version - _keptVersion >= WorthKeeping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        // They follow the next activation, wherever it begins. Those of a silo that leaves have gone already.
        TellFollowers(but: Departure.Begun.IsCompleted ? GrainContext.Address.SiloAddress : null);
        await base.OnDeactivateAsync(reason, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _writes.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Decides on current facts, makes the decision durable, then visible.</summary>
    /// <param name="decide">Pure: reads the state and says what to append; it is told where the first fact would stand. Called again when a rival was first.</param>
    /// <param name="cancellationToken">Gives up before the append.</param>
    /// <exception cref="LedgerUnavailableException">The store failed. Whether the facts were kept is unknown; asking again is safe.</exception>
    protected async Task<T> WriteAsync<T>(Func<FactPlace, Decision<TFact, T>> decide, CancellationToken cancellationToken)
    {
        await _writes.WaitAsync(cancellationToken);
        try
        {
            if (_mayLack)
                await CatchUpAsync(cancellationToken);
            while (true)
            {
                var first = new FactPlace(Version + 1, Now());
                var (facts, answer) = decide(first);
                if (facts.Count == 0)
                    return answer;
                if (await TryAppendAsync(facts, first.RecordedAt, cancellationToken))
                {
                    foreach (var fact in facts)
                        Fold(fact, new FactPlace(Version + 1, first.RecordedAt));
                    return answer;
                }

                await CatchUpAsync(cancellationToken);
            }
        }
        catch (OutOfMemoryException failure)
        {
            Environment.FailFast("The heap is full: whatever is in memory can no longer be trusted to follow the ledger.", failure);
            throw;
        }
        finally
        {
            _writes.Release();
        }
    }

    /// <summary>Nothing to append.</summary>
    protected static Decision<TFact, T> Nothing<T>(T answer) => new([], answer);

    /// <summary>Facts to append, in order.</summary>
    protected static Decision<TFact, T> Append<T>(T answer, params IReadOnlyList<TFact> facts) => new(facts, answer);

    /// <summary>Called after each fact that was folded, in order of version: it is in the ledger and in the state. Must not fail.</summary>
    protected virtual void OnFolded(TFact fact, FactPlace place)
    {
    }

    /// <summary>
    /// Answers the version, and where it is not above the given one, tells the follower once of the next fact, or that this activation ends.
    /// </summary>
    public Task<long> FollowAsync(long version, IReplicaObserver follower, SiloAddress silo, CancellationToken cancellationToken)
    {
        if (Version <= version)
            _followers[follower] = silo;
        return Task.FromResult(Version);
    }

    /// <summary>Reads what the stream holds beyond the state, whoever wrote it, and folds it.</summary>
    protected async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await _writes.WaitAsync(cancellationToken);
        try
        {
            await CatchUpAsync(cancellationToken);
        }
        finally
        {
            _writes.Release();
        }
    }

    /// <summary>The time for a fact: now, but never before the last fact, so that time never falls along a stream when the clock is set back.</summary>
    private DateTimeOffset Now()
    {
        var now = log.TimeOfNextFact(clock);
        return now > _lastRecordedAt ? now : _lastRecordedAt;
    }

    private async Task<bool> TryAppendAsync(IReadOnlyList<TFact> facts, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var written = new NewFact[facts.Count];
        for (var i = 0; i < written.Length; i++)
            written[i] = folding.Codec.Write(facts[i], now);
        try
        {
            return await log.TryAppendAsync(stream, Version, written, cancellationToken);
        }
        catch (Exception failure) when (failure is not (ArgumentException or AppendTooLargeException or OutOfMemoryException))
        {
            // The facts may be there. Until the stream was read again, nothing more is decided here.
            _mayLack = true;
            await CatchUpAsync(CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            throw;
        }
    }

    /// <summary>Begins with the state that is kept, if it is a state of this stream as the ledger has it.</summary>
    private async Task RestoreAsync(CancellationToken cancellationToken)
    {
        if (_shortcut?.Kept is not { Version: > 0 } shortcut)
            return;
        await foreach (var fact in log.ReadAsync(stream, shortcut.Version, 1, cancellationToken))
        {
            // The link binds all facts before it: one that is equal says that the state was folded from these very facts.
            if (fact.Hash.Span.SequenceEqual(shortcut.Link.Span) && folding.Form!.Read(shortcut.Body) is { } state)
                (_state, Version, _keptVersion, _lastRecordedAt) = (state, fact.Version, fact.Version, fact.RecordedAt);
        }
    }

    private FoldMeter Meter => ServiceProvider.GetRequiredService<FoldMeter>();

    private bool IsKeepingDue() => !_isTorn && Version - _keptVersion >= folding.Form!.FactsBetween(_state);

    private async Task KeepAsync(bool isWorthIt)
    {
        if (_shortcut is null || _isTorn || !isWorthIt)
            return;
        var (version, body) = (Version, folding.Form!.Write(_state));
        await foreach (var fact in log.ReadAsync(stream, version, 1, CancellationToken.None))
            await _shortcut.KeepAsync(version, fact.Hash, body);
        _keptVersion = version;
        _lag?.Kept(Version - version, clock.GetUtcNow());
    }

    private async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        await foreach (var fact in log.ReadAsync(stream, Version + 1, cancellationToken))
        {
            if (fact.Version != Version + 1)
                throw new UnreachableException($"Stream {stream} jumps from {Version} to {fact.Version}.");
            Fold(folding.Codec.Read(fact), new FactPlace(fact.Version, fact.RecordedAt));
        }

        _mayLack = false;
    }

    private void Fold(TFact fact, FactPlace place)
    {
        try
        {
            _state = folding.Fold(_state, fact, place);
        }
        catch
        {
            // Half of the fact may be in the state. Nothing is answered from it any more; the next activation replays the stream.
            _isTorn = true;
            DeactivateOnIdle();
            throw;
        }

        Version = place.Version;
        _lastRecordedAt = place.RecordedAt;
        _lag?.Add(place.RecordedAt);
        OnFolded(fact, place);
        TellFollowers();
    }

    private void TellFollowers(SiloAddress? but = null)
    {
        foreach (var (follower, silo) in _followers)
        {
            if (!silo.Equals(but))
                follower.Moved();
        }

        _followers.Clear();
    }
}
