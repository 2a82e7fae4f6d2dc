using Compounds.Reports;

namespace Compounds.Exchange.Intake;

/// <summary>What one line says: a report, a retraction, or, when a rule is broken, neither and at least one problem.</summary>
/// <param name="Report">The report, or null.</param>
/// <param name="Retraction">The retraction, or null.</param>
/// <param name="Key">The key of the report spoken of, as far as the line tells; null when it does not.</param>
/// <param name="Problems">The rules broken, in the order in which they were met; empty exactly when there is a report or a retraction.</param>
/// <param name="Warnings">What was accepted but looks odd, or was set by default.</param>
public sealed record ReportReading(
    Report? Report, Retraction? Retraction, ReportKey? Key, IReadOnlyList<ReportProblem> Problems, IReadOnlyList<ReportProblem> Warnings);
