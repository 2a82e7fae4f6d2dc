using Compounds.Subjects;

namespace Compounds.Reports;

/// <summary>A report on its way into the inbox: read, checked, its subjects resolved, its content hashed.</summary>
/// <param name="Key">The report.</param>
/// <param name="Revision">Its revision, from 1.</param>
/// <param name="ContentHash">SHA-256 of the canonical content as the agency sent it, before names were resolved.</param>
/// <param name="Body">Canonical JSON with resolved subjects: what the ledger keeps.</param>
/// <param name="Subjects">The subjects its claims speak about, each once, in order of id.</param>
/// <param name="Source">What its claims are independent by: the agency or its cluster.</param>
/// <param name="Report">The report itself, resolved.</param>
[GenerateSerializer, Immutable, Alias("value/filed-report")]
public sealed record FiledReport(
    [property: Id(0)] ReportKey Key, [property: Id(1)] int Revision, [property: Id(2)] ReadOnlyMemory<byte> ContentHash,
    [property: Id(3)] ReadOnlyMemory<byte> Body, [property: Id(4)] IReadOnlyList<SubjectId> Subjects, [property: Id(5)] string Source,
    [property: Id(6)] Report Report)
{
    /// <summary>What the report says about one of its subjects.</summary>
    public ReportEvidence EvidenceAbout(SubjectId subject, DateTimeOffset recordedAt) =>
        Evidence(Report, Source, subject, recordedAt);

    /// <summary>What a report says about one of its subjects.</summary>
    public static ReportEvidence Evidence(Report report, string source, SubjectId subject, DateTimeOffset recordedAt) => new(
        report.Key, report.Revision, source, report.Grade, report.Handling, report.Cites, recordedAt,
        report.Claims.Count == 1 ? report.Claims : [.. report.Claims.Where(claim => claim.Subject.Resolved() == subject)], null);

    /// <summary>The subjects that a resolved report speaks about, each once, in order of id.</summary>
    public static IReadOnlyList<SubjectId> SubjectsOf(Report report)
    {
        if (report.Claims.Count == 1)
            return [report.Claims[0].Subject.Resolved()];
        return [.. report.Claims.Select(static claim => claim.Subject.Resolved()).Distinct().Order()];
    }
}
