using Compounds.Grains.Callers;
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
            Verify(items.Select(static item => item.Relay));
            var answer = await FileAsync(items, [], cancellationToken);
            meter.Filed(answer);
            return answer;
        }
        finally
        {
            // Also after a failure: what was stored although its answer was lost is delivered like everything else.
            Delivery.Wake();
        }
    }

    public Task<IReadOnlyList<Filed>> CheckAsync(IReadOnlyList<OfferedReport> offers, CancellationToken cancellationToken)
    {
        Verify(offers.Select(static offer => offer.Relay));
        return Task.FromResult<IReadOnlyList<Filed>>([.. offers.Select(Check)]);
    }

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

    protected override void OnFolded(InboxFact fact, FactPlace place)
    {
        _recent.Add(new PlacedFact(fact, place));
        if (!fact.IsMark)
            ShowBacklog();
    }

    /// <summary>Files, and reads what stays as it is for those from whom a relay's filing is not to hide it.</summary>
    private async Task<IReadOnlyList<Filed>> FileAsync(IReadOnlyList<InboxItem> items, Dictionary<long, ReportFiled> hidden, CancellationToken cancellationToken)
    {
        while (true)
        {
            InboxDecision? decision = null;
            var answer = await WriteAsync(first => (decision = new InboxDecision(State, first.Version, hidden)).Decide(items), cancellationToken);
            if (decision!.Lacking.Count == 0)
                return answer;
            foreach (var version in decision.Lacking)
                hidden[version] = (ReportFiled)InboxFacts.Folding.Codec.Read(await ReadFactAsync(version, cancellationToken));
        }
    }

    /// <summary>Who files in the name of another agency says so, and no one else does.</summary>
    private void Verify(IEnumerable<Reader?> relays)
    {
        if (CallerContext.Current.Reader is not { } caller)
            return;
        var relay = caller.Agency == Agency ? null : caller;
        if (relays.Any(each => each != relay))
            throw new CallerRefusedException($"{CallerContext.Actor} does not say that he files for {Agency}.");
    }

    private Filed Check(OfferedReport offer)
    {
        if (offer.Revision > 0)
        {
            var verdict = State.Decide(offer.Id, offer.Revision, offer.ContentHash.Span, offer.Relay);
            return new Filed(verdict.Outcome, verdict.Against?.Revision ?? 0, verdict.Against?.Version ?? 0) { Refusal = verdict.Refusal };
        }

        var filing = offer.Relay is { } relay ? State.Find(offer.Id, relay.Agency) : State.Find(offer.Id);
        return new Filed(
            filing is null ? ReceiptOutcome.Invalid : filing.Value.Retracted is null ? ReceiptOutcome.Accepted : ReceiptOutcome.Duplicate,
            filing?.Revision ?? 0, filing?.Version ?? 0);
    }

    /// <summary>A filed report as it stands, its free text still sealed: that is opened for what is answered only.</summary>
    private StoredReport Stored(Fact fact, Reader reader)
    {
        var (report, _, text, relay) = InboxFacts.ReadFiled(fact);
        var subjects = FiledReport.SubjectsOf(report);
        var parked = State.Parked.TryGetValue(fact.Version, out var part) && part.Subjects.Intersect(subjects).Any() ? part : null;
        return new StoredReport(fact.Version, fact.RecordedAt, report, subjects, _applied >= fact.Version && parked is null, State.RetractionOf(report.Key.Id, fact.Version))
        {
            Parked = reader.Agency == report.Key.Agency ? parked?.Reason : null,
            RelayedBy = relay,
            Text = text,
        };
    }
}
