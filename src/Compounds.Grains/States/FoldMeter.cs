using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Compounds.Grains.Inbox;

namespace Compounds.Grains.States;

/// <summary>
/// Shows how far the kept states of this silo's activations are behind their streams, which is what the next activation has to read
/// again.
/// </summary>
internal sealed class FoldMeter : IDisposable
{
    private readonly Meter _meter;
    private readonly TimeProvider _clock;
    private readonly ConcurrentDictionary<FoldLag, byte> _lags = [];

    /// <summary>Creates the instruments.</summary>
    public FoldMeter(IMeterFactory meters, TimeProvider clock)
    {
        _clock = clock;
        _meter = meters.Create(IntakeMeter.Name);
        _meter.CreateObservableUpDownCounter("compounds.fold.unkept", Unkept, "{fact}",
            "Facts folded by activations of this silo that are in no kept state yet.");
        _meter.CreateObservableGauge("compounds.fold.age", Age, "s",
            "Age of the oldest fact that should be in a kept state and is not; 0 while keeping succeeds.");
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    /// <summary>Begins to watch an activation.</summary>
    public void Watch(FoldLag lag) => _lags[lag] = default;

    /// <summary>Forgets an activation that ended.</summary>
    public void Forget(FoldLag lag) => _lags.TryRemove(lag, out _);

    private long Unkept() => _lags.Keys.Sum(static lag => lag.Facts);

    private double Age()
    {
        var oldest = _lags.Keys.Where(static lag => lag.IsDue).Select(static lag => lag.Since).DefaultIfEmpty(0).Min();
        return oldest == 0 ? 0 : Math.Max(0, (_clock.GetUtcNow().UtcTicks - oldest) / (double)TimeSpan.TicksPerSecond);
    }
}

/// <summary>How far the kept state of one activation is behind. Written in the grain's turn, read by the meter.</summary>
internal sealed class FoldLag
{
    private long _facts;
    private long _since;
    private volatile bool _isDue;

    /// <summary>Facts that are not in the kept state.</summary>
    public long Facts => Volatile.Read(ref _facts);

    /// <summary>When the first of them was recorded, in UTC ticks.</summary>
    public long Since => Volatile.Read(ref _since);

    /// <summary>Whether there are so many of them that the state should be kept.</summary>
    public bool IsDue
    {
        get => _isDue;
        set => _isDue = value;
    }

    /// <summary>One more fact was folded.</summary>
    public void Add(DateTimeOffset recordedAt)
    {
        if (_facts == 0)
            Volatile.Write(ref _since, recordedAt.UtcTicks);
        Volatile.Write(ref _facts, _facts + 1);
    }

    /// <summary>The state was kept; this many facts are younger.</summary>
    /// <param name="facts">How many.</param>
    /// <param name="now">When the first of them may have been recorded, at the latest.</param>
    public void Kept(long facts, DateTimeOffset now)
    {
        _isDue = false;
        Volatile.Write(ref _since, now.UtcTicks);
        Volatile.Write(ref _facts, facts);
    }
}
