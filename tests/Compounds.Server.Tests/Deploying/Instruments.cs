using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using Compounds.Audit;
using Compounds.Driving;
using Compounds.Grains.Audit;
using Compounds.Grains.Inbox;
using Compounds.Server.Hosting;
using Compounds.Server.Live;
using static Compounds.Driving.Wire;

namespace Compounds.Server.Tests.Deploying;

/// <summary>
/// The metrics that a running server exports, by the names that Prometheus knows them by, each with the labels that were seen on it.
/// </summary>
internal sealed class Instruments : IDisposable
{
    private static readonly Dictionary<string, string> s_units = new() { ["s"] = "_seconds", ["By"] = "_bytes", ["ms"] = "_milliseconds" };

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, byte>> _labels = new();
    private readonly ConcurrentDictionary<string, byte> _own = new();

    private Instruments()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (!IsExported(instrument.Meter.Name))
                return;
            if (instrument.Meter.Name == IntakeMeter.Name)
                _own.TryAdd(instrument.Name, default);
            foreach (var name in NamesOf(instrument))
                _labels.TryAdd(name, []);
            listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => See(instrument, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => See(instrument, tags));
        _listener.Start();
    }

    /// <summary>Our own, by their names in the code.</summary>
    public IEnumerable<string> Own => _own.Keys;

    /// <summary>The names.</summary>
    public IEnumerable<string> Names => _labels.Keys;

    /// <summary>The labels of a metric; empty for an unknown metric.</summary>
    public IEnumerable<string> LabelsOf(string metric) => _labels.TryGetValue(metric, out var labels) ? labels.Keys : [];

    /// <summary>Listens to a server while it does a little of everything.</summary>
    public static async Task<Instruments> OfAsync(ApiFixture api)
    {
        var instruments = new Instruments();
        await api.Pea.PushAsync(Report("D-1", Status("Deployed Yard", "raided")), Report("D-2", Status("Deployed Yard", "no such status")));
        await api.Pea.ReadAsync("/v1/compounds/nowhere", HttpStatusCode.NotFound);
        api.Server.Part<LiveMeter>().Told(api.Server.Clock.GetUtcNow());
        api.Server.Part<ProofMeter>().Kept();
        api.Server.Part<AuditMeter>().Raised(AuditAlarm.MassReading);
        try
        {
            throw new InvalidOperationException("The runtime counts exceptions by type.");
        }
        catch (InvalidOperationException)
        {
            instruments._listener.RecordObservableInstruments();
        }

        return instruments;
    }

    public void Dispose() => _listener.Dispose();

    /// <summary>
    /// The names that the translation from OTLP gives a metric in Prometheus: dots become underscores, a unit is named, a counter ends in
    /// total.
    /// </summary>
    private static string[] NamesOf(Instrument instrument)
    {
        var name = instrument.Name.Replace('.', '_').Replace('-', '_') + s_units.GetValueOrDefault(instrument.Unit ?? "", "");
        var kind = instrument.GetType().Name;
        return kind.StartsWith("Histogram", StringComparison.Ordinal) ? [$"{name}_bucket", $"{name}_sum", $"{name}_count"]
            : kind.StartsWith("Counter", StringComparison.Ordinal) || kind.StartsWith("ObservableCounter", StringComparison.Ordinal)
                ? [$"{name}_total"]
            : [name];
    }

    private static bool IsExported(string meter) =>
        Telemetry.Meters.Contains(meter) || meter.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal);

    private void See(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var name in NamesOf(instrument))
        {
            foreach (var tag in tags)
                _labels[name].TryAdd(tag.Key.Replace('.', '_'), default);
        }
    }
}
