using System.Diagnostics.Metrics;
using Compounds.Grains.Inbox;

namespace Compounds.Server.Hosting;

/// <summary>Shows whether the witness keeps checkpoints.</summary>
internal sealed class ProofMeter : IDisposable
{
    private readonly Meter _meter;
    private readonly TimeProvider _clock;
    private long _failedAt;

    /// <summary>Creates the instrument.</summary>
    public ProofMeter(IMeterFactory meters, TimeProvider clock)
    {
        _clock = clock;
        _meter = meters.Create(IntakeMeter.Name);
        _meter.CreateObservableGauge("compounds.proof.age", Age, "s",
            "Time since the witness has failed to keep a checkpoint that was due; 0 while it keeps them.");
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    /// <summary>The witness has the checkpoint that was due.</summary>
    public void Kept() => Volatile.Write(ref _failedAt, 0);

    /// <summary>The witness did not take it.</summary>
    public void Failed() => Interlocked.CompareExchange(ref _failedAt, _clock.GetUtcNow().UtcTicks, 0);

    private double Age() => Volatile.Read(ref _failedAt) is > 0 and var at ? Math.Max(0, (_clock.GetUtcNow().UtcTicks - at) / (double)TimeSpan.TicksPerSecond) : 0;
}
