using Compounds.Claims;
using Compounds.Subjects;

namespace Compounds.Reports;

/// <summary>A report on its way into the inbox: read, checked, its names resolved, its content hashed.</summary>
/// <param name="Report">The report with resolved subjects.</param>
/// <param name="ContentHash">SHA-256 of the canonical content as the agency sent it, before names were resolved.</param>
/// <param name="Source">What its claims are independent by: the agency or its cluster.</param>
/// <param name="Body">The fact <c>report-filed</c> as the ledger keeps it (see <see cref="ReportFact"/>).</param>
[GenerateSerializer, Immutable, Alias("value/filed-report")]
public sealed record FiledReport(
    [Id(0)] Report Report, [Id(1)] ReadOnlyMemory<byte> ContentHash, [Id(2)] string Source, [Id(3)] ReadOnlyMemory<byte> Body)
{
    /// <summary>The subjects that a resolved report speaks about, each once.</summary>
    public static IReadOnlyList<SubjectId> SubjectsOf(Report report)
    {
        if (report.Claims.Count == 0)
            return [];
        if (report.Claims.Count == 1)
            return [report.Claims[0].Subject.Resolved()];
        var subjects = new List<SubjectId>(report.Claims.Count);
        foreach (var claim in report.Claims)
        {
            if (!subjects.Contains(claim.Subject.Resolved()))
                subjects.Add(claim.Subject.Resolved());
        }

        return subjects;
    }

    /// <summary>
    /// What a resolved report says about one of its subjects; no claims when it says nothing. A time ahead of the clock counts as the time
    /// of recording: only here, so that the content and its hash stay those that the agency sent.
    /// </summary>
    public static ReportEvidence EvidenceAbout(SubjectId subject, Report report, string source, DateTimeOffset recordedAt, RetractionReason? retracted) => new(
        report.Key, report.Revision, source, report.Grade, report.Handling, report.Cites, recordedAt,
        retracted is null ? ClaimsAbout(subject, report, recordedAt) : [], retracted)
    {
        PublicSince = report.PublicSince,
    };

    private static Claim[] ClaimsAbout(SubjectId subject, Report report, DateTimeOffset recordedAt)
    {
        var count = 0;
        foreach (var claim in report.Claims)
            count += claim.Subject.Resolved() == subject ? 1 : 0;
        if (count == 0)
            return [];
        var about = new Claim[count];
        for (var i = report.Claims.Count - 1; i >= 0; i--)
        {
            if (report.Claims[i] is var claim && claim.Subject.Resolved() == subject)
                about[--count] = claim.ObservedAt > recordedAt ? claim with { ObservedAt = recordedAt } : claim;
        }

        return about;
    }
}
