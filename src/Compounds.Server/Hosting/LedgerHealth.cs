using System.Net.Mime;
using Compounds.Grains.States;
using Compounds.Ledger;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Orleans.Storage;

namespace Compounds.Server.Hosting;

/// <summary>
/// Ready means: can file and read here, now. This silo has joined, and what it writes to the store, as much as a large report takes, is kept. What another silo does has
/// no part in it.
/// </summary>
internal sealed class LedgerHealth(
    [FromKeyedServices(GrainStates.Preferences)] IGrainStorage storage, ITextKeys texts, ISiloStatusOracle silos, Drain drain, TimeProvider clock, LedgerClock? ledgerClock = null) : IHealthCheck
{
    /// <summary>As much as a large report takes: a few bytes would still fit where a report does not.</summary>
    private const int ProbeBytes = 32 * 1024;

    /// <summary>A state of no grain: each probe writes over the one before.</summary>
    private static readonly GrainId s_probe = GrainId.Create("health", "probe");

    /// <summary>Answers with one word, and with a sentence for whatever is not well.</summary>
    public static Task WriteAsync(HttpContext http, HealthReport report)
    {
        http.Response.ContentType = MediaTypeNames.Text.Plain;
        return http.Response.WriteAsync(string.Join(' ', [report.Status.ToString(), .. report.Entries.Values.Where(static entry => entry.Status is not HealthStatus.Healthy).Select(static entry => entry.Description)]));
    }

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (drain.Stopping.IsCancellationRequested)
            return HealthCheckResult.Unhealthy("This server is about to stop.");
        if (silos.CurrentStatus is not SiloStatus.Active)
            return HealthCheckResult.Unhealthy("This silo has not joined the cluster.");
        try
        {
            ledgerClock?.ThrowIfBehind();
            var probe = new GrainState<KeptState>();
            await storage.ReadStateAsync("probe", s_probe, probe).WaitAsync(cancellationToken);
            var body = new byte[ProbeBytes];
            BitConverter.TryWriteBytes(body, clock.GetUtcNow().UtcTicks);
            probe.State = new KeptState { Format = "probe/1", Body = body };
            await storage.WriteStateAsync("probe", s_probe, probe).WaitAsync(cancellationToken);
            await texts.ReadAnyAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (InconsistentStateException)
        {
            // Another probe came in between: the store reads, compares and writes.
            return HealthCheckResult.Healthy();
        }
        catch (Exception known) when (known is ClockBehindException or LedgerFullException or LedgerLostException)
        {
            return HealthCheckResult.Unhealthy(known.Message, known);
        }
        catch (Exception failure) when (failure is not (OutOfMemoryException or OperationCanceledException))
        {
            return HealthCheckResult.Unhealthy("Nothing can be written to the store, or read from it.", failure);
        }
    }
}
