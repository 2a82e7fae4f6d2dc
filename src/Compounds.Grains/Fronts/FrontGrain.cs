using Compounds.Grains.Callers;
using Compounds.Grains.Networks;
using Compounds.Grains.Queues;
using Compounds.Grains.Scenarios;
using Compounds.Grains.States;
using Compounds.Ledger;
using Compounds.Simulation.Choice;
using Microsoft.Extensions.Logging;

namespace Compounds.Grains.Fronts;

/// <summary>Keeps one front and has its sets simulated. A run that a dying silo interrupts begins again elsewhere.</summary>
[GrainType("front"), CollectionAgeLimit(Minutes = 2)]
internal sealed partial class FrontGrain(
    IEventLog log, TimeProvider clock, IGrainFactory grains, IGrainContext context, NetworkCache cache, ISiloStatusOracle silos, ILogger<FrontGrain> logger,
    [PersistentState("result", GrainStates.Shortcuts)] IPersistentState<KeptState> result)
    : LongRunGrain<FrontStory?, FrontFact>(log, clock, "front/" + context.GrainId.Key.ToString()!, Folding, logger), IFrontGrain
{
    private const int MostWorkers = 64;

    private readonly string _key = context.GrainId.Key.ToString()!;
    private readonly Shortcut _result = new(result, FrontSnapshot.Format);
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
        // One that was cancelled counts nothing, of all the sets that it could have tried.
        _setsExpected = State is null ? 0 : SetsAtMost(State.Question);
        if (State?.Completed is { } completed && _result.Kept is { } kept && FrontSnapshot.Read(kept.Body, completed.ResultHash) is { } front)
            (_front, _resultHash, _setsDone, _setsExpected) = (front, completed.ResultHash, completed.Sets, completed.Sets);
        Run();
    }

    public async Task<bool> AskAsync(FrontQuestion question, CancellationToken cancellationToken)
    {
        if (State is not { IsCancelled: false } || IsUnfinished)
            Join(JobOf(question, CallerContext.Actor));
        try
        {
            var isFirst = await WriteAsync(
                _ => State is { IsCancelled: false } story && story.Question.Title == question.Title && (story.Question.Label is not null || question.Label is null) ? Nothing(false) : Append<bool>(State is null, new FrontAsked(question)),
                cancellationToken);
            RunAgain();
            return isFirst;
        }
        finally
        {
            LeaveUnlessNeeded();
        }
    }

    public Task<FrontView?> ReadAsync(CancellationToken cancellationToken) => Task.FromResult(
        State is null ? null : new FrontView(State.Question, State.AskedAt, Progress(), State.CompletedAt, _front));

    public async Task<FrontProgress?> FollowAsync(FrontProgress? seen, CancellationToken cancellationToken)
    {
        if (State is null)
            return null;
        if (Progress() == seen)
            await MovedAsync(cancellationToken);
        return Progress();
    }

    public async Task<bool> CancelAsync(CancellationToken cancellationToken)
    {
        if (State is null)
            return false;
        await WriteAsync(_ => State is { Completed: null, IsCancelled: false } ? Append<bool>(true, new FrontCancelled()) : Nothing(true), cancellationToken);
        if (State.Completed is null)
            await StopAsync();
        Move();
        return true;
    }

    private FrontProgress Progress() => new(
        _front is not null ? ScenarioStage.Completed : State!.IsCancelled ? ScenarioStage.Cancelled : HasFailed ? ScenarioStage.Failed : ScenarioStage.Running,
        _setsDone, _setsExpected, _resultHash);

    protected override SimulationJob Job => JobOf(State!.Question, caller: "");

    protected override bool IsUnfinished => State is { IsCancelled: false } && _front is null;

    private SimulationJob JobOf(FrontQuestion question, string caller)
    {
        var each = question.Actions[0].Scenario;
        return SimulationJob.OfSets(
            ReaderKey.Parse(_key[.._key.LastIndexOf('/')]).Agency, caller, (long)each.Samples * each.Horizon,
            SetsAtMost(question), Environment.ProcessorCount);
    }

    private static int SetsAtMost(FrontQuestion question) => question.IsSmall ? 1 << question.Actions.Length : FrontQuestion.MostChecked;

    protected override Task WorkAsync(CancellationToken stopping) => SimulateAsync(State!.Question, stopping);

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
        Move();
    }

    private void Tell(int setsDone, int setsExpected)
    {
        (_setsDone, _setsExpected) = (setsDone, setsExpected);
        Move();
    }

    [LoggerMessage(2, LogLevel.Error, "Front {Front} gave {Before} before and gives {Now} now: this version of the engine computes otherwise")]
    private partial void LogChanged(string front, string before, string now);
}
