using Compounds.Ledger;

namespace Compounds.Server.Hosting;

/// <summary>Makes a checkpoint from time to time while facts come, and a last one when everything else has stopped.</summary>
internal sealed partial class Checkpoints(
    CheckpointKeeper keeper, SqliteEventLog ledger, LedgerClock ledgerClock, TimeSpan every, TimeProvider clock, ProofMeter meter, ILogger<Checkpoints> logger)
    : BackgroundService, IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The silo has left and writes no more.</summary>
    public Task StoppedAsync(CancellationToken cancellationToken) => TryAsync(CancellationToken.None);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(every, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await TryAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The last one is made when all has stopped.
        }
    }

    private async Task TryAsync(CancellationToken cancellationToken)
    {
        try
        {
            // Another owner makes its own checkpoints; one of ours between them would look forged.
            ledger.ConfirmOwner();
            await keeper.CheckpointAsync(ledgerClock.GetUtcNow(), cancellationToken);
            meter.Kept();
        }
        catch (LedgerLostException)
        {
            // This process ends: see LedgerOwnership.
        }
        catch (LedgerUnavailableException failure)
        {
            meter.Failed();
            LogFailed(failure.Message);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "No checkpoint was made, and the next try follows; until then nothing proves what was recorded since the last one: {Sentence}")]
    private partial void LogFailed(string sentence);
}
