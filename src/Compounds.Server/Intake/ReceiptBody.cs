using Compounds.Reports;

namespace Compounds.Server.Intake;

/// <summary>The answer to one line that was pushed.</summary>
/// <param name="Line">The line in its request, from 1; for CSV the first row of the report.</param>
/// <param name="Report">The report, <c>agency/id</c>, as far as the line tells.</param>
/// <param name="Revision">The revision that is now stored, or null.</param>
/// <param name="Outcome">accepted, duplicate, conflict, invalid or unavailable.</param>
/// <param name="Problems">Why it was refused.</param>
/// <param name="Warnings">What was accepted but looks odd, or was set by default.</param>
public sealed record ReceiptBody(int Line, string? Report, int? Revision, string Outcome, IReadOnlyList<ReportProblem> Problems, IReadOnlyList<ReportProblem> Warnings);
