using Compounds.Grains.States;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Orleans.Storage;

namespace Compounds.Server.Hosting;

/// <summary>
/// Ready means: can file and read here, now. This silo has joined, and a few bytes written to the store come back. What another silo does has
/// no part in it.
/// </summary>
internal sealed class LedgerHealth([FromKeyedServices(GrainStates.Preferences)] IGrainStorage storage, ISiloStatusOracle silos, TimeProvider clock) : IHealthCheck
{
    /// <summary>A state of no grain: each probe writes over the one before.</summary>
    private static readonly GrainId s_probe = GrainId.Create("health", "probe");

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (silos.CurrentStatus is not SiloStatus.Active)
            return HealthCheckResult.Unhealthy("This silo has not joined the cluster.");
        try
        {
            var probe = new GrainState<KeptState>();
            await storage.ReadStateAsync("probe", s_probe, probe).WaitAsync(cancellationToken);
            probe.State = new KeptState { Format = "probe/1", Body = BitConverter.GetBytes(clock.GetUtcNow().UtcTicks) };
            await storage.WriteStateAsync("probe", s_probe, probe).WaitAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (InconsistentStateException)
        {
            // Another probe came in between: the store reads, compares and writes.
            return HealthCheckResult.Healthy();
        }
        catch (Exception failure) when (failure is not (OutOfMemoryException or OperationCanceledException))
        {
            return HealthCheckResult.Unhealthy("Nothing can be written to the store, or read from it.", failure);
        }
    }
}
