using Compounds.Ledger;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Compounds.Grains.Inbox;

/// <summary>
/// Wakes the inboxes that a stopped process left with stored but undelivered reports, so that accepted reports reach the live state
/// even when nobody files or reads there again.
/// </summary>
/// <param name="log">The ledger.</param>
/// <param name="grains">The grains of the running silo.</param>
/// <param name="logger">Where failures are told.</param>
public sealed partial class InboxResumption(IEventLog log, IGrainFactory grains, ILogger<InboxResumption> logger) : BackgroundService
{
    private const string Prefix = "inbox/";

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.Yield();
            await foreach (var head in log.ListStreamsAsync(Prefix, stoppingToken))
            {
                // Any call activates the grain, and an activated grain delivers.
                if (await HasUndeliveredAsync(head, stoppingToken))
                    await grains.GetGrain<IInboxGrain>(head.Stream[Prefix.Length..]).WaitForRoomAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops again; the next start goes on.
        }
        catch (Exception failure) when (failure is TimeoutException or OrleansException or LedgerUnavailableException or OperationCanceledException)
        {
            LogFailed(failure);
        }
    }

    private async Task<bool> HasUndeliveredAsync(StreamHead head, CancellationToken cancellationToken)
    {
        await foreach (var last in log.ReadAsync(head.Stream, head.Version, 1, cancellationToken))
            return !InboxFacts.EndsDelivered(last);
        return false;
    }

    [LoggerMessage(1, LogLevel.Warning, "Not every inbox could be woken; the others deliver when they are next used")]
    private partial void LogFailed(Exception failure);
}
