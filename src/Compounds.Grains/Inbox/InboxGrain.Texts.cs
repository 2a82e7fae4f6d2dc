using Compounds.Grains.Narratives;
using Compounds.Readers;
using Compounds.Reports;

namespace Compounds.Grains.Inbox;

/// <content>Reads the revisions that others speak of, and looks for words in texts.</content>
internal sealed partial class InboxGrain
{
    public async Task<IReadOnlyList<StoredReport>> ReadManyAsync(Reader reader, IReadOnlyList<ReportRevision> reports, CancellationToken cancellationToken)
    {
        var latest = new List<Task<StoredReport?>>(reports.Count);
        var earlier = new HashSet<ReportRevision>();
        foreach (var report in reports)
        {
            if (State.Find(report.Id) is not { } filing)
                continue;
            if (filing.Revision == report.Revision)
                latest.Add(ReadVersionAsync(reader, filing.Version, cancellationToken));
            else if (report.Revision < filing.Revision)
                earlier.Add(report);
        }

        var found = (await Task.WhenAll(latest)).OfType<StoredReport>().ToList();
        if (earlier.Count > 0)
            await ReadEarlierAsync(reader, earlier, found, cancellationToken);
        return await WithTextsAsync([.. found.Select(stored => stored.VisibleTo(reader)).OfType<StoredReport>()], cancellationToken);
    }

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

    private async Task<StoredReport?> ReadVersionAsync(Reader reader, long version, CancellationToken cancellationToken)
    {
        await foreach (var fact in Log.ReadAsync(Stream, version, 1, cancellationToken))
            return Stored(fact, reader);
        return null;
    }

    /// <summary>Only the latest revisions can be looked up: earlier ones are met on one walk along the stream.</summary>
    private async Task ReadEarlierAsync(Reader reader, HashSet<ReportRevision> wanted, List<StoredReport> found, CancellationToken cancellationToken)
    {
        await foreach (var fact in Log.ReadAsync(Stream, 1, cancellationToken))
        {
            if (fact.Name == InboxFacts.Filed && ReportFact.ReadHead(fact.Body.Span) is var (id, revision, _) && wanted.Remove(new ReportRevision(id, revision)))
                found.Add(Stored(fact, reader));
            if (wanted.Count == 0)
                return;
        }
    }
}
