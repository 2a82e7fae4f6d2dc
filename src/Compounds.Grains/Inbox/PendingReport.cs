using Compounds.Reports;
using Compounds.Subjects;

namespace Compounds.Grains.Inbox;

/// <summary>A stored report or retraction that its subjects have not all applied yet.</summary>
/// <param name="Version">Where it stands in the shard's stream.</param>
/// <param name="Report">The report.</param>
/// <param name="Source">What its claims are independent by.</param>
/// <param name="RecordedAt">When it was recorded, in UTC.</param>
/// <param name="Retracted">Why it was taken back, or null for a filing.</param>
/// <param name="Others">Subjects that must hear of it although it does not speak of them now: those of the revision it replaces, and followers.</param>
internal sealed record PendingReport(
    long Version, Report Report, string Source, DateTimeOffset RecordedAt, RetractionReason? Retracted, IReadOnlyList<SubjectId> Others)
{
    /// <summary>Whether only the others are to be told: the report's own subjects have it.</summary>
    public bool IsContext { get; init; }

    /// <summary>The only subjects to be told; null for all.</summary>
    public IReadOnlyList<SubjectId>? Only { get; init; }

    /// <summary>Everybody who has to hear of it.</summary>
    public IEnumerable<SubjectId> Subjects() => Only ?? AllSubjects();

    /// <summary>What it now says about one of them.</summary>
    public ReportEvidence EvidenceAbout(SubjectId subject) => FiledReport.EvidenceAbout(subject, Report, Source, RecordedAt, Retracted);

    /// <summary>The reports it rests on, with the subjects that must therefore hear of them.</summary>
    public IEnumerable<(ReportKey Cited, IEnumerable<SubjectId> Subjects)> Followings()
    {
        foreach (var cite in Report.Cites)
        {
            if (Retracted is null && ReportKey.TryParse(cite, out var cited))
                yield return (cited, AllSubjects());
        }
    }

    private IEnumerable<SubjectId> AllSubjects() => IsContext ? Others : Others.Count == 0 ? FiledReport.SubjectsOf(Report) : FiledReport.SubjectsOf(Report).Union(Others);
}
