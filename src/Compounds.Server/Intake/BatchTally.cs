using Compounds.Batches;
using Compounds.Reports;

namespace Compounds.Server.Intake;

/// <summary>Counts what the lines of one request came to.</summary>
internal sealed class BatchTally
{
    private readonly List<string> _accepted = [];
    private BatchCount _count;

    public void Add(IReadOnlyList<Receipt> receipts)
    {
        foreach (var receipt in receipts)
        {
            _count = _count.Plus(receipt.Outcome switch
            {
                ReceiptOutcome.Accepted => new BatchCount(1, 0, 0, 0, 0),
                ReceiptOutcome.Duplicate => new BatchCount(0, 1, 0, 0, 0),
                ReceiptOutcome.Conflict => new BatchCount(0, 0, 1, 0, 0),
                ReceiptOutcome.Unavailable => new BatchCount(0, 0, 0, 0, 1),
                _ => new BatchCount(0, 0, 0, 1, 0),
            });
            if (receipt.Outcome is ReceiptOutcome.Accepted && _accepted.Count < Batch.MostListed && receipt.Report is { } report)
                _accepted.Add(report.ToString());
        }
    }

    /// <summary>What is to be recorded of a request; null when it had no line.</summary>
    /// <param name="batch">The batch but for its count, its reports and its end.</param>
    /// <param name="now">When the last line was answered.</param>
    public Batch? Close(Batch batch, DateTimeOffset now) => _count.Received() == 0 ? null : batch with { EndedAt = now, Count = _count, Reports = [.. _accepted.Distinct()] };
}
