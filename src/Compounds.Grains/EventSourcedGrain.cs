using System.Diagnostics;
using Compounds.Ledger;

namespace Compounds.Grains;

/// <summary>A grain whose state is the fold of one ledger stream: decide, append, fold, in that order.</summary>
/// <remarks>
/// A log only grows, so catching up is also the recovery from a rival activation and from a write of unknown outcome. Writes of one
/// activation queue behind each other, because interleaved calls would otherwise race for the same version.
/// </remarks>
internal abstract class EventSourcedGrain(IEventLog log, TimeProvider clock, string stream) : Grain, IDisposable
{
    private readonly SemaphoreSlim _writes = new(1, 1);
    private DateTimeOffset _lastRecordedAt;

    /// <summary>The version of the last fact folded.</summary>
    protected long Version { get; private set; }

    /// <summary>The stream in the ledger.</summary>
    protected string Stream => stream;

    /// <summary>The ledger.</summary>
    protected IEventLog Log => log;

    /// <summary>The clock.</summary>
    protected TimeProvider Clock => clock;

    /// <summary>The time for a fact: now, but never before the last fact, so that time never falls along a stream when the clock is set back.</summary>
    protected DateTimeOffset Now()
    {
        var now = clock.GetUtcNow();
        return now > _lastRecordedAt ? now : _lastRecordedAt;
    }

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken) => CatchUpAsync(cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        _writes.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Folds one stored fact into the state. Never refuses.</summary>
    protected abstract void Fold(Fact fact);

    /// <summary>Decides on current facts, makes the decision durable, then visible.</summary>
    /// <param name="decide">Pure: reads the state and says what to append and how to fold it. Called again when a rival was first.</param>
    /// <param name="cancellationToken">Gives up before the append.</param>
    /// <exception cref="LedgerUnavailableException">The store failed. Whether the facts were kept is unknown; asking again is safe.</exception>
    protected async Task<T> WriteAsync<T>(Func<long, Decision<T>> decide, CancellationToken cancellationToken)
    {
        await _writes.WaitAsync(cancellationToken);
        try
        {
            while (true)
            {
                var decision = decide(Version);
                if (decision.Facts.Count == 0)
                    return decision.Answer;
                if (await TryAppendAsync(decision.Facts, cancellationToken))
                {
                    Version += decision.Facts.Count;
                    _lastRecordedAt = decision.Facts[^1].RecordedAt;
                    decision.Fold();
                    return decision.Answer;
                }

                await CatchUpAsync(cancellationToken);
            }
        }
        finally
        {
            _writes.Release();
        }
    }

    private async Task<bool> TryAppendAsync(IReadOnlyList<NewFact> facts, CancellationToken cancellationToken)
    {
        try
        {
            return await log.TryAppendAsync(stream, Version, facts, cancellationToken);
        }
        catch (LedgerUnavailableException)
        {
            // The facts may be there: the next decision must not be made on a state that lacks them.
            await CatchUpAsync(cancellationToken);
            throw;
        }
    }

    private async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        await foreach (var fact in log.ReadAsync(stream, Version + 1, cancellationToken))
        {
            if (fact.Version != Version + 1)
                throw new UnreachableException($"Stream {stream} jumps from {Version} to {fact.Version}.");
            Fold(fact);
            Version = fact.Version;
            _lastRecordedAt = fact.RecordedAt;
        }
    }
}

/// <summary>What a decision appends, how it is folded once durable, and what it answers.</summary>
/// <param name="Facts">The facts; none when there is nothing to do.</param>
/// <param name="Fold">Folds exactly these facts, without reading them back from their stored form.</param>
/// <param name="Answer">The answer to the caller.</param>
internal readonly record struct Decision<T>(IReadOnlyList<NewFact> Facts, Action Fold, T Answer);

/// <summary>Makes decisions.</summary>
internal static class Decision
{
    /// <summary>Nothing to append.</summary>
    public static Decision<T> Nothing<T>(T answer) => new([], static () => { }, answer);
}
