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
    private readonly ConcurrentDictionary<Backlog, byte> _backlogs = [];
    private readonly TimeProvider _clock;

    /// <summary>Creates the instruments.</summary>
    public IntakeMeter(IMeterFactory meters, TimeProvider clock)
    {
        _clock = clock;
        _meter = meters.Create(Name);
        _filed = _meter.CreateCounter<long>("compounds.reports.filed", "{report}", "Reports that were offered, by outcome.");
        _applied = _meter.CreateCounter<long>("compounds.reports.applied", "{report}", "Reports whose claims all their subjects have applied.");
        _parked = _meter.CreateCounter<long>("compounds.delivery.parked", "{delivery}", "Deliveries that failed so often that those behind them go on without them.");
        _meter.CreateObservableUpDownCounter("compounds.delivery.undelivered", Undelivered, "{report}",
            "Reports and retractions that inboxes of this silo have stored and not delivered yet.");
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
    public double OldestUndelivered()
    {
        var oldest = _backlogs.Keys.Select(static backlog => backlog.Oldest).Where(static ticks => ticks > 0).DefaultIfEmpty(0).Min();
        return oldest == 0 ? 0 : Math.Max(0, (_clock.GetUtcNow().UtcTicks - oldest) / (double)TimeSpan.TicksPerSecond);
    }

    /// <summary>How many reports and retractions wait for delivery here.</summary>
    public long Undelivered() => _backlogs.Keys.Sum(static backlog => backlog.Reports);

    /// <summary>Begins to show what an activation has not delivered.</summary>
    internal void Watch(Backlog backlog) => _backlogs[backlog] = default;

    /// <summary>The activation ended.</summary>
    internal void Forget(Backlog backlog) => _backlogs.TryRemove(backlog, out _);

    /// <summary>Counts deliveries that were parked.</summary>
    internal void Parked(int deliveries) => _parked.Add(deliveries);

    /// <summary>Counts reports that were applied.</summary>
    internal void Applied(int reports) => _applied.Add(reports);
}
