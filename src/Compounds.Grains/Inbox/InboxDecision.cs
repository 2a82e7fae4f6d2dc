using Compounds.Grains.Callers;
using Compounds.Reports;

namespace Compounds.Grains.Inbox;

/// <summary>Decides on a batch of reports and retractions, each against the inbox and against what stands before it in the batch. Pure.</summary>
/// <remarks>
/// What a relay files under an id whose other filings are hidden from it is stored as if those were not there. They are then stored once more
/// behind it, so that readers who may see them go on seeing them and nothing else.
/// </remarks>
/// <param name="inbox">The state.</param>
/// <param name="version">The version that the first fact of the batch would get.</param>
/// <param name="hidden">Filings that may have to be stored once more, by their version.</param>
internal sealed class InboxDecision(global::Compounds.Reports.Inbox inbox, long version, IReadOnlyDictionary<long, ReportFiled> hidden)
{
    private readonly List<InboxFact> _facts = [];
    private readonly Dictionary<string, (FiledReport? Report, bool IsRetracted)> _inBatch = new(StringComparer.Ordinal);

    /// <summary>The versions that <c>hidden</c> lacks: nothing is decided without them.</summary>
    public List<long> Lacking { get; } = [];

    public Decision<InboxFact, IReadOnlyList<Filed>> Decide(IReadOnlyList<InboxItem> items)
    {
        var answers = new Filed[items.Count];
        for (var i = 0; i < answers.Length; i++)
            answers[i] = items[i].Report is { } report ? File(report, items[i].Relay) : Retract(items[i].Retraction!, items[i].Relay?.Agency);
        if (items.Count > 0 && items[0].Relay is { } relay)
            Restore(relay.Agency);
        return new Decision<InboxFact, IReadOnlyList<Filed>>(Lacking.Count == 0 ? _facts : [], answers);
    }

    private Filed File(FiledReport offered, Readers.Reader? relay)
    {
        var (id, revision) = (offered.Report.Key.Id, offered.Report.Revision);
        var sibling = _inBatch.GetValueOrDefault(id).Report;
        if (sibling is not null)
        {
            if (Against(sibling, offered) is not ReceiptOutcome.Accepted and var refused)
                return new Filed(refused, sibling.Report.Revision, Last());
        }
        else if (inbox.Decide(id, revision, offered.ContentHash.Span, relay) is { Outcome: not ReceiptOutcome.Accepted } verdict)
        {
            return new Filed(verdict.Outcome, verdict.Against!.Value.Revision, verdict.Against.Value.Version) { Refusal = verdict.Refusal };
        }

        _inBatch[id] = (offered, false);
        _facts.Add(new ReportFiled(id, revision, offered.ContentHash, offered.Report.Handling, offered.Body, relay?.Agency) { Written = offered });
        return new Filed(ReceiptOutcome.Accepted, revision, Last());
    }

    private Filed Retract(Retraction retraction, string? relay)
    {
        var id = retraction.Key.Id;
        var (sibling, isRetracted) = _inBatch.GetValueOrDefault(id);
        var filing = relay is null ? inbox.Find(id) : inbox.Find(id, relay);
        if (sibling is null && filing is null)
            return new Filed(ReceiptOutcome.Invalid, 0, 0);
        var revision = sibling?.Report.Revision ?? filing!.Value.Revision;
        if (isRetracted || (sibling is null && filing!.Value.Retracted is not null))
            return new Filed(ReceiptOutcome.Duplicate, revision, sibling is null ? filing!.Value.Version : Last());
        _inBatch[id] = (sibling, true);
        // An agency takes back what was relayed for it too: each part is told to those who see it.
        foreach (var other in relay is null ? inbox.RelaysOf(id) : [])
            _facts.Add(new ReportRetracted(id, retraction.Reason, CallerContext.Actor, other));
        _facts.Add(new ReportRetracted(id, retraction.Reason, CallerContext.Actor, relay));
        return new Filed(ReceiptOutcome.Accepted, revision, Last());
    }

    /// <summary>Stores once more what stands of the reports that a relay filed or took back, and is hidden from it.</summary>
    private void Restore(string relay)
    {
        foreach (var id in _inBatch.Keys)
        {
            var versions = inbox.HiddenFrom(relay, id);
            Lacking.AddRange(versions.Where(each => !hidden.ContainsKey(each)));
            if (Lacking.Count > 0)
                continue;
            _facts.AddRange(versions.Select(each => hidden[each]));
        }
    }

    /// <summary>The version of the last fact so far: once it is applied, so is what stands before it.</summary>
    private long Last() => version + _facts.Count - 1;

    private static ReceiptOutcome Against(FiledReport earlier, FiledReport later) =>
        later.Report.Revision > earlier.Report.Revision ? ReceiptOutcome.Accepted
        : later.Report.Revision == earlier.Report.Revision && later.ContentHash.Span.SequenceEqual(earlier.ContentHash.Span) ? ReceiptOutcome.Duplicate
        : ReceiptOutcome.Conflict;
}
