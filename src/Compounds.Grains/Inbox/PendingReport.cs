using Compounds.Reports;
using Compounds.Subjects;

namespace Compounds.Grains.Inbox;

/// <summary>A stored report or retraction that its subjects have not all applied yet.</summary>
/// <param name="Version">Where it stands in the shard's stream.</param>
/// <param name="Report">The report.</param>
/// <param name="Source">What its claims are independent by.</param>
/// <param name="RecordedAt">When it was recorded, in UTC.</param>
/// <param name="Retracted">Why it was taken back, or null for a filing.</param>
/// <param name="Earlier">Subjects of the revision that it replaces.</param>
internal sealed record PendingReport(
    long Version, Report Report, string Source, DateTimeOffset RecordedAt, RetractionReason? Retracted, IReadOnlyList<SubjectId> Earlier)
{
    /// <summary>Everybody who has to hear of it.</summary>
    public IEnumerable<SubjectId> Subjects() => Earlier.Count == 0 ? FiledReport.SubjectsOf(Report) : FiledReport.SubjectsOf(Report).Union(Earlier);

    /// <summary>What it now says about one of them.</summary>
    public ReportEvidence EvidenceAbout(SubjectId subject) => FiledReport.EvidenceAbout(subject, Report, Source, RecordedAt, Retracted);
}
