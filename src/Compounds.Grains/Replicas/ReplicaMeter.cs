using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Compounds.Grains.Inbox;

namespace Compounds.Grains.Replicas;

/// <summary>Shows how old the replicas of this silo are. One that was never read has no age yet.</summary>
internal sealed class ReplicaMeter : IDisposable
{
    private readonly Meter _meter;
    private readonly ConcurrentDictionary<string, Func<TimeSpan?>> _ages = new(StringComparer.Ordinal);

    /// <summary>Creates the instrument.</summary>
    public ReplicaMeter(IMeterFactory meters)
    {
        _meter = meters.Create(IntakeMeter.Name);
        _meter.CreateObservableGauge("compounds.replica.age", Measure, "s", "How long ago a replica of this silo was known to be complete. Beyond 5 s it answers only once it has read the ledger.");
    }

    public void Dispose() => _meter.Dispose();

    /// <summary>Shows the age of one more replica; null while it has none.</summary>
    public void Watch(string replica, Func<TimeSpan?> age) => _ages[replica] = age;

    private IEnumerable<Measurement<double>> Measure()
    {
        foreach (var (replica, age) in _ages)
        {
            if (age() is { } known)
                yield return new Measurement<double>(known.TotalSeconds, new KeyValuePair<string, object?>("replica", replica));
        }
    }
}
