using System.Globalization;
using Compounds.Batches;
using Compounds.Grains.Batches;
using Compounds.Ledger;
using Compounds.Server.Intake;
using Compounds.Server.SignIn;

namespace Compounds.Server.Batches;

/// <summary>Records what was received in one request, so that its sender can look later what became of it.</summary>
internal sealed partial class BatchRecording(IGrainFactory grains, TimeProvider clock, ILogger<BatchRecording> logger)
{
    private const string NameHeader = "X-File-Name";

    /// <summary>The batch that a request belongs to: a file is one of its own, pushes of one hour are one.</summary>
    public static Batch Begin(HttpContext http, Door door, DateTimeOffset now)
    {
        var caller = Caller.Of(http.User);
        var hour = now.ToString("yyyyMMddHH", CultureInfo.InvariantCulture);
        var id = door is Door.File ? $"file-{Guid.NewGuid():N}" : $"api-{hour}-{caller.Reader.Clearance.ToString().ToLowerInvariant()}";
        return new Batch(id, door, door is Door.File ? NameOf(http) : null, caller.Member ?? caller.Reader.Agency, caller.Reader.Clearance, now, now, default, []);
    }

    /// <summary>Records what came of it. A failure is logged, not told to the sender: his reports are stored and he has his receipts.</summary>
    /// <param name="begun">The batch as it began.</param>
    /// <param name="tally">What its lines came to.</param>
    /// <param name="isAwaited">Whether the answer ends only then, so that whoever looks next finds it.</param>
    public Task EndAsync(Batch begun, BatchTally tally, bool isAwaited)
    {
        var recorded = tally.Close(begun, clock.GetUtcNow()) is { } batch ? RecordAsync(batch) : Task.CompletedTask;
        return isAwaited ? recorded : Task.CompletedTask;
    }

    private async Task RecordAsync(Batch batch)
    {
        try
        {
            await grains.GetGrain<IBatchesGrain>(AgencyOf(batch)).RecordAsync(batch, CancellationToken.None);
        }
        catch (Exception failure) when (failure is TimeoutException or OrleansException or LedgerUnavailableException or OperationCanceledException)
        {
            LogNotRecorded(failure, batch.Id);
        }
    }

    private static string AgencyOf(Batch batch) => batch.Sender.Split(':')[0];

    private static string? NameOf(HttpContext http)
    {
        var name = Uri.UnescapeDataString(http.Request.Headers[NameHeader].ToString());
        return name.Length is 0 or > Batch.MaxNameLength || name.Any(char.IsControl) ? null : name;
    }

    [LoggerMessage(1, LogLevel.Warning, "Batch {Batch} was not recorded; its reports are stored")]
    private partial void LogNotRecorded(Exception failure, string batch);
}
