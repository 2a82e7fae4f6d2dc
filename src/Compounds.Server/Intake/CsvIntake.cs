using System.IO.Pipelines;
using Compounds.Exchange.Intake;
using Compounds.Exchange.Tables;

namespace Compounds.Server.Intake;

/// <summary>Reads CSV, one claim a row, and answers one receipt a report.</summary>
internal static class CsvIntake
{
    private const int BatchReports = 200;

    public static async Task RunAsync(Stream body, PipeWriter answer, Filing filing, FilingContext context, bool waitUntilApplied, CancellationToken leaving, CancellationToken cancellationToken)
    {
        // A server that stops takes no further batch; the last line says where to go on.
        using var next = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, leaving);
        var batch = new List<(int, ReportReading)>(BatchReports);
        await foreach (var (row, reading) in ReportCsv.ReadAsync(body, context, next.Token))
        {
            batch.Add((row, reading));
            if (batch.Count == BatchReports)
                await FileAsync();
        }

        await FileAsync();

        async Task FileAsync()
        {
            foreach (var receipt in await filing.FileAsync(await filing.ResolveAsync(batch, cancellationToken), waitUntilApplied, cancellationToken))
                ReceiptJson.WriteLine(answer, receipt);
            batch.Clear();
            await answer.FlushAsync(cancellationToken);
        }
    }
}
