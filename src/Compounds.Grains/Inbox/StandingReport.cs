using Compounds.Reports;

namespace Compounds.Grains.Inbox;

/// <summary>A report as it stood at some point of its shard's stream.</summary>
/// <param name="Report">The report.</param>
/// <param name="Source">What its claims are independent by.</param>
/// <param name="RecordedAt">When it was filed, in UTC; a retraction does not change that.</param>
/// <param name="Retracted">Why it was taken back, or null.</param>
internal readonly record struct StandingReport(Report Report, string Source, DateTimeOffset RecordedAt, RetractionReason? Retracted);
