using Compounds.Grains.Narratives;
using Compounds.Readers;

namespace Compounds.Grains.Inbox;

/// <content>Opens texts, and looks for words in them.</content>
internal sealed partial class InboxGrain
{
    /// <summary>Reports that one step of a search reads; about 200 KB.</summary>
    private const int Window = 200;

    public async Task<NarrativeScan> ScanAsync(Reader reader, NarrativeQuery query, ReportPosition? after, CancellationToken cancellationToken)
    {
        var reports = await ListAsync(reader, after, Window, cancellationToken);
        var hits = reports.Where(stored => stored.Retracted is null)
            .Where(stored => query.After?.IsBefore(NarrativeHit.PositionOf(stored.Report.Key, stored.Report.WrittenAt)) != false)
            .Select(stored => NarrativeHit.Find(stored.Report, query.Terms)).OfType<NarrativeHit>();
        return new NarrativeScan([.. hits], reports.Count < Window ? null : new ReportPosition(reports[^1].RecordedAt, reports[^1].Report.Key.Id));
    }

    /// <summary>Opens the free texts of reports that are about to be answered.</summary>
    private async Task<IReadOnlyList<StoredReport>> WithTextsAsync(IReadOnlyList<StoredReport> stored, CancellationToken cancellationToken)
    {
        var opened = await texts.OpenAsync([.. stored.Select(static each => (each.Report, each.Text))], cancellationToken);
        return [.. stored.Zip(opened, static (each, report) => each with { Report = report ?? each.Report, Text = null, IsTextGone = report is null })];
    }
}
