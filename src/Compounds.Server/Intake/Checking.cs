using System.IO.Pipelines;
using Compounds.Exchange.Intake;
using Compounds.Exchange.Tables;
using Compounds.Grains.Inbox;
using Compounds.Reports;
using Compounds.Server.SignIn;

namespace Compounds.Server.Intake;

/// <summary>Tells what would become of a table if it were filed now: the same reading and the same receipts, but nothing is stored.</summary>
internal static class Checking
{
    private const int BatchReports = 200;

    public static async Task RunAsync(Stream body, PipeWriter answer, IGrainFactory grains, FilingContext context, Caller caller, CancellationToken cancellationToken)
    {
        // What stands further up in the same table counts as filed, as it would when it is sent.
        var before = new Dictionary<ReportKey, (int Revision, byte[] Hash)>();
        var batch = new List<Filing.ReadLine>(BatchReports);
        await foreach (var (row, reading) in ReportCsv.ReadAsync(body, context, cancellationToken))
        {
            batch.Add(new Filing.ReadLine(row, reading, null));
            if (batch.Count == BatchReports)
                await AnswerAsync();
        }

        await AnswerAsync();

        async Task AnswerAsync()
        {
            foreach (var receipt in await CheckAsync(batch, before, grains, caller, cancellationToken))
                ReceiptJson.WriteLine(answer, receipt);
            batch.Clear();
            await answer.FlushAsync(cancellationToken);
        }
    }

    private static async Task<IReadOnlyList<Receipt>> CheckAsync(
        List<Filing.ReadLine> lines, Dictionary<ReportKey, (int Revision, byte[] Hash)> before, IGrainFactory grains, Caller caller, CancellationToken cancellationToken)
    {
        var receipts = new Receipt[lines.Count];
        var byInbox = new Dictionary<string, List<(int Place, OfferedReport Offer)>>(StringComparer.Ordinal);
        for (var i = 0; i < receipts.Length; i++)
        {
            if (lines[i].Reading.Report is not { } report)
            {
                receipts[i] = Filing.Refused(lines[i]);
                continue;
            }

            var hash = ReportFact.HashOf(report);
            if (before.TryGetValue(report.Key, out var earlier) && earlier.Revision >= report.Revision)
            {
                var isSame = earlier.Revision == report.Revision && earlier.Hash.AsSpan().SequenceEqual(hash);
                receipts[i] = Filing.Answered(lines[i], new Filed(isSame ? ReceiptOutcome.Duplicate : ReceiptOutcome.Conflict, earlier.Revision, 0));
                continue;
            }

            before[report.Key] = (report.Revision, hash);
            var inbox = InboxShard.KeyOf(report.Key);
            if (!byInbox.TryGetValue(inbox, out var offers))
                byInbox[inbox] = offers = [];
            offers.Add((i, new OfferedReport(report.Key.Id, report.Revision, hash) { Relay = caller.RelayFor(report.Key.Agency) }));
        }

        await Task.WhenAll(byInbox.Select(async each =>
        {
            var answers = await grains.GetGrain<IInboxGrain>(each.Key).CheckAsync([.. each.Value.Select(static offer => offer.Offer)], cancellationToken);
            for (var i = 0; i < answers.Count; i++)
            {
                var (place, offer) = each.Value[i];
                receipts[place] = Filing.Answered(lines[place], answers[i] is { Outcome: ReceiptOutcome.Accepted } ready ? ready with { Revision = offer.Revision } : answers[i]);
            }
        }));
        return receipts;
    }
}
