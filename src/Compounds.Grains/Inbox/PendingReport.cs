using Compounds.Readers;
using Compounds.Reports;
using Compounds.Subjects;

namespace Compounds.Grains.Inbox;

/// <summary>A stored report or retraction that its subjects have not all applied yet.</summary>
/// <param name="Version">Where it stands in the shard's stream.</param>
/// <param name="Report">The report.</param>
/// <param name="Source">What its claims are independent by.</param>
/// <param name="RecordedAt">When it was recorded, in UTC.</param>
/// <param name="Retracted">Why it was taken back, or null for a filing.</param>
/// <param name="Replaced">The revision that it replaces, or null.</param>
internal sealed record PendingReport(
    long Version, Report Report, string Source, DateTimeOffset RecordedAt, RetractionReason? Retracted, Report? Replaced)
{
    /// <summary>Everybody who has to hear of it.</summary>
    public IEnumerable<SubjectId> Subjects() =>
        Replaced is null ? FiledReport.SubjectsOf(Report) : FiledReport.SubjectsOf(Report).Union(FiledReport.SubjectsOf(Replaced));

    /// <summary>What it now says about one of them.</summary>
    public ReportEvidence EvidenceAbout(SubjectId subject)
    {
        var evidence = FiledReport.EvidenceAbout(subject, Report, Source, RecordedAt, Retracted);
        return Replaced is null || evidence.Claims.Count > 0 || Retracted is not null
            ? evidence : evidence with { Handling = ForReadersOfBoth(Report.Handling, Replaced.Handling) };
    }

    /// <summary>That a report no longer speaks of a subject is news only to those who may know that it did.</summary>
    private static Handling ForReadersOfBoth(Handling now, Handling before) => new(
        now.Tlp > before.Tlp ? now.Tlp : before.Tlp, now.Pap > before.Pap ? now.Pap : before.Pap,
        now.Audience.Count == 0 ? before.Audience : before.Audience.Count == 0 ? now.Audience : [.. now.Audience.Intersect(before.Audience, StringComparer.Ordinal)]);
}
