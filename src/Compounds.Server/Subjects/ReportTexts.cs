using Compounds.Grains.Inbox;
using Compounds.Readers;
using Compounds.Reports;

namespace Compounds.Server.Subjects;

/// <summary>The texts of reports that speak of a subject, which lie in the inboxes.</summary>
internal sealed class ReportTexts
{
    private readonly Dictionary<(ReportKey Report, int Revision), StoredReport> _stored;

    private ReportTexts(IEnumerable<StoredReport> stored) => _stored = stored.ToDictionary(static each => (each.Report.Key, each.Report.Revision));

    /// <summary>Reads the texts of the revisions that evidence is from, one call a shard.</summary>
    public static async Task<ReportTexts> ReadAsync(IGrainFactory grains, Reader reader, IEnumerable<ReportEvidence> evidence, CancellationToken cancellationToken)
    {
        var shards = await Task.WhenAll(evidence.Select(static each => (each.Report, each.Revision)).Distinct().GroupBy(static each => InboxShard.KeyOf(each.Report))
            .Select(shard => grains.GetGrain<IInboxGrain>(shard.Key).ReadManyAsync(reader, [.. shard.Select(static each => new ReportRevision(each.Report.Id, each.Revision))], cancellationToken)));
        return new ReportTexts(shards.SelectMany(static stored => stored));
    }

    /// <summary>The report that evidence is from.</summary>
    public StoredReport Of(ReportEvidence evidence) => _stored[(evidence.Report, evidence.Revision)];

    /// <summary>
    /// The report as far as it is shown with its claims. A look back shows what was claimed then, but not the text of a report that its
    /// agency no longer wants read.
    /// </summary>
    public static Report Shown(StoredReport stored) => stored.Retracted is null ? stored.Report : stored.Report with { Narrative = null, Language = null, Links = [] };
}
