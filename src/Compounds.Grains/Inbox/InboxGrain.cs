using System.Diagnostics;
using Compounds.Grains.Narratives;
using Compounds.Grains.Subjects;
using Compounds.Ledger;
using Compounds.Readers;
using Compounds.Reports;
using Compounds.Subjects;
using Microsoft.Extensions.Logging;

namespace Compounds.Grains.Inbox;

/// <summary>Keeps the reports of one shard and hands their claims to the subjects, at least once and in order.</summary>
[GrainType("inbox")]
internal sealed partial class InboxGrain(IEventLog log, TimeProvider clock, IGrainFactory grains, IntakeMeter meter, IntakePace pace, INarrativeIndex narratives, ILogger<InboxGrain> logger, IGrainContext context)
    : EventSourcedGrain(log, clock, $"inbox/{context.GrainId.Key}"), IInboxGrain
{
    /// <summary>Reports that may wait for delivery before a sender has to wait: about 16 MB a shard at most.</summary>
    private const int MaxPending = 4_000;

    /// <summary>Reports handed out at once. Larger batches mean fewer and fuller calls to subjects; measured flat above 500.</summary>
    private const int MaxBatch = 1_000;

    /// <summary>Reports after which the progress of delivery is recorded while more are waiting.</summary>
    private const int MarkEvery = 5_000;

    /// <summary>Facts read at once for a list; about 200 KB.</summary>
    private const int Window = 200;

    private static readonly TimeSpan s_retryAfter = TimeSpan.FromSeconds(1);

    private readonly global::Compounds.Reports.Inbox _inbox = new();
    private readonly Queue<PendingReport> _pending = new();
    private readonly List<(long Version, TaskCompletionSource Applied)> _waiting = [];
    private readonly List<TaskCompletionSource> _waitingForRoom = [];
    private readonly string _key = context.GrainId.Key.ToString()!;
    private bool _isDelivering;
    private long _applied;
    private int _unmarked;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        _applied = _inbox.Delivered;
        await ResumeAsync(cancellationToken);
        StartDelivery();
    }

    public async Task<IReadOnlyList<Filed>> FileAsync(IReadOnlyList<InboxItem> items, CancellationToken cancellationToken)
    {
        var earlier = await ReadReplacedAsync(items, cancellationToken);
        var answer = await WriteAsync(version => new InboxDecision(_inbox, earlier, Now(), version).Decide(items, Fold), cancellationToken);
        meter.Filed(answer);
        StartDelivery();
        return answer;
    }

    public Task<IReadOnlyList<Filed>> CheckAsync(IReadOnlyList<OfferedReport> offers, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Filed>>([.. offers.Select(Check)]);

    public async Task FollowAsync(string report, IReadOnlyList<SubjectId> subjects, CancellationToken cancellationToken)
    {
        var stored = _inbox.Find(report) is { } filing ? await ReadFactAsync(filing.Version, cancellationToken) : (StandingReport?)null;
        await WriteAsync(
            version =>
            {
                // Those that the report itself speaks of hear of it anyway.
                var news = subjects.Except(_inbox.FollowersOf(report)).Except(stored is { } own ? FiledReport.SubjectsOf(own.Report) : []).ToArray();
                if (news.Length == 0)
                    return Decision.Nothing(true);
                return new Decision<bool>(
                    [new NewFact(InboxFacts.Followed, Now(), InboxFacts.Following(report, news))],
                    () =>
                    {
                        _inbox.Follow(version + 1, report, news);
                        if (stored is { } known)
                            _pending.Enqueue(new PendingReport(version + 1, known.Report, known.Source, known.RecordedAt, _inbox.Find(report)?.Retracted, news) { IsContext = true });
                    },
                    true);
            },
            cancellationToken);
        StartDelivery();
    }

    public async Task WaitUntilAppliedAsync(long version, CancellationToken cancellationToken)
    {
        if (_applied >= version)
            return;
        var applied = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Add((version, applied));
        StartDelivery();
        await applied.Task.WaitAsync(cancellationToken);
    }

    public async Task WaitForRoomAsync(CancellationToken cancellationToken)
    {
        if (_pending.Count < MaxPending)
            return;
        var room = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waitingForRoom.Add(room);
        await room.Task.WaitAsync(cancellationToken);
    }

    public async Task<StoredReport?> ReadAsync(Reader reader, string id, CancellationToken cancellationToken) =>
        _inbox.Find(id) is { } filing ? await NewestVisibleAsync(reader, id, filing, cancellationToken) : null;

    public async Task<IReadOnlyList<StoredReport>> ListAsync(Reader reader, ReportPosition? after, int limit, CancellationToken cancellationToken)
    {
        var found = new List<StoredReport>();
        var end = after is null ? Version + 1 : await FirstAsync(time => time > after.RecordedAt, cancellationToken);
        while (end > 1 && found.Count < limit)
        {
            // A window never splits an instant: the order inside one is by id, not by place.
            var instant = await RecordedAtAsync(Math.Max(1, end - Window), cancellationToken);
            var start = await FirstAsync(time => time >= instant, cancellationToken);
            await foreach (var fact in Log.ReadAsync(Stream, start, (int)(end - start), cancellationToken))
            {
                if (fact.Name == InboxFacts.Filed && InboxFacts.ReadFiled(fact).Report is var report && _inbox.Find(report.Key.Id) is { } filing
                    && Stored(report, fact).VisibleTo(reader) is { } stored && after?.IsBefore(stored) != false
                    && (filing.Version == fact.Version || (await NewestVisibleAsync(reader, report.Key.Id, filing, cancellationToken))?.Version == fact.Version))
                {
                    found.Add(stored);
                }
            }

            end = start;
        }

        return [.. found.OrderByDescending(static stored => stored.RecordedAt).ThenBy(static stored => stored.Report.Key.Id, StringComparer.Ordinal).Take(limit)];
    }

    protected override void Fold(Fact fact) => InboxFacts.Fold(_inbox, fact);

    private Filed Check(OfferedReport offer)
    {
        var filing = _inbox.Find(offer.Id);
        var outcome = offer.Revision > 0 ? _inbox.Decide(offer.Id, offer.Revision, offer.ContentHash.Span)
            : filing is null ? ReceiptOutcome.Invalid : filing.Value.Retracted is null ? ReceiptOutcome.Accepted : ReceiptOutcome.Duplicate;
        return new Filed(outcome, filing?.Revision ?? 0, filing?.Version ?? 0);
    }

    private void Fold(PendingReport pending, ReadOnlySpan<byte> contentHash)
    {
        if (pending.Retracted is { } reason)
            _inbox.Retract(pending.Version, pending.Report.Key.Id, reason);
        else
            _inbox.Filed(pending.Version, pending.Report.Key.Id, pending.Report.Revision, contentHash);
        _pending.Enqueue(WithFollowers(pending));
    }

    private PendingReport WithFollowers(PendingReport pending) => _inbox.FollowersOf(pending.Report.Key.Id) is { Count: > 0 } followers
        ? pending with { Others = [.. pending.Others.Union(followers)] } : pending;

    /// <summary>The stored reports that items replace or take back: their subjects too must hear of it.</summary>
    private async Task<Dictionary<string, StandingReport>> ReadReplacedAsync(IReadOnlyList<InboxItem> items, CancellationToken cancellationToken)
    {
        var replaced = new Dictionary<string, StandingReport>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            if ((item.Retraction is not null || item.Report!.Report.Revision > 1) && _inbox.Find(item.Id()) is { } filing && !replaced.ContainsKey(item.Id()))
                replaced[item.Id()] = await ReadFactAsync(filing.Version, cancellationToken);
        }

        return replaced;
    }

    /// <summary>Queues what was stored but not delivered when the shard last stopped, with the same companions as if it had not stopped.</summary>
    private async Task ResumeAsync(CancellationToken cancellationToken)
    {
        var undelivered = new List<Fact>();
        await foreach (var fact in Log.ReadAsync(Stream, _inbox.Delivered + 1, cancellationToken))
        {
            if (fact.Name != InboxFacts.Delivered)
                undelivered.Add(fact);
        }

        var latest = await ReadDeliveredAsync([.. undelivered.Select(IdOf)], cancellationToken);
        foreach (var fact in undelivered)
        {
            var isKnown = latest.TryGetValue(IdOf(fact), out var known);
            if (fact.Name == InboxFacts.Filed)
            {
                var (report, source) = InboxFacts.ReadFiled(fact);
                latest[report.Key.Id] = new(report, source, fact.RecordedAt, Retracted: null);
                _pending.Enqueue(WithFollowers(new PendingReport(fact.Version, report, source, fact.RecordedAt, null, isKnown ? FiledReport.SubjectsOf(known.Report) : [])));
            }
            else if (fact.Name == InboxFacts.Retracted && isKnown)
            {
                latest[known.Report.Key.Id] = known with { Retracted = InboxFacts.ReadRetraction(fact, Agency).Reason };
                _pending.Enqueue(WithFollowers(new PendingReport(fact.Version, known.Report, known.Source, fact.RecordedAt, InboxFacts.ReadRetraction(fact, Agency).Reason, [])));
            }
            else if (fact.Name == InboxFacts.Followed && isKnown)
            {
                _pending.Enqueue(new PendingReport(fact.Version, known.Report, known.Source, known.RecordedAt, known.Retracted, InboxFacts.ReadFollowed(fact).Subjects) { IsContext = true });
            }
        }
    }

    /// <summary>What stood last of each of these reports, as far as it was delivered. One walk along the stream, however many they are.</summary>
    private async Task<Dictionary<string, StandingReport>> ReadDeliveredAsync(HashSet<string> ids, CancellationToken cancellationToken)
    {
        var latest = new Dictionary<string, StandingReport>(StringComparer.Ordinal);
        if (_inbox.Delivered == 0 || ids.Count == 0)
            return latest;
        await foreach (var fact in Log.ReadAsync(Stream, 1, (int)_inbox.Delivered, cancellationToken))
        {
            if (fact.Name is not (InboxFacts.Filed or InboxFacts.Retracted) || !ids.Contains(IdOf(fact)))
                continue;
            if (fact.Name == InboxFacts.Filed && InboxFacts.ReadFiled(fact) is var (report, source))
                latest[report.Key.Id] = new(report, source, fact.RecordedAt, Retracted: null);
            else if (latest.TryGetValue(IdOf(fact), out var known))
                latest[IdOf(fact)] = known with { Retracted = InboxFacts.ReadRetraction(fact, Agency).Reason };
        }

        return latest;
    }

    private string IdOf(Fact fact) => fact.Name switch
    {
        InboxFacts.Filed => ReportFact.ReadHead(fact.Body.Span).Id,
        InboxFacts.Followed => InboxFacts.ReadFollowed(fact).Report,
        _ => InboxFacts.ReadRetraction(fact, Agency).Key.Id,
    };

    private void StartDelivery()
    {
        if (_isDelivering || _pending.Count == 0)
            return;
        _isDelivering = true;
        _ = DeliverAsync();
    }

    private async Task DeliverAsync()
    {
        while (_pending.Count > 0)
        {
            var batch = _pending.Take(MaxBatch).ToArray();
            try
            {
                await HandOutAsync(batch);
                await MarkDeliveredAsync(batch);
            }
            catch (Exception failure) when (failure is TimeoutException or OrleansException or LedgerUnavailableException or OperationCanceledException)
            {
                // A busy silo cancels calls that expired before they were placed; giving up here would leave the shard undelivered for good.
                LogDeliveryFailed(failure, _key, batch.Length);
                await Task.Delay(s_retryAfter, Clock);
                continue;
            }

            for (var i = 0; i < batch.Length; i++)
                _pending.Dequeue();
            meter.Applied(batch.Length);
            Release();
        }

        _isDelivering = false;
    }

    private string Agency => _key[.._key.LastIndexOf('/')];

    private async Task HandOutAsync(PendingReport[] batch)
    {
        narratives.Tell(_key, batch.Length);
        var followings = batch.SelectMany(static pending => pending.Followings()).GroupBy(static each => each.Cited)
            .Select(cited => grains.GetGrain<IInboxGrain>(InboxShard.KeyOf(cited.Key)).FollowAsync(cited.Key.Id, [.. cited.SelectMany(static each => each.Subjects).Distinct()]))
            .ToArray();
        var bySubject = new Dictionary<SubjectId, List<DeliveredEvidence>>();
        foreach (var pending in batch)
        {
            foreach (var subject in pending.Subjects())
            {
                if (!bySubject.TryGetValue(subject, out var items))
                    bySubject[subject] = items = [];
                items.Add(new DeliveredEvidence(pending.Version, pending.EvidenceAbout(subject)));
            }
        }

        var deliveries = new List<Task>(bySubject.Count);
        foreach (var (subject, items) in bySubject)
        {
            await pace.EnterAsync();
            var delivery = grains.GetSubject(subject).ApplyAsync(new Delivery(_key, items));
            _ = delivery.ContinueWith(static (_, pace) => ((IntakePace)pace!).Leave(), pace, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            deliveries.Add(delivery);
        }

        await Task.WhenAll([.. followings, .. deliveries]);
    }

    /// <summary>
    /// Records how far delivery has come, but not after each batch: what is lost by a crash is delivered again, which changes nothing.
    /// </summary>
    private async Task MarkDeliveredAsync(PendingReport[] batch)
    {
        _applied = batch[^1].Version;
        _unmarked += batch.Length;
        if (_unmarked < MarkEvery && _pending.Count > batch.Length)
            return;
        _unmarked = 0;
        var through = _applied;
        await WriteAsync(
            version => new Decision<bool>([new NewFact(InboxFacts.Delivered, Now(), InboxFacts.Delivery(through))], () => _inbox.Deliver(version + 1, through), true),
            CancellationToken.None);
    }

    private void Release()
    {
        for (var i = _waiting.Count - 1; i >= 0; i--)
        {
            if (_waiting[i].Version > _applied)
                continue;
            _waiting[i].Applied.TrySetResult();
            _waiting.RemoveAt(i);
        }

        if (_pending.Count >= MaxPending)
            return;
        foreach (var room in _waitingForRoom)
            room.TrySetResult();
        _waitingForRoom.Clear();
    }

    /// <summary>The first version whose time passes; one past the end when none does. Times never fall along a stream.</summary>
    private async Task<long> FirstAsync(Func<DateTimeOffset, bool> passes, CancellationToken cancellationToken)
    {
        var (low, high) = (1L, Version + 1);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (passes(await RecordedAtAsync(middle, cancellationToken)))
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }

    private async Task<DateTimeOffset> RecordedAtAsync(long version, CancellationToken cancellationToken)
    {
        await foreach (var fact in Log.ReadAsync(Stream, version, 1, cancellationToken))
            return fact.RecordedAt;
        throw new UnreachableException($"Stream {Stream} has no version {version}.");
    }

    /// <summary>Nearly always the latest revision; only when that one is hidden are the earlier ones looked for.</summary>
    private async Task<StoredReport?> NewestVisibleAsync(Reader reader, string id, Filing filing, CancellationToken cancellationToken)
    {
        await foreach (var fact in Log.ReadAsync(Stream, filing.Version, 1, cancellationToken))
        {
            if (Stored(InboxFacts.ReadFiled(fact).Report, fact).VisibleTo(reader) is { } latest)
                return latest;
        }

        if (filing.Revision == 1)
            return null;
        StoredReport? newest = null;
        await foreach (var fact in Log.ReadAsync(Stream, 1, (int)filing.Version, cancellationToken))
        {
            if (fact.Name == InboxFacts.Filed && IdOf(fact) == id && Stored(InboxFacts.ReadFiled(fact).Report, fact).VisibleTo(reader) is { } earlier)
                newest = earlier;
        }

        return newest;
    }

    private async Task<StandingReport> ReadFactAsync(long version, CancellationToken cancellationToken)
    {
        await foreach (var fact in Log.ReadAsync(Stream, version, 1, cancellationToken))
            return InboxFacts.ReadFiled(fact) is var (report, source) ? new StandingReport(report, source, fact.RecordedAt, Retracted: null) : default;
        throw new UnreachableException($"Stream {Stream} has no version {version}.");
    }

    private StoredReport Stored(Report report, Fact fact) => new(
        fact.Version, fact.RecordedAt, report, FiledReport.SubjectsOf(report), _applied >= fact.Version, _inbox.RetractionOf(report.Key.Id, fact.Version));

    [LoggerMessage(1, LogLevel.Warning, "Delivery of {Reports} reports from inbox {Inbox} failed and is tried again")]
    private partial void LogDeliveryFailed(Exception failure, string inbox, int reports);
}
