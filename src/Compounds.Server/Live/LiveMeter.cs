using System.Diagnostics.Metrics;
using Compounds.Grains.Inbox;

namespace Compounds.Server.Live;

/// <summary>Shows how far live feeds are behind the ledger.</summary>
internal sealed class LiveMeter : IDisposable
{
    private readonly Meter _meter;
    private readonly TimeProvider _clock;
    private readonly Histogram<double> _lag;

    /// <summary>Creates the instrument.</summary>
    public LiveMeter(IMeterFactory meters, TimeProvider clock)
    {
        _clock = clock;
        _meter = meters.Create(IntakeMeter.Name);
        _lag = _meter.CreateHistogram(
            "compounds.live.lag", "s",
                "From the moment a change of a subject was recorded until its card was on its way to the pages of a reader.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60] });
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    /// <summary>A changed card is handed to the pages.</summary>
    public void Told(DateTimeOffset changedAt) => _lag.Record(Math.Max(0, (_clock.GetUtcNow() - changedAt).TotalSeconds));
}
