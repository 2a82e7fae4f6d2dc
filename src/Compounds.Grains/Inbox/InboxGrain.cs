using System.Diagnostics;
using Compounds.Grains.Narratives;
using Compounds.Grains.Pumps;
using Compounds.Grains.States;
using Compounds.Grains.Texts;
using Compounds.Ledger;
using Compounds.Readers;
using Compounds.Reports;
using Compounds.Subjects;
using Microsoft.Extensions.Logging;

namespace Compounds.Grains.Inbox;

/// <summary>Keeps the reports of one shard and hands their claims to the subjects, each version at least once; a subject takes it once.</summary>
[GrainType("inbox")]
internal sealed partial class InboxGrain(
    IEventLog log, TimeProvider clock, IGrainFactory grains, IntakeMeter meter, IntakePace pace, INarrativeIndex narratives, TextVault texts, Supervision supervision, ILogger<InboxGrain> logger, IGrainContext context,
    [PersistentState("fold", GrainStates.Shortcuts)] IPersistentState<KeptState> kept)
    : EventSourcedGrain<global::Compounds.Reports.Inbox, InboxFact>(log, clock, InboxFacts.Prefix + context.GrainId.Key, InboxFacts.Folding, kept),
        IInboxGrain, IRemindable
{
    /// <summary>Facts read at once for a list; about 200 KB.</summary>
    private const int Window = 200;

    private readonly string _key = context.GrainId.Key.ToString()!;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        _applied = State.Delivered;
        ShowBacklog();
        meter.Watch(_backlog);
        Delivery.Wake();
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await StopDeliveryAsync();
        if (_applied < Version)
            await Reminded.SetAsync();
        await base.OnDeactivateAsync(reason, cancellationToken);
    }

    public async Task<IReadOnlyList<Filed>> FileAsync(IReadOnlyList<InboxItem> items, CancellationToken cancellationToken)
    {
        using var accept = Spans.Begin("accept");
        accept?.SetTag(Spans.Count, items.Count);
        try
        {
            var answer = await WriteAsync(first => new InboxDecision(State, first.Version).Decide(items), cancellationToken);
            meter.Filed(answer);
            return answer;
        }
        finally
        {
            // Also after a failure: what was stored although its answer was lost is delivered like everything else.
            Delivery.Wake();
        }
    }

    public Task<IReadOnlyList<Filed>> CheckAsync(IReadOnlyList<OfferedReport> offers, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Filed>>([.. offers.Select(Check)]);

    public async Task FollowAsync(string report, IReadOnlyList<SubjectId> subjects, CancellationToken cancellationToken)
    {
        // Those that the report itself speaks of hear of it anyway.
        IReadOnlyList<SubjectId> own = State.Find(report) is { } filing ? FiledReport.SubjectsOf((await ReadFiledAsync(filing.Version, cancellationToken)).Report) : [];
        try
        {
            await WriteAsync(
                _ => subjects.Except(State.FollowersOf(report)).Except(own).ToArray() is { Length: > 0 } news ? Append(true, new ReportFollowed(report, news)) : Nothing(true), cancellationToken);
        }
        finally
        {
            Delivery.Wake();
        }
    }

    public async Task<StoredReport?> ReadAsync(Reader reader, string id, CancellationToken cancellationToken) =>
        State.Find(id) is { } filing && await NewestVisibleAsync(reader, id, filing, cancellationToken) is { } newest ? (await WithTextsAsync([newest], cancellationToken))[0] : null;

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
                if (fact.Name == InboxFacts.Filed && Stored(fact, reader) is var read && State.Find(read.Report.Key.Id) is { } filing
                    && read.VisibleTo(reader) is { } stored && after?.IsBefore(stored) != false
                    && (filing.Version == fact.Version || (await NewestVisibleAsync(reader, read.Report.Key.Id, filing, cancellationToken))?.Version == fact.Version))
                {
                    found.Add(stored);
                }
            }

            end = start;
        }

        return await WithTextsAsync(
            [.. found.OrderByDescending(static stored => stored.RecordedAt).ThenBy(static stored => stored.Report.Key.Id, StringComparer.Ordinal).Take(limit)], cancellationToken);
    }

    protected override void OnFolded(InboxFact fact, FactPlace place)
    {
        _recent.Add(new PlacedFact(fact, place));
        if (!fact.IsMark)
            ShowBacklog();
    }

    private Filed Check(OfferedReport offer)
    {
        var filing = State.Find(offer.Id);
        var outcome = offer.Revision > 0 ? State.Decide(offer.Id, offer.Revision, offer.ContentHash.Span)
            : filing is null ? ReceiptOutcome.Invalid : filing.Value.Retracted is null ? ReceiptOutcome.Accepted : ReceiptOutcome.Duplicate;
        return new Filed(outcome, filing?.Revision ?? 0, filing?.Version ?? 0);
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
            if (Stored(fact, reader).VisibleTo(reader) is { } latest)
                return latest;
        }

        if (filing.Revision == 1)
            return null;
        StoredReport? newest = null;
        await foreach (var fact in Log.ReadAsync(Stream, 1, (int)filing.Version, cancellationToken))
        {
            if (fact.Name == InboxFacts.Filed && ReportFact.ReadHead(fact.Body.Span).Id == id && Stored(fact, reader).VisibleTo(reader) is { } earlier)
                newest = earlier;
        }

        return newest;
    }

    /// <summary>A filed report as it stands, its free text still sealed: that is opened for what is answered only.</summary>
    private StoredReport Stored(Fact fact, Reader reader)
    {
        var (report, _, text) = InboxFacts.ReadFiled(fact);
        var subjects = FiledReport.SubjectsOf(report);
        var parked = State.Parked.TryGetValue(fact.Version, out var part) && part.Subjects.Intersect(subjects).Any() ? part : null;
        return new StoredReport(fact.Version, fact.RecordedAt, report, subjects, _applied >= fact.Version && parked is null, State.RetractionOf(report.Key.Id, fact.Version))
        {
            Parked = reader.Agency == report.Key.Agency ? parked?.Reason : null,
            Text = text,
        };
    }
}
