using Compounds.Reports;

namespace Compounds.Grains.Inbox;

/// <summary>Decides on a batch of reports and retractions, each against the inbox and against what stands before it in the batch. Pure.</summary>
/// <param name="inbox">The state.</param>
/// <param name="version">The version that the first fact of the batch would get.</param>
internal sealed class InboxDecision(global::Compounds.Reports.Inbox inbox, long version)
{
    private readonly List<InboxFact> _facts = [];
    private readonly Dictionary<string, (FiledReport? Report, bool IsRetracted)> _inBatch = new(StringComparer.Ordinal);

    public Decision<InboxFact, IReadOnlyList<Filed>> Decide(IReadOnlyList<InboxItem> items)
    {
        var answers = new Filed[items.Count];
        for (var i = 0; i < answers.Length; i++)
            answers[i] = items[i].Report is { } report ? File(report) : Retract(items[i].Retraction!);
        return new Decision<InboxFact, IReadOnlyList<Filed>>(_facts, answers);
    }

    private Filed File(FiledReport offered)
    {
        var (id, revision) = (offered.Report.Key.Id, offered.Report.Revision);
        var sibling = _inBatch.GetValueOrDefault(id).Report;
        var outcome = sibling is null ? inbox.Decide(id, revision, offered.ContentHash.Span) : Against(sibling, offered);
        if (outcome is not ReceiptOutcome.Accepted)
            return new Filed(outcome, sibling?.Report.Revision ?? inbox.Find(id)!.Value.Revision, sibling is null ? inbox.Find(id)!.Value.Version : Last());
        _inBatch[id] = (offered, false);
        _facts.Add(new ReportFiled(id, revision, offered.ContentHash, offered.Report.Handling, offered.Body) { Written = offered });
        return new Filed(outcome, revision, Last());
    }

    private Filed Retract(Retraction retraction)
    {
        var id = retraction.Key.Id;
        var (sibling, isRetracted) = _inBatch.GetValueOrDefault(id);
        var filing = inbox.Find(id);
        if (sibling is null && filing is null)
            return new Filed(ReceiptOutcome.Invalid, 0, 0);
        var revision = sibling?.Report.Revision ?? filing!.Value.Revision;
        if (isRetracted || (sibling is null && filing!.Value.Retracted is not null))
            return new Filed(ReceiptOutcome.Duplicate, revision, sibling is null ? filing!.Value.Version : Last());
        _inBatch[id] = (sibling, true);
        _facts.Add(new ReportRetracted(id, retraction.Reason));
        return new Filed(ReceiptOutcome.Accepted, revision, Last());
    }

    /// <summary>The version of the last fact so far: once it is applied, so is what stands before it.</summary>
    private long Last() => version + _facts.Count - 1;

    private static ReceiptOutcome Against(FiledReport earlier, FiledReport later) =>
        later.Report.Revision > earlier.Report.Revision ? ReceiptOutcome.Accepted
        : later.Report.Revision == earlier.Report.Revision && later.ContentHash.Span.SequenceEqual(earlier.ContentHash.Span) ? ReceiptOutcome.Duplicate
        : ReceiptOutcome.Conflict;
}
