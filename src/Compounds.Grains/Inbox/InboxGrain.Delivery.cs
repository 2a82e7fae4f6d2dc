using System.Diagnostics;
using Compounds.Grains.Pumps;
using Compounds.Ledger;
using Compounds.Reports;
using Compounds.Subjects;
using Microsoft.Extensions.Logging;

namespace Compounds.Grains.Inbox;

/// <summary>Delivery: a cursor along the stream, which moves over what was read from the ledger and taken by all its subjects.</summary>
internal sealed partial class InboxGrain
{
    /// <summary>Reports that may wait for delivery before a sender has to wait.</summary>
    private const int MaxPending = 4_000;

    /// <summary>Facts handed out at once. Larger batches mean fewer and fuller calls to subjects; measured flat above 500.</summary>
    private const int MaxBatch = 1_000;

    /// <summary>Bytes after which a batch is full, so that large reports are not all in memory.</summary>
    private const int MaxBatchBytes = 4 * 1024 * 1024;

    /// <summary>Reports after which the progress of delivery is recorded while more are waiting.</summary>
    private const int MarkEvery = 5_000;

    /// <summary>Failures in a row of a delivery's own after which those behind it go on without it: half a minute.</summary>
    private const int MaxTries = 8;

    private static readonly TimeSpan s_retryParked = TimeSpan.FromMinutes(10);

    private readonly List<(long Version, TaskCompletionSource Applied)> _waiting = [];
    private readonly List<TaskCompletionSource> _waitingForRoom = [];
    private readonly RecentFacts _recent = new();
    private readonly Backlog _backlog = new();
    private Pump? _pump;
    private Handover? _handover;
    private long _applied;
    private int _unmarked;
    private int _tries;
    private long? _parkedTriedAt;

    // Made when first needed: a field's initialiser cannot name the grain's own methods.
    private Pump Delivery => _pump ??= supervision.NewPump(DeliverAsync, (failure, failures) => LogDeliveryFailed(failure, _key, failures));

    private Handover Handover => _handover ??= new Handover(grains, pace, _key);

    /// <summary>How far every subject has taken everything: what is parked may still come.</summary>
    private long Settled => State.Parked.Count == 0 ? _applied : Math.Min(_applied, State.Parked.Keys.First() - 1);

    public async Task WaitUntilAppliedAsync(long version, CancellationToken cancellationToken)
    {
        if (_applied >= version)
            return;
        var applied = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Add((version, applied));
        Delivery.Wake();
        await Departure.WaitAsync(applied.Task, cancellationToken);
    }

    public async Task WaitForRoomAsync(CancellationToken cancellationToken)
    {
        Delivery.Wake();
        if (HasRoom())
            return;
        var room = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waitingForRoom.Add(room);
        await Departure.WaitAsync(room.Task, cancellationToken);
    }

    public Task WakeAsync(CancellationToken cancellationToken)
    {
        Delivery.Wake();
        return Task.CompletedTask;
    }

    private async Task StopDeliveryAsync()
    {
        await Delivery.DisposeAsync();
        meter.Forget(_backlog);
        var ended = new LedgerUnavailableException($"Inbox {_key} moves to another place; ask again.");
        foreach (var (_, applied) in _waiting)
            applied.TrySetException(ended);
        foreach (var room in _waitingForRoom)
            room.TrySetException(ended);
    }

    /// <summary>Delivers the page behind the cursor, whoever wrote it.</summary>
    /// <returns>Whether more may lie behind it.</returns>
    private async Task<bool> DeliverAsync(CancellationToken stopping)
    {
        await RemindAsync();
        var page = await ReadPageAsync(stopping);
        if (page.Count > 0)
        {
            if (page[^1].Version > Version)
                await RefreshAsync(stopping);
            var batch = await OwedAsync(page, stopping);
            if (batch.Count > 0)
            {
                _backlog.Oldest = batch[0].RecordedAt.UtcTicks;
                narratives.Tell(_key, batch.Count);
                await HandOutAsync(batch, stopping);
                meter.Applied(batch.Count);
            }

            _unmarked += batch.Count;
            _applied = page[^1].Version;
            _recent.Forget(_applied);
            ShowBacklog();
            Release();
        }

        if (_unmarked >= MarkEvery || (_unmarked > 0 && _applied >= Version))
            await MarkAsync([], stopping);
        if (_applied < Version)
            return true;
        ShowBacklog();
        await RemindAsync();
        return await RetryParkedAsync(stopping);
    }

    /// <summary>The facts that follow the cursor: those that were folded a moment ago are at hand, all others come from the ledger.</summary>
    private async Task<IReadOnlyList<PlacedFact>> ReadPageAsync(CancellationToken stopping)
    {
        if (_recent.After(_applied, MaxBatch, MaxBatchBytes) is { Count: > 0 } recent)
            return recent;
        var (page, bytes) = (new List<PlacedFact>(), 0L);
        await foreach (var fact in Log.ReadAsync(Stream, _applied + 1, MaxBatch, stopping))
        {
            page.Add(Placed(fact));
            if ((bytes += fact.Body.Length) >= MaxBatchBytes)
                break;
        }

        return page;
    }

    private async Task HandOutAsync(List<PendingReport> batch, CancellationToken stopping)
    {
        using var deliver = Spans.BeginAlone("deliver");
        deliver?.SetTag(Spans.Count, batch.Count);
        var failed = await Handover.RunAsync(batch, Settled, stopping);
        if (failed.Count == 0)
        {
            _tries = 0;
            return;
        }

        if (failed.FirstOrDefault(static each => Transient.Is(each.Failure)) is { } passing)
            throw new DeliveryFailedException(batch.Count, passing.Failure);
        if (++_tries < MaxTries)
            throw new DeliveryFailedException(batch.Count, failed[0].Failure);
        _tries = 0;
        await ParkAsync(failed, stopping);
    }

    private async Task ParkAsync(IReadOnlyList<FailedHandover> failed, CancellationToken stopping)
    {
        var parked = failed.SelectMany(static each => each.Versions.Select(version => (Version: version, each.Subject, Reason: each.Reason()))).GroupBy(static each => each.Version)
            .OrderBy(static each => each.Key).Select(static each => new DeliveryParked(each.Key, [.. each.Select(static part => part.Subject).OfType<SubjectId>().Distinct()], each.First().Reason)).ToArray();
        await WriteAsync(_ => Append<bool>(true, parked), stopping);
        _parkedTriedAt = Clock.GetTimestamp();
        meter.Parked(parked.Length);
        LogParked(failed[0].Failure, _key, parked.Length, failed[0].Reason());
    }

    /// <summary>Tries what is parked again, now and then: the cause may have been mended.</summary>
    private async Task<bool> RetryParkedAsync(CancellationToken stopping)
    {
        if (State.Parked.Count == 0 || (_parkedTriedAt is { } before && Clock.GetElapsedTime(before) < s_retryParked))
            return false;
        _parkedTriedAt = Clock.GetTimestamp();
        var taken = new List<DeliveryResumed>();
        foreach (var (version, parked) in State.Parked.ToArray())
        {
            var owed = await OwedAsync([Placed(await ReadFactAsync(version, stopping))], stopping);
            var failed = await Handover.RunAsync([.. owed.Select(each => each with { Only = parked.Subjects })], Settled, stopping);
            if (failed.Count == 0)
                taken.Add(new DeliveryResumed(version));
        }

        if (taken.Count > 0)
            await MarkAsync(taken, stopping);
        return false;
    }

    /// <summary>Records how far delivery has come, but not after each batch: what is lost by a crash is delivered again, which changes nothing.</summary>
    private async Task MarkAsync(List<DeliveryResumed> resumed, CancellationToken stopping)
    {
        var through = _applied;
        await WriteAsync(_ => Append<bool>(true, [.. resumed, new ReportsDelivered(through, State.Parked.Count - resumed.Count)]), stopping);
        _unmarked = 0;
        if (Version == through + 1 + resumed.Count)
            _applied = Version; // Nothing but the mark lies behind the cursor.
    }

    /// <summary>What the facts of a page owe to whom. Facts that only say how delivery goes owe nothing.</summary>
    private async Task<List<PendingReport>> OwedAsync(IReadOnlyList<PlacedFact> page, CancellationToken cancellationToken)
    {
        var owed = new List<PendingReport>(page.Count);
        var filed = new Dictionary<long, StandingReport>();
        foreach (var (fact, place) in page)
        {
            if (fact.IsMark)
                continue;
            var context = State.ContextOf(place.Version);
            var before = context.Filed == 0 ? null : (StandingReport?)(filed.TryGetValue(context.Filed, out var inPage) ? inPage : await ReadFiledAsync(context.Filed, cancellationToken));
            if (fact is ReportFiled filing)
            {
                var (report, source) = filing.Read();
                filed[place.Version] = new StandingReport(report, source, place.RecordedAt, Retracted: null);
                IReadOnlyList<SubjectId> others = [.. before is { } replaced ? FiledReport.SubjectsOf(replaced.Report) : [], .. State.FollowersOf(report.Key.Id).Take(context.Followers)];
                owed.Add(new PendingReport(place.Version, report, source, place.RecordedAt, null, others));
            }
            else if (before is { } known)
            {
                owed.Add(fact is ReportFollowed followed
                    ? new PendingReport(place.Version, known.Report, known.Source, known.RecordedAt, context.Retracted, followed.Subjects) { IsContext = true }
                    : new PendingReport(place.Version, known.Report, known.Source, place.RecordedAt, context.Retracted, [.. State.FollowersOf(known.Report.Key.Id).Take(context.Followers)]));
            }
        }

        return owed;
    }

    private static PlacedFact Placed(Fact fact) => new(InboxFacts.Folding.Codec.Read(fact), new FactPlace(fact.Version, fact.RecordedAt));

    private void ShowBacklog()
    {
        _backlog.Reports = Version - _applied;
        if (_applied >= Version)
            _backlog.Oldest = 0;
    }

    private bool HasRoom() => Version - _applied < MaxPending;

    private void Release()
    {
        for (var i = _waiting.Count - 1; i >= 0; i--)
        {
            if (_waiting[i].Version > _applied)
                continue;
            _waiting[i].Applied.TrySetResult();
            _waiting.RemoveAt(i);
        }

        if (!HasRoom())
            return;
        foreach (var room in _waitingForRoom)
            room.TrySetResult();
        _waitingForRoom.Clear();
    }

    private async Task<Fact> ReadFactAsync(long version, CancellationToken cancellationToken)
    {
        await foreach (var fact in Log.ReadAsync(Stream, version, 1, cancellationToken))
            return fact;
        throw new UnreachableException($"Stream {Stream} has no version {version}.");
    }

    private async Task<StandingReport> ReadFiledAsync(long version, CancellationToken cancellationToken)
    {
        var fact = await ReadFactAsync(version, cancellationToken);
        var (report, source, _, _) = InboxFacts.ReadFiled(fact);
        return new StandingReport(report, source, fact.RecordedAt, Retracted: null);
    }

    [LoggerMessage(1, LogLevel.Warning, "Delivery from inbox {Inbox} failed {Failures} times in a row and is tried again")]
    private partial void LogDeliveryFailed(Exception failure, string inbox, int failures);

    [LoggerMessage(2, LogLevel.Error, "Inbox {Inbox} parked {Deliveries} deliveries: {Reason}")]
    private partial void LogParked(Exception failure, string inbox, int deliveries, string reason);
}
