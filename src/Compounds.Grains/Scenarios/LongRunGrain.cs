using Compounds.Grains.Queues;
using Compounds.Grains.Reminders;
using Compounds.Ledger;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Compounds.Grains.Scenarios;

/// <summary>
/// A grain that was asked for something that takes long. It works once it is its turn, while callers go on, one run at a time. A reminder
/// lasts as long as the run, so that a run that a dying silo interrupts begins again elsewhere. Once it is done the activation ends: what
/// came out is in storage, and whoever asks for it finds it there.
/// </summary>
/// <param name="log">The ledger.</param>
/// <param name="clock">The clock.</param>
/// <param name="stream">The stream of the question and its answer.</param>
/// <param name="folding">How it becomes the state.</param>
/// <param name="logger">Where failures are told.</param>
internal abstract partial class LongRunGrain<TStory, TFact>(IEventLog log, TimeProvider clock, string stream, Folding<TStory, TFact> folding, ILogger logger)
    : EventSourcedGrain<TStory, TFact>(log, clock, stream, folding), IRemindable
{
    private BackgroundRun? _run;
    private WakeUp? _reminded;
    private SimulationTicket? _ticket;

    /// <summary>Whether something was asked for that is neither done nor cancelled.</summary>
    protected abstract bool IsUnfinished { get; }

    /// <summary>The run as the queue counts it.</summary>
    protected abstract SimulationJob Job { get; }

    /// <summary>Whether the last run failed, and none was begun since.</summary>
    protected bool HasFailed => Background.HasFailed;

    // Made when first needed: a field's initialiser cannot name the grain's own methods.
    private BackgroundRun Background => _run ??= new BackgroundRun(Clock, Departure, DelayDeactivation, End, failure => LogFailed(failure, Stream));

    private WakeUp Reminded => _reminded ??= new WakeUp(this, "run", Clock, logger);

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await Background.StopAsync();
        Interlocked.Exchange(ref _ticket, null)?.Dispose();
        await base.OnDeactivateAsync(reason, cancellationToken);
    }

    /// <summary>Rings while a run is unfinished, also when the process died in which it ran.</summary>
    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        Reminded.Rang();
        RunAgain();
        if (!IsUnfinished)
            await Reminded.RemoveAsync();
    }

    /// <summary>Does what is still to be done, until <paramref name="stopping"/>.</summary>
    protected abstract Task WorkAsync(CancellationToken stopping);

    /// <summary>Takes a place in the queue for what is about to be asked for, unless it is under way.</summary>
    /// <param name="job">The run as the queue counts it.</param>
    /// <exception cref="SimulationQueueFullException">As many of the same caller or agency wait as may: nothing may be stored.</exception>
    protected void Join(SimulationJob job)
    {
        if (!Background.IsUnderWay)
            _ticket ??= Queue.Join(job);
    }

    /// <summary>Gives the place back when nothing was asked for after all.</summary>
    protected void LeaveUnlessNeeded()
    {
        if (!Background.IsUnderWay)
            Interlocked.Exchange(ref _ticket, null)?.Dispose();
    }

    /// <summary>Begins what is still to be done, unless it is under way.</summary>
    protected void Run()
    {
        if (IsUnfinished)
            Background.Begin(stopping => Reminded.WhileAsync(() => WorkInTurnAsync(stopping)));
    }

    /// <summary>The same also after a failure.</summary>
    protected void RunAgain()
    {
        Background.Forgive();
        Run();
    }

    /// <summary>Stops what is under way, for good.</summary>
    protected async Task StopAsync()
    {
        await Background.StopAsync();
        await Reminded.RemoveAsync();
    }

    /// <summary>Tells those who follow that something changed.</summary>
    protected void Move() => Background.Move();

    /// <summary>Answers once something changed, or after a while without.</summary>
    protected Task MovedAsync(CancellationToken cancellationToken) => Background.MovedAsync(cancellationToken);

    private SimulationQueue Queue => ServiceProvider.GetRequiredService<SimulationQueue>();

    private async Task WorkInTurnAsync(CancellationToken stopping)
    {
        using var ticket = Interlocked.Exchange(ref _ticket, null) ?? Queue.Join(Job, isAdmitted: true);
        await ticket.StartedAsync(stopping);
        await WorkAsync(stopping);
    }

    private void End()
    {
        // A failure is known here only; what came out, or that it was cancelled, is in storage.
        if (!HasFailed)
            DeactivateOnIdle();
    }

    [LoggerMessage(1, LogLevel.Error, "What {Run} asks for could not be simulated")]
    private partial void LogFailed(Exception failure, string run);
}
