using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Compounds.Reports;

namespace Compounds.Grains.Inbox;

/// <summary>What intake is measured by.</summary>
public sealed class IntakeMeter : IDisposable
{
    /// <summary>The name of the meter, for exporters.</summary>
    public const string Name = "Compounds";

    private readonly Meter _meter;
    private readonly Counter<long> _filed;
    private readonly Counter<long> _applied;
    private readonly Counter<long> _parked;
    private readonly ConcurrentDictionary<string, DateTimeOffset> _undelivered = new(StringComparer.Ordinal);
    private readonly TimeProvider _clock;

    /// <summary>Creates the instruments.</summary>
    public IntakeMeter(IMeterFactory meters, TimeProvider clock)
    {
        _clock = clock;
        _meter = meters.Create(Name);
        _filed = _meter.CreateCounter<long>("compounds.reports.filed", "{report}", "Reports that were offered, by outcome.");
        _applied = _meter.CreateCounter<long>("compounds.reports.applied", "{report}", "Reports whose claims all their subjects have applied.");
        _parked = _meter.CreateCounter<long>("compounds.delivery.parked", "{delivery}", "Deliveries that failed so often that those behind them go on without them.");
        _meter.CreateObservableGauge("compounds.delivery.oldest_undelivered", OldestUndelivered, "s", "How long the oldest report waits that a subject has not taken yet; 0 when none waits.");
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    /// <summary>Counts the outcomes of one batch.</summary>
    internal void Filed(IReadOnlyList<Filed> answers)
    {
        var accepted = answers.Count(static answer => answer.Outcome is ReceiptOutcome.Accepted);
        _filed.Add(accepted, new KeyValuePair<string, object?>("outcome", "accepted"));
        if (accepted < answers.Count)
            _filed.Add(answers.Count - accepted, new KeyValuePair<string, object?>("outcome", "refused"));
    }

    /// <summary>How long the oldest report waits that is being delivered here, in seconds; 0 when none waits.</summary>
    public double OldestUndelivered() => _undelivered.IsEmpty ? 0 : Math.Max(0, (_clock.GetUtcNow() - _undelivered.Values.Min()).TotalSeconds);

    /// <summary>Notes the oldest report that an inbox is delivering.</summary>
    internal void Undelivered(string inbox, DateTimeOffset recordedAt) => _undelivered[inbox] = recordedAt;

    /// <summary>Notes that an inbox has delivered everything, or is no longer here.</summary>
    internal void Delivered(string inbox) => _undelivered.TryRemove(inbox, out _);

    /// <summary>Counts deliveries that were parked.</summary>
    internal void Parked(int deliveries) => _parked.Add(deliveries);

    /// <summary>Counts reports that were applied.</summary>
    internal void Applied(int reports) => _applied.Add(reports);
}
