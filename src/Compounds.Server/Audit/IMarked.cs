using Compounds.Claims;
using Compounds.Readers;
using Compounds.Reports;

namespace Compounds.Server.Audit;

/// <summary>An answer, or a part of one, that says how what it shows is marked.</summary>
internal interface IMarked
{
    /// <summary>The reports it shows, each with the highest marking of what it shows of that.</summary>
    IEnumerable<MarkedReport> Marked();
}

/// <summary>A report as far as it is shown.</summary>
/// <param name="Report">The report.</param>
/// <param name="Tlp">The highest marking among its own and those of its claims.</param>
internal readonly record struct MarkedReport(ReportKey Report, Tlp Tlp)
{
    public static MarkedReport Of(ReportKey report, Handling handling, IEnumerable<Claim> claims) =>
        new(report, claims.Select(static claim => claim.Handling?.Tlp ?? Tlp.Clear).Append(handling.Tlp).Max());
}
