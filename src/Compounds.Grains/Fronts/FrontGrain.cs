using System.Text.Json;
using Compounds.Grains.Networks;
using Compounds.Grains.Scenarios;
using Compounds.Ledger;
using Compounds.Simulation.Choice;
using Microsoft.Extensions.Logging;

namespace Compounds.Grains.Fronts;

/// <summary>Keeps one front and has its sets simulated. A run that a dying silo interrupts begins again wherever the front is next asked for.</summary>
[GrainType("front")]
internal sealed partial class FrontGrain(
    IEventLog log, TimeProvider clock, IGrainFactory grains, IGrainContext context, NetworkCache cache, ISiloStatusOracle silos, ILogger<FrontGrain> logger)
    : EventSourcedGrain(log, clock, "front/" + context.GrainId.Key.ToString()!), IFrontGrain
{
    private const int MostWorkers = 64;

    private static readonly TimeSpan s_quiet = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_longestRun = TimeSpan.FromHours(1);

    private readonly string _key = context.GrainId.Key.ToString()!;
    private TaskCompletionSource _moved = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenSource _stop = new();
    private Task _run = Task.CompletedTask;
    private FrontStory? _story;
    private ExhaustiveFront? _front;
    private string? _resultHash;
    private int _setsDone;
    private bool _hasFailed;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        if (_story?.Completed is { } completed && await Log.ReadSnapshotAsync(Stream, cancellationToken) is { } kept && FrontSnapshot.Read(kept.Body, completed.ResultHash) is { } front)
            (_front, _resultHash, _setsDone) = (front, completed.ResultHash, completed.Sets);
        Run();
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await base.OnDeactivateAsync(reason, cancellationToken);
    }

    public async Task<bool> AskAsync(FrontQuestion question, CancellationToken cancellationToken)
    {
        var isFirst = await WriteAsync(
            _ => _story is { IsCancelled: false } story && story.Question.Title == question.Title ? Decision.Nothing(false) : Append(new FrontAsked(question), _story is null),
            cancellationToken);
        _hasFailed = false;
        Run();
        return isFirst;
    }

    public Task<FrontView?> ReadAsync(CancellationToken cancellationToken) => Task.FromResult(
        _story is null ? null : new FrontView(_story.Question, _story.AskedAt, Progress(), _story.CompletedAt, _front));

    public async Task<FrontProgress?> FollowAsync(FrontProgress? seen, CancellationToken cancellationToken)
    {
        if (_story is null)
            return null;
        if (Progress() == seen)
            await Task.WhenAny(_moved.Task, Task.Delay(s_quiet, Clock, cancellationToken));
        return Progress();
    }

    public async Task<bool> CancelAsync(CancellationToken cancellationToken)
    {
        if (_story is null)
            return false;
        await WriteAsync(_ => _story is { Completed: null, IsCancelled: false } ? Append(new FrontCancelled(), true) : Decision.Nothing(true), cancellationToken);
        if (_story.Completed is null)
            await _stop.CancelAsync();
        Move();
        return true;
    }

    protected override void Fold(Fact fact) =>
        _story = FrontStory.Evolve(_story, JsonSerializer.Deserialize<FrontFact>(fact.Body.Span, StoredJson.Options)!, fact.RecordedAt);

    private FrontProgress Progress() => new(
        _front is not null ? ScenarioStage.Completed : _story!.IsCancelled ? ScenarioStage.Cancelled : _hasFailed ? ScenarioStage.Failed : ScenarioStage.Running,
        _setsDone, 1 << _story!.Question.Actions.Length, _resultHash);

    /// <summary>Begins what is still to be done, unless it is under way.</summary>
    private void Run()
    {
        if (_story is null || !_run.IsCompleted || _story.IsCancelled || _front is not null)
            return;
        if (_stop.IsCancellationRequested)
        {
            _stop.Dispose();
            _stop = new CancellationTokenSource();
        }

        _run = RunAsync(_story.Question, _stop.Token);
    }

    private async Task RunAsync(FrontQuestion question, CancellationToken stopping)
    {
        try
        {
            DelayDeactivation(s_longestRun);
            await SimulateAsync(question, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Somebody stopped it, or the silo stops and the next one goes on.
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            // Nobody awaits this run: whatever went wrong must be seen, or it would seem to run for ever.
            _hasFailed = true;
            LogFailed(failure, _key);
        }

        DelayDeactivation(TimeSpan.FromSeconds(-1));
        Move();
    }

    private async Task SimulateAsync(FrontQuestion question, CancellationToken stopping)
    {
        _setsDone = 0;
        var readers = _key[.._key.LastIndexOf('/')];
        var network = await SimulationWorkerGrain.Networks.FindAsync(cache, grains, new WorkOrder(readers, question.NetworkHash, question.Actions[0].Scenario), stopping);
        var workers = Math.Clamp(silos.GetApproximateSiloStatuses(onlyActive: true).Count * Environment.ProcessorCount, 1, MostWorkers);
        var front = await new FrontRun(grains, Clock, network, readers, question, workers, Tell).FrontAsync(stopping);
        var kept = FrontSnapshot.Write(front);
        var hash = FrontSnapshot.HashOf(kept);
        if (_story!.Completed is { } before && before.ResultHash != hash)
            LogChanged(_key, before.ResultHash, hash);
        await Log.WriteSnapshotAsync(Stream, new Snapshot(Version, kept), stopping);
        await WriteAsync(_ => _story.Completed?.ResultHash == hash ? Decision.Nothing(true) : Append(new FrontCompleted(hash, front.SetsSimulated), true), stopping);
        (_front, _resultHash) = (front, hash);
        Move();
    }

    private void Tell(int setsDone)
    {
        _setsDone = setsDone;
        Move();
    }

    private void Move()
    {
        var moved = _moved;
        _moved = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        moved.TrySetResult();
    }

    private Decision<bool> Append(FrontFact fact, bool answer)
    {
        var (body, now) = (JsonSerializer.SerializeToUtf8Bytes(fact, StoredJson.Options), Now());
        using var document = JsonDocument.Parse(body);
        return new Decision<bool>(
            [new NewFact(document.RootElement.GetProperty("$type").GetString()!, now, body)], () => _story = FrontStory.Evolve(_story, fact, now), answer);
    }

    [LoggerMessage(1, LogLevel.Error, "Front {Front} could not be simulated")]
    private partial void LogFailed(Exception failure, string front);

    [LoggerMessage(2, LogLevel.Error, "Front {Front} gave {Before} before and gives {Now} now: this version of the engine reckons otherwise")]
    private partial void LogChanged(string front, string before, string now);
}
