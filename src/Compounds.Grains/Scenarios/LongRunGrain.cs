using Compounds.Grains.Reminders;
using Compounds.Ledger;
using Microsoft.Extensions.Logging;

namespace Compounds.Grains.Scenarios;

/// <summary>
/// A grain that was asked for something that takes long. It works while callers go on, one run at a time. A reminder lasts as long as the
/// run, so that a run that a dying silo interrupts begins again elsewhere.
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

    /// <summary>Whether something was asked for that is neither done nor cancelled.</summary>
    protected abstract bool IsUnfinished { get; }

    /// <summary>Whether the last run failed, and none was begun since.</summary>
    protected bool HasFailed => Background.HasFailed;

    // Made when first needed: a field's initialiser cannot name the grain's own methods.
    private BackgroundRun Background => _run ??= new BackgroundRun(Clock, Departure, DelayDeactivation, failure => LogFailed(failure, Stream));

    private WakeUp Reminded => _reminded ??= new WakeUp(this, "run", Clock, logger);

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await Background.StopAsync();
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

    /// <summary>Begins what is still to be done, unless it is under way.</summary>
    protected void Run()
    {
        if (IsUnfinished)
            Background.Begin(stopping => Reminded.WhileAsync(() => WorkAsync(stopping)));
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

    [LoggerMessage(1, LogLevel.Error, "What {Run} asks for could not be simulated")]
    private partial void LogFailed(Exception failure, string run);
}
