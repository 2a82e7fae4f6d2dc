using Compounds.Ledger;
using Compounds.Reports;
using Compounds.Subjects;

namespace Compounds.Grains.Inbox;

/// <summary>Decides on a batch of reports and retractions, each against the inbox and against what stands before it in the batch. Pure.</summary>
/// <param name="inbox">The state.</param>
/// <param name="replaced">The stored reports that items replace or take back, by id.</param>
/// <param name="now">The time for the facts.</param>
/// <param name="version">The version of the stream before the batch.</param>
internal sealed class InboxDecision(
    global::Compounds.Reports.Inbox inbox, IReadOnlyDictionary<string, StandingReport> replaced, DateTimeOffset now, long version)
{
    private readonly List<NewFact> _facts = [];
    private readonly List<(PendingReport Pending, ReadOnlyMemory<byte> ContentHash)> _accepted = [];
    private readonly Dictionary<string, (FiledReport? Report, bool IsRetracted)> _inBatch = new(StringComparer.Ordinal);

    /// <summary>Folds one accepted item.</summary>
    internal delegate void FoldItem(PendingReport pending, ReadOnlySpan<byte> contentHash);

    public Decision<IReadOnlyList<Filed>> Decide(IReadOnlyList<InboxItem> items, FoldItem fold)
    {
        var answers = new Filed[items.Count];
        for (var i = 0; i < answers.Length; i++)
            answers[i] = items[i].Report is { } report ? File(report) : Retract(items[i].Retraction!);
        return new Decision<IReadOnlyList<Filed>>(
            _facts,
            () =>
            {
                foreach (var (pending, contentHash) in _accepted)
                    fold(pending, contentHash.Span);
            },
            answers);
    }

    private Filed File(FiledReport offered)
    {
        var (id, revision) = (offered.Report.Key.Id, offered.Report.Revision);
        var sibling = _inBatch.GetValueOrDefault(id).Report;
        var outcome = sibling is null ? inbox.Decide(id, revision, offered.ContentHash.Span) : Against(sibling, offered);
        if (outcome is not ReceiptOutcome.Accepted)
            return new Filed(outcome, sibling?.Report.Revision ?? inbox.Find(id)!.Value.Revision, sibling is null ? inbox.Find(id)!.Value.Version : version + _facts.Count);
        IReadOnlyList<SubjectId> earlier = sibling is not null ? FiledReport.SubjectsOf(sibling.Report)
            : replaced.TryGetValue(id, out var before) ? FiledReport.SubjectsOf(before.Report) : [];
        _inBatch[id] = (offered, false);
        Accept(InboxFacts.Filed, offered.Body, new PendingReport(Next(), offered.Report, offered.Source, now, null, earlier), offered.ContentHash);
        return new Filed(outcome, revision, version + _facts.Count);
    }

    private Filed Retract(Retraction retraction)
    {
        var id = retraction.Key.Id;
        var (sibling, isRetracted) = _inBatch.GetValueOrDefault(id);
        var filing = inbox.Find(id);
        if (sibling is null && filing is null)
            return new Filed(ReceiptOutcome.Invalid, 0, 0);
        if (isRetracted || (sibling is null && filing!.Value.Retracted is not null))
            return new Filed(ReceiptOutcome.Duplicate, sibling?.Report.Revision ?? filing!.Value.Revision, sibling is null ? filing!.Value.Version : version + _facts.Count);
        var (report, source) = sibling is not null ? (sibling.Report, sibling.Source) : (replaced[id].Report, replaced[id].Source);
        _inBatch[id] = (sibling, true);
        Accept(InboxFacts.Retracted, InboxFacts.Retraction(retraction), new PendingReport(Next(), report, source, now, retraction.Reason, []), default);
        return new Filed(ReceiptOutcome.Accepted, report.Revision, version + _facts.Count);
    }

    private long Next() => version + _facts.Count + 1;

    private void Accept(string name, ReadOnlyMemory<byte> body, PendingReport pending, ReadOnlyMemory<byte> contentHash)
    {
        _facts.Add(new NewFact(name, now, body));
        _accepted.Add((pending, contentHash));
    }

    private static ReceiptOutcome Against(FiledReport earlier, FiledReport later) =>
        later.Report.Revision > earlier.Report.Revision ? ReceiptOutcome.Accepted
        : later.Report.Revision == earlier.Report.Revision && later.ContentHash.Span.SequenceEqual(earlier.ContentHash.Span) ? ReceiptOutcome.Duplicate
        : ReceiptOutcome.Conflict;
}
