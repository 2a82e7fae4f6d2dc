using System.Diagnostics.Metrics;
using Compounds.Audit;
using Compounds.Grains.Inbox;

namespace Compounds.Grains.Audit;

/// <summary>Counts the alarms of the audit, by kind; never by who is meant.</summary>
public sealed class AuditMeter : IDisposable
{
    private readonly Meter _meter;
    private readonly Counter<long> _alarms;

    /// <summary>Creates the instrument.</summary>
    public AuditMeter(IMeterFactory meters)
    {
        _meter = meters.Create(IntakeMeter.Name);
        _alarms = _meter.CreateCounter<long>("compounds.audit.alarms", "{alarm}",
            "Alarms of the audit, by kind: mass-reading or wrong-keys.");
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    /// <summary>Counts an alarm.</summary>
    public void Raised(AuditAlarm kind) =>
        _alarms.Add(1, new KeyValuePair<string, object?>("kind", kind is AuditAlarm.MassReading ? "mass-reading" : "wrong-keys"));
}
