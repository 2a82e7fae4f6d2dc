using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using Compounds.Grains.Inbox;
using Compounds.Ledger;

namespace Compounds.Server.Hosting;

/// <summary>
/// Measures how long each append takes, the wait for its group commit included. An append costs no allocation more than without it.
/// </summary>
internal sealed class MeteredLog : IEventLog, IDisposable
{
    private static readonly KeyValuePair<string, object?> s_written = new("outcome", "written");
    private static readonly KeyValuePair<string, object?> s_rival = new("outcome", "rival");
    private static readonly KeyValuePair<string, object?> s_failed = new("outcome", "failed");
    private static readonly double[] s_seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15];

    private readonly IEventLog _log;
    private readonly TimeProvider _clock;
    private readonly Meter _meter;
    private readonly Histogram<double> _appends;

    /// <summary>Measures another log.</summary>
    public MeteredLog(IEventLog log, TimeProvider clock, IMeterFactory meters)
    {
        (_log, _clock) = (log, clock);
        _meter = meters.Create(IntakeMeter.Name);
        _appends = _meter.CreateHistogram(
            "compounds.ledger.append.duration", "s", "Time until an append to the ledger was durable, refused for a rival, or failed.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = s_seconds });
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    /// <inheritdoc/>
    public DateTimeOffset TimeOfNextFact(TimeProvider clock) => _log.TimeOfNextFact(clock);

    /// <inheritdoc/>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<bool> TryAppendAsync(
        string stream, long expectedVersion, IReadOnlyList<NewFact> facts, CancellationToken cancellationToken)
    {
        var (began, outcome) = (_clock.GetTimestamp(), s_failed);
        try
        {
            var isWritten = await _log.TryAppendAsync(stream, expectedVersion, facts, cancellationToken).ConfigureAwait(false);
            outcome = isWritten ? s_written : s_rival;
            return isWritten;
        }
        finally
        {
            _appends.Record(_clock.GetElapsedTime(began).TotalSeconds, outcome);
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<Fact> ReadAsync(string stream, long fromVersion, int limit, CancellationToken cancellationToken) =>
        _log.ReadAsync(stream, fromVersion, limit, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<StreamHead> ListStreamsAsync(string prefix, CancellationToken cancellationToken) =>
        _log.ListStreamsAsync(prefix, cancellationToken);
}
