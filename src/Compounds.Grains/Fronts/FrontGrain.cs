using Compounds.Grains.Networks;
using Compounds.Grains.Reminders;
using Compounds.Grains.Scenarios;
using Compounds.Grains.States;
using Compounds.Ledger;
using Compounds.Simulation.Choice;
using Microsoft.Extensions.Logging;

namespace Compounds.Grains.Fronts;

/// <summary>Keeps one front and has its sets simulated. A run that a dying silo interrupts begins again elsewhere.</summary>
[GrainType("front")]
internal sealed partial class FrontGrain(
    IEventLog log, TimeProvider clock, IGrainFactory grains, IGrainContext context, NetworkCache cache, ISiloStatusOracle silos, ILogger<FrontGrain> logger,
    [PersistentState("result", GrainStates.Shortcuts)] IPersistentState<KeptState> result)
    : EventSourcedGrain<FrontStory?, FrontFact>(log, clock, "front/" + context.GrainId.Key.ToString()!, Folding),
        IFrontGrain, IRemindable
{
    private const int MostWorkers = 64;

    private readonly string _key = context.GrainId.Key.ToString()!;
    private readonly Shortcut _result = new(result, FrontSnapshot.Format);
    private BackgroundRun? _run;
    private WakeUp? _reminded;
    private SimulatedFront? _front;
    private string? _resultHash;
    private int _setsDone;
    private int _setsExpected;

    /// <summary>How a front is read.</summary>
    public static Folding<FrontStory?, FrontFact> Folding { get; } = new(
        new JsonFactCodec<FrontFact>(), static () => null, static (story, fact, place) => FrontStory.Evolve(story, fact, place.RecordedAt));

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        if (State?.Completed is { } completed && _result.Kept is { } kept && FrontSnapshot.Read(kept.Body, completed.ResultHash) is { } front)
            (_front, _resultHash, _setsDone, _setsExpected) = (front, completed.ResultHash, completed.Sets, completed.Sets);
        Run();
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await Background.StopAsync();
        await base.OnDeactivateAsync(reason, cancellationToken);
    }

    public async Task<bool> AskAsync(FrontQuestion question, CancellationToken cancellationToken)
    {
        var isFirst = await WriteAsync(
            _ => State is { IsCancelled: false } story && story.Question.Title == question.Title ? Nothing(false) : Append<bool>(State is null, new FrontAsked(question)),
            cancellationToken);
        Background.Forgive();
        Run();
        return isFirst;
    }

    public Task<FrontView?> ReadAsync(CancellationToken cancellationToken) => Task.FromResult(
        State is null ? null : new FrontView(State.Question, State.AskedAt, Progress(), State.CompletedAt, _front));

    public async Task<FrontProgress?> FollowAsync(FrontProgress? seen, CancellationToken cancellationToken)
    {
        if (State is null)
            return null;
        if (Progress() == seen)
            await Background.MovedAsync(cancellationToken);
        return Progress();
    }

    public async Task<bool> CancelAsync(CancellationToken cancellationToken)
    {
        if (State is null)
            return false;
        await WriteAsync(_ => State is { Completed: null, IsCancelled: false } ? Append<bool>(true, new FrontCancelled()) : Nothing(true), cancellationToken);
        if (State.Completed is null)
        {
            await Background.StopAsync();
            await Reminded.RemoveAsync();
        }

        Background.Move();
        return true;
    }

    /// <summary>Rings while a run is unfinished, also when the process died in which it ran.</summary>
    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        Reminded.Rang();
        Background.Forgive();
        Run();
        if (!IsUnfinished)
            await Reminded.RemoveAsync();
    }

    // Made when first needed: a field's initialiser cannot name the grain's own methods.
    private WakeUp Reminded => _reminded ??= new WakeUp(this, "run", Clock, logger);

    private BackgroundRun Background => _run ??= new BackgroundRun(Clock, Departure, DelayDeactivation, failure => LogFailed(failure, _key));

    private FrontProgress Progress() => new(
        _front is not null ? ScenarioStage.Completed : State!.IsCancelled ? ScenarioStage.Cancelled : Background.HasFailed ? ScenarioStage.Failed : ScenarioStage.Running,
        _setsDone, _setsExpected, _resultHash);

    private bool IsUnfinished => State is { IsCancelled: false } && _front is null;

    /// <summary>Begins what is still to be done.</summary>
    private void Run()
    {
        if (!IsUnfinished)
            return;
        var question = State!.Question;
        Background.Begin(stopping => Reminded.WhileAsync(() => SimulateAsync(question, stopping)));
    }

    private async Task SimulateAsync(FrontQuestion question, CancellationToken stopping)
    {
        using var simulate = Spans.BeginAlone("simulate");
        (_setsDone, _setsExpected) = (0, 0);
        var readers = _key[.._key.LastIndexOf('/')];
        var network = await SimulationWorkerGrain.Networks.FindAsync(cache, grains, new WorkOrder(readers, question.NetworkHash, question.Actions[0].Scenario), stopping);
        var workers = Math.Clamp(silos.GetApproximateSiloStatuses(onlyActive: true).Count * Environment.ProcessorCount, 1, MostWorkers);
        var front = await new FrontRun(grains, Clock, network, readers, question, workers, Tell).FrontAsync(stopping);
        simulate?.SetTag(Spans.Count, front.SetsSimulated);
        var kept = FrontSnapshot.Write(front);
        var hash = FrontSnapshot.HashOf(kept);
        if (State!.Completed is { } before && before.ResultHash != hash)
            LogChanged(_key, before.ResultHash, hash);
        await _result.KeepAsync(Version, default, kept);
        await WriteAsync(_ => State.Completed?.ResultHash == hash ? Nothing(true) : Append<bool>(true, new FrontCompleted(hash, front.SetsSimulated)), stopping);
        (_front, _resultHash) = (front, hash);
        Background.Move();
    }

    private void Tell(int setsDone, int setsExpected)
    {
        (_setsDone, _setsExpected) = (setsDone, setsExpected);
        Background.Move();
    }

    [LoggerMessage(1, LogLevel.Error, "Front {Front} could not be simulated")]
    private partial void LogFailed(Exception failure, string front);

    [LoggerMessage(2, LogLevel.Error, "Front {Front} gave {Before} before and gives {Now} now: this version of the engine reckons otherwise")]
    private partial void LogChanged(string front, string before, string now);
}
