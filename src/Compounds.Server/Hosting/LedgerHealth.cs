using Compounds.Grains.Agencies;
using Compounds.Ledger;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Compounds.Server.Hosting;

/// <summary>Ready when the silo answers and the ledger can be read.</summary>
internal sealed class LedgerHealth(IGrainFactory grains) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await grains.GetRegister().GetAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception failure) when (failure is TimeoutException or OrleansException or LedgerUnavailableException)
        {
            return HealthCheckResult.Unhealthy(exception: failure);
        }
    }
}
