using Compounds.Claims;
using Compounds.Readers;
using Compounds.Reports;
using Compounds.Subjects;

namespace Compounds.Assessments;

/// <summary>Evidence as a reader below AMBER gets it: places where people are held lie on the grid.</summary>
public static class CoarseEvidence
{
    /// <summary>The evidence about a subject of this kind, its points coarsened when the reader gets coarse places.</summary>
    public static ReportEvidence For(Reader reader, SubjectKind kind, ReportEvidence evidence) =>
        reader.SeesCoarsePlaces() && kind is SubjectKind.Compound && evidence.Claims.Any(static claim => claim.Value is PointValue)
            ? evidence with { Claims = [.. evidence.Claims.Select(Coarsen)] } : evidence;

    /// <summary>The report, its points of compounds coarsened when the reader gets coarse places; its own agency gets what it filed.</summary>
    public static Report For(Reader reader, Report report) =>
        reader.SeesCoarsePlaces() && report.Key.Agency != reader.Agency && report.Claims.Any(static claim => claim.Value is PointValue)
            ? report with { Claims = [.. report.Claims.Select(static claim => claim.Subject.Kind is SubjectKind.Compound ? Coarsen(claim) : claim)] } : report;

    private static Claim Coarsen(Claim claim) => claim.Value is PointValue point ? claim with { Value = CoarseGrid.Snap(point) } : claim;
}
