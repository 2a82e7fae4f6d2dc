using System.Collections.Immutable;
using Compounds.Grains.Callers;
using Compounds.Grains.Networks;
using Compounds.Grains.Queues;
using Compounds.Grains.States;
using Compounds.Ledger;
using Compounds.Simulation;
using Microsoft.Extensions.Logging;

namespace Compounds.Grains.Scenarios;

/// <summary>Keeps one scenario and has it simulated. A run that a dying silo interrupts begins again elsewhere.</summary>
[GrainType("scenario"), CollectionAgeLimit(Minutes = 2)]
internal sealed partial class ScenarioGrain(
    IEventLog log, TimeProvider clock, IGrainFactory grains, IGrainContext context, NetworkCache cache, SimulationCores cores, ISiloStatusOracle silos, ILogger<ScenarioGrain> logger,
    [PersistentState("result", GrainStates.Shortcuts)] IPersistentState<KeptState> result)
    : LongRunGrain<ScenarioStory?, ScenarioFact>(log, clock, StreamOf(context.GrainId.Key.ToString()!), Folding, logger), IScenarioGrain
{
    private const string Prefix = "scenario/";
    private const int MostWorkers = 64;

    private static readonly LedgerLine[] s_headline = [LedgerLine.CaptiveExposure, LedgerLine.HospitalCritical, LedgerLine.CivilPower, LedgerLine.LostWorkerHours];

    private readonly string _key = context.GrainId.Key.ToString()!;
    private readonly Shortcut _result = new(result, ScenarioSnapshot.Format);
    private Outcome? _outcome;
    private ImmutableArray<Influence>? _sensitivity;
    private int _blocksDone;

    /// <summary>How a scenario is read.</summary>
    public static Folding<ScenarioStory?, ScenarioFact> Folding { get; } = new(
        new JsonFactCodec<ScenarioFact>(), static () => null, static (story, fact, place) => ScenarioStory.Evolve(story, fact, place.RecordedAt));

    /// <summary>The stream of a key, or the beginning of the streams of keys with that beginning.</summary>
    public static string StreamOf(string key) => Prefix + key;

    /// <summary>The key of a stream.</summary>
    public static string KeyOf(string stream) => stream[Prefix.Length..];

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        if (State?.Completed is { } completed && _result.Kept is { } kept && ScenarioSnapshot.Read(kept.Body, completed.ResultHash) is { } snapshot)
        {
            (_outcome, _sensitivity) = (snapshot.Outcome, snapshot.Sensitivity);
            _blocksDone = (State.Question.Scenario with { Samples = snapshot.Outcome.Samples }).BlockCount;
        }

        Run();
    }

    public async Task<bool> AskAsync(ScenarioQuestion question, CancellationToken cancellationToken)
    {
        if (State is not { IsCancelled: false } || IsUnfinished)
            Join(JobOf(question, CallerContext.Actor));
        try
        {
            var isFirst = await WriteAsync(
                _ => State is { IsCancelled: false } story && story.Question.Title == question.Title && (story.Question.Label is not null || question.Label is null) ? Nothing(false) : Append<bool>(State is null, ScenarioAsked.Of(question)),
                cancellationToken);
            RunAgain();
            return isFirst;
        }
        finally
        {
            LeaveUnlessNeeded();
        }
    }

    public Task<ScenarioView?> ReadAsync(CancellationToken cancellationToken) => Task.FromResult(
        State is null ? null : new ScenarioView(State.Question, State.AskedAt, Progress(), State.CompletedAt, _outcome, _sensitivity ?? []));

    public Task<ScenarioSummary?> SummariseAsync(CancellationToken cancellationToken) => Task.FromResult(State is null ? null : new ScenarioSummary(
        _key[(_key.LastIndexOf('/') + 1)..], State.Question.Title, State.Question.NetworkHash, State.AskedAt, Progress(), State.CompletedAt,
        _outcome is null ? [] : [.. s_headline.Select(line => new HeadlineTotal(line, LedgerUnit.Of(line), _outcome.Line(line).Total))],
        State.Question.LabelFor(ReaderKey.Parse(_key[.._key.LastIndexOf('/')])).Marking));

    public async Task<ScenarioProgress?> FollowAsync(ScenarioProgress? seen, CancellationToken cancellationToken)
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
        await WriteAsync(_ => State is { Completed: null, IsCancelled: false } ? Append<bool>(true, new ScenarioCancelled()) : Nothing(true), cancellationToken);
        if (State.Completed is null)
            await StopAsync();
        Move();
        return true;
    }

    private ScenarioProgress Progress() => new(
        _outcome is not null ? ScenarioStage.Completed : State!.IsCancelled ? ScenarioStage.Cancelled : HasFailed ? ScenarioStage.Failed : ScenarioStage.Running,
        _blocksDone, State!.Question.Scenario.BlockCount, _outcome?.ResultHash,
        _outcome is null || (_sensitivity is null && HasFailed) ? SensitivityStage.None : _sensitivity is null ? SensitivityStage.Pending : SensitivityStage.Completed);

    protected override SimulationJob Job => JobOf(State!.Question, caller: "");

    protected override bool IsUnfinished => State is { IsCancelled: false } && (_outcome is null || _sensitivity is null);

    protected override async Task WorkAsync(CancellationToken stopping)
    {
        var order = new WorkOrder(_key[.._key.LastIndexOf('/')], State!.Question.NetworkHash, State.Question.Scenario);
        if (_outcome is null)
            await SimulateAsync(order, stopping);
        if (_sensitivity is null)
            await FindInfluencesAsync(order, stopping);
    }

    private SimulationJob JobOf(ScenarioQuestion question, string caller) =>
        SimulationJob.OfScenario(ReaderKey.Parse(_key[.._key.LastIndexOf('/')]).Agency, caller, (long)question.Scenario.Samples * question.Scenario.Horizon);

    private async Task SimulateAsync(WorkOrder order, CancellationToken stopping)
    {
        using var simulate = Spans.BeginAlone("simulate");
        simulate?.SetTag(Spans.Count, order.Scenario.BlockCount);
        _blocksDone = 0;
        var network = await SimulationWorkerGrain.Networks.FindAsync(cache, grains, order, stopping);
        var workers = Math.Clamp(silos.GetApproximateSiloStatuses(onlyActive: true).Count * Environment.ProcessorCount, 1, MostWorkers);
        var outcome = await new ScenarioRun(grains, cores, Clock, network, order, workers, Tell).OutcomeAsync(stopping);
        if (State!.Completed is { } before && before.ResultHash != outcome.ResultHash)
            LogChanged(_key, before.ResultHash, outcome.ResultHash);
        await KeepAsync(new ScenarioSnapshot(outcome, null), stopping);
        await WriteAsync(
            _ => State.Completed?.ResultHash == outcome.ResultHash ? Nothing(true) : Append<bool>(true, new ScenarioCompleted(outcome.ResultHash, outcome.Samples)), stopping);
        _outcome = outcome;
        Move();
    }

    private async Task FindInfluencesAsync(WorkOrder order, CancellationToken stopping)
    {
        var found = await Retried.CallAsync(attempt => grains.GetGrain<ISimulationWorkerGrain>(attempt).FindInfluencesAsync(order, stopping), Clock, stopping);
        await KeepAsync(new ScenarioSnapshot(_outcome!, found), stopping);
        _sensitivity = found;
    }

    /// <summary>Puts what came out into storage. Writing down 10,000 samples takes as long as a block.</summary>
    private async Task KeepAsync(ScenarioSnapshot snapshot, CancellationToken stopping) => await _result.KeepAsync(
        Version, default, await cores.ComputeAsync(SimulationWorkerGrain.IsShort(State!.Question.Scenario), snapshot.Write, stopping));

    private void Tell(int blocksDone)
    {
        _blocksDone = blocksDone;
        Move();
    }

    [LoggerMessage(2, LogLevel.Error, "Scenario {Scenario} gave {Before} before and gives {Now} now: this version of the engine computes otherwise")]
    private partial void LogChanged(string scenario, string before, string now);
}
