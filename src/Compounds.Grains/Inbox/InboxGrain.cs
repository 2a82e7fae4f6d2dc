using System.Diagnostics;
using Compounds.Grains.Subjects;
using Compounds.Ledger;
using Compounds.Readers;
using Compounds.Reports;
using Compounds.Subjects;
using Microsoft.Extensions.Logging;

namespace Compounds.Grains.Inbox;

/// <summary>Keeps the reports of one shard and hands their claims to the subjects, at least once and in order.</summary>
[GrainType("inbox")]
internal sealed partial class InboxGrain(IEventLog log, TimeProvider clock, IGrainFactory grains, IntakeMeter meter, ILogger<InboxGrain> logger, IGrainContext context)
    : EventSourcedGrain(log, clock, $"inbox/{context.GrainId.Key}"), IInboxGrain
{
    /// <summary>Reports that may wait for delivery before a sender has to wait: about 40 MB a shard at most, a second of work.</summary>
    private const int MaxPending = 10_000;

    /// <summary>Reports handed out at once. Larger batches mean fewer and fuller calls to subjects; measured flat above 500.</summary>
    private const int MaxBatch = 1_000;

    /// <summary>Facts read at once for a list; about 200 KB.</summary>
    private const int Window = 200;

    private static readonly TimeSpan s_retryAfter = TimeSpan.FromSeconds(1);

    private readonly global::Compounds.Reports.Inbox _inbox = new();
    private readonly Queue<PendingReport> _pending = new();
    private readonly List<(long Version, TaskCompletionSource Applied)> _waiting = [];
    private readonly List<TaskCompletionSource> _waitingForRoom = [];
    private readonly string _key = context.GrainId.Key.ToString()!;
    private bool _isDelivering;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        await ResumeAsync(cancellationToken);
        StartDelivery();
    }

    public async Task<IReadOnlyList<Filed>> FileAsync(IReadOnlyList<FiledReport> reports, CancellationToken cancellationToken)
    {
        var earlier = await EarlierSubjectsAsync(reports, cancellationToken);
        var answer = await WriteAsync(version => Decide(reports, earlier, version), cancellationToken);
        StartDelivery();
        return answer;
    }

    public async Task<Filed> RetractAsync(Retraction retraction, CancellationToken cancellationToken)
    {
        if (_inbox.Find(retraction.Key.Id) is not { } filing)
            return new Filed(ReceiptOutcome.Invalid, 0, 0);
        if (filing.Retracted is not null)
            return new Filed(ReceiptOutcome.Duplicate, filing.Revision, filing.Version);
        var (stored, source) = await ReadFactAsync(filing.Version, cancellationToken);
        var answer = await WriteAsync(
            version =>
            {
                var now = Now();
                return new Decision<Filed>(
                    [new NewFact(InboxFacts.Retracted, now, InboxFacts.Retraction(retraction))],
                    () =>
                    {
                        _inbox.Retract(version + 1, retraction.Key.Id, retraction.Reason);
                        _pending.Enqueue(new PendingReport(version + 1, stored, source, now, retraction.Reason, []));
                    },
                    new Filed(ReceiptOutcome.Accepted, filing.Revision, version + 1));
            },
            cancellationToken);
        StartDelivery();
        return answer;
    }

    public async Task WaitUntilAppliedAsync(long version, CancellationToken cancellationToken)
    {
        if (_inbox.Delivered >= version)
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

    public async Task<StoredReport?> ReadAsync(string id, CancellationToken cancellationToken) =>
        _inbox.Find(id) is { } filing ? await ReadStoredAsync(filing, cancellationToken) : null;

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
                if (fact.Name == InboxFacts.Filed && InboxFacts.ReadFiled(fact).Report is var report && _inbox.Find(report.Key.Id) is { } filing && filing.Version == fact.Version
                    && Stored(report, fact.RecordedAt, filing) is var stored && stored.IsVisibleTo(reader) && after?.IsBefore(stored) != false)
                {
                    found.Add(stored);
                }
            }

            end = start;
        }

        return [.. found.OrderByDescending(static stored => stored.RecordedAt).ThenBy(static stored => stored.Report.Key.Id, StringComparer.Ordinal).Take(limit)];
    }

    protected override void Fold(Fact fact) => InboxFacts.Fold(_inbox, fact);

    private Decision<IReadOnlyList<Filed>> Decide(IReadOnlyList<FiledReport> reports, Dictionary<string, IReadOnlyList<SubjectId>> earlier, long version)
    {
        var now = Now();
        var answers = new Filed[reports.Count];
        var facts = new List<NewFact>(reports.Count);
        var accepted = new List<PendingReport>(reports.Count);
        Dictionary<string, FiledReport>? inBatch = null;
        for (var i = 0; i < reports.Count; i++)
        {
            var report = reports[i];
            var (id, revision) = (report.Report.Key.Id, report.Report.Revision);
            inBatch ??= new Dictionary<string, FiledReport>(StringComparer.Ordinal);
            var outcome = inBatch.TryGetValue(id, out var sibling)
                ? InBatch(sibling, report)
                : _inbox.Decide(id, revision, report.ContentHash.Span);
            if (outcome is ReceiptOutcome.Accepted)
            {
                inBatch[id] = report;
                facts.Add(new NewFact(InboxFacts.Filed, now, report.Body));
                accepted.Add(new PendingReport(version + facts.Count, report.Report, report.Source, now, null, SubjectsBefore(id, sibling, earlier)));
                answers[i] = new Filed(outcome, revision, version + facts.Count);
            }
            else
            {
                var stored = _inbox.Find(id);
                answers[i] = new Filed(outcome, stored?.Revision ?? sibling!.Report.Revision, stored?.Version ?? version);
            }
        }

        meter.Filed(answers);
        return new Decision<IReadOnlyList<Filed>>(
            facts,
            () =>
            {
                var next = 0;
                for (var i = 0; i < reports.Count; i++)
                {
                    if (answers[i].Outcome is not ReceiptOutcome.Accepted)
                        continue;
                    _inbox.Filed(answers[i].Version, reports[i].Report.Key.Id, reports[i].Report.Revision, reports[i].ContentHash.Span);
                    _pending.Enqueue(accepted[next++]);
                }
            },
            answers);
    }

    private static ReceiptOutcome InBatch(FiledReport earlier, FiledReport later) =>
        later.Report.Revision > earlier.Report.Revision ? ReceiptOutcome.Accepted
        : later.Report.Revision == earlier.Report.Revision && later.ContentHash.Span.SequenceEqual(earlier.ContentHash.Span) ? ReceiptOutcome.Duplicate
        : ReceiptOutcome.Conflict;

    private static IReadOnlyList<SubjectId> SubjectsBefore(string id, FiledReport? sibling, Dictionary<string, IReadOnlyList<SubjectId>> earlier) =>
        sibling is not null ? FiledReport.SubjectsOf(sibling.Report) : earlier.GetValueOrDefault(id, []);

    /// <summary>The subjects that the revisions to be replaced speak of: they too must hear of the new one.</summary>
    private async Task<Dictionary<string, IReadOnlyList<SubjectId>>> EarlierSubjectsAsync(IReadOnlyList<FiledReport> reports, CancellationToken cancellationToken)
    {
        var earlier = new Dictionary<string, IReadOnlyList<SubjectId>>(StringComparer.Ordinal);
        foreach (var report in reports)
        {
            if (report.Report.Revision > 1 && _inbox.Find(report.Report.Key.Id) is { } filing && filing.Revision < report.Report.Revision)
                earlier[report.Report.Key.Id] = FiledReport.SubjectsOf((await ReadFactAsync(filing.Version, cancellationToken)).Report);
        }

        return earlier;
    }

    /// <summary>Queues what was stored but not delivered when the shard last stopped.</summary>
    private async Task ResumeAsync(CancellationToken cancellationToken)
    {
        var before = new Dictionary<string, IReadOnlyList<SubjectId>>(StringComparer.Ordinal);
        await foreach (var fact in Log.ReadAsync(Stream, _inbox.Delivered + 1, cancellationToken))
        {
            if (fact.Name == InboxFacts.Filed)
            {
                var (report, source) = InboxFacts.ReadFiled(fact);
                var earlier = before.TryGetValue(report.Key.Id, out var known) ? known
                    : report.Revision == 1 ? [] : await SubjectsOfRevisionsBeforeAsync(report, fact.Version, cancellationToken);
                before[report.Key.Id] = FiledReport.SubjectsOf(report);
                _pending.Enqueue(new PendingReport(fact.Version, report, source, fact.RecordedAt, null, earlier));
            }
            else if (fact.Name == InboxFacts.Retracted)
            {
                var retraction = InboxFacts.ReadRetraction(fact, _key[.._key.LastIndexOf('/')]);
                if (_inbox.Find(retraction.Key.Id) is { } filing)
                {
                    var (retracted, by) = await ReadFactAsync(filing.Version, cancellationToken);
                    _pending.Enqueue(new PendingReport(fact.Version, retracted, by, fact.RecordedAt, retraction.Reason, []));
                }
            }
        }
    }

    private async Task<IReadOnlyList<SubjectId>> SubjectsOfRevisionsBeforeAsync(Report report, long version, CancellationToken cancellationToken)
    {
        var subjects = new HashSet<SubjectId>();
        await foreach (var fact in Log.ReadAsync(Stream, 1, (int)Math.Min(int.MaxValue, version - 1), cancellationToken))
        {
            if (fact.Name == InboxFacts.Filed && InboxFacts.ReadFiled(fact).Report is var earlier && earlier.Key == report.Key)
                subjects.UnionWith(FiledReport.SubjectsOf(earlier));
        }

        return [.. subjects.Order()];
    }

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
                await MarkDeliveredAsync(batch[^1].Version);
            }
            catch (Exception failure) when (failure is TimeoutException or OrleansException or LedgerUnavailableException)
            {
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

    private Task HandOutAsync(PendingReport[] batch)
    {
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

        return Task.WhenAll(bySubject.Select(pair => grains.GetSubject(pair.Key).ApplyAsync(new Delivery(_key, pair.Value))));
    }

    private Task<bool> MarkDeliveredAsync(long through) => WriteAsync(
        version => new Decision<bool>(
            [new NewFact(InboxFacts.Delivered, Now(), InboxFacts.Delivery(through))],
            () => _inbox.Deliver(version + 1, through),
            true),
        CancellationToken.None);

    private void Release()
    {
        for (var i = _waiting.Count - 1; i >= 0; i--)
        {
            if (_waiting[i].Version > _inbox.Delivered)
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

    private async Task<StoredReport> ReadStoredAsync(Filing filing, CancellationToken cancellationToken)
    {
        await foreach (var fact in Log.ReadAsync(Stream, filing.Version, 1, cancellationToken))
            return Stored(InboxFacts.ReadFiled(fact).Report, fact.RecordedAt, filing);
        throw new UnreachableException($"Stream {Stream} has no version {filing.Version}.");
    }

    private async Task<(Report Report, string Source)> ReadFactAsync(long version, CancellationToken cancellationToken)
    {
        await foreach (var fact in Log.ReadAsync(Stream, version, 1, cancellationToken))
            return InboxFacts.ReadFiled(fact);
        throw new UnreachableException($"Stream {Stream} has no version {version}.");
    }

    private StoredReport Stored(Report report, DateTimeOffset recordedAt, Filing filing) => new(
        filing.Version, recordedAt, report, FiledReport.SubjectsOf(report), _inbox.Delivered >= filing.Version, filing.Retracted);

    [LoggerMessage(1, LogLevel.Warning, "Delivery of {Reports} reports from inbox {Inbox} failed and is tried again")]
    private partial void LogDeliveryFailed(Exception failure, string inbox, int reports);
}
