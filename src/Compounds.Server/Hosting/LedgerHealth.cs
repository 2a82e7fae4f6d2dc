using Compounds.Ledger;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Compounds.Server.Hosting;

/// <summary>
/// Ready means: can file and read here, now. This silo has joined, and a few bytes written to the store come back. What another silo does has
/// no part in it.
/// </summary>
internal sealed class LedgerHealth(IEventLog log, ISiloStatusOracle silos, TimeProvider clock) : IHealthCheck
{
    /// <summary>A snapshot of no stream: each probe writes over the one before.</summary>
    private const string Probe = "health/probe";

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (silos.CurrentStatus is not SiloStatus.Active)
            return HealthCheckResult.Unhealthy("This silo has not joined the cluster.");
        try
        {
            var now = BitConverter.GetBytes(clock.GetUtcNow().UtcTicks);
            await log.WriteSnapshotAsync(Probe, new Snapshot(0, now), cancellationToken);
            return await log.ReadSnapshotAsync(Probe, cancellationToken) is not null
                ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("What was written to the store is not there.");
        }
        catch (LedgerUnavailableException failure)
        {
            return HealthCheckResult.Unhealthy("Nothing can be written to the store, or read from it.", failure);
        }
    }
}
