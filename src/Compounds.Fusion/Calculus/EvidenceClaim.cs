using Compounds.Reports;

namespace Compounds.Fusion;

/// <summary>One piece of evidence about one attribute of one subject, as fusion sees it.</summary>
/// <param name="ClaimId">Identity: a second claim of this id is the same claim.</param>
/// <param name="ReportId">The report that makes the claim.</param>
/// <param name="SourceId">Who filed the report; one source a report.</param>
/// <param name="Grade">Letter of the source, digit of the report or of the claim where it overrides.</param>
/// <param name="ObservedHour">When it held in the world: whole hours since 2020-01-01T00:00Z, rounded down.</param>
public abstract record EvidenceClaim(string ClaimId, string ReportId, string SourceId, Grade Grade, long ObservedHour) : IKeyed
{
    string IKeyed.Key => ClaimId;
}

/// <summary>A claim that an attribute has, or with <paramref name="Denied"/> has not, a value: a code or the id of an entity.</summary>
/// <param name="ClaimId">Identity.</param>
/// <param name="ReportId">The report.</param>
/// <param name="SourceId">The source.</param>
/// <param name="Grade">The grade.</param>
/// <param name="ObservedHour">Whole hours since 2020-01-01T00:00Z.</param>
/// <param name="Code">The value.</param>
/// <param name="Denied">Whether the claim says that the value does not hold.</param>
public sealed record CodeClaim(
    string ClaimId, string ReportId, string SourceId, Grade Grade, long ObservedHour, string Code, bool Denied = false)
    : EvidenceClaim(ClaimId, ReportId, SourceId, Grade, ObservedHour);

/// <summary>A claim about an amount. An amount cannot be denied, only contradicted by another.</summary>
/// <param name="ClaimId">Identity.</param>
/// <param name="ReportId">The report.</param>
/// <param name="SourceId">The source.</param>
/// <param name="Grade">The grade.</param>
/// <param name="ObservedHour">Whole hours since 2020-01-01T00:00Z.</param>
/// <param name="Amount">The figure or range.</param>
public sealed record QuantityClaim(
    string ClaimId, string ReportId, string SourceId, Grade Grade, long ObservedHour, Amount Amount)
    : EvidenceClaim(ClaimId, ReportId, SourceId, Grade, ObservedHour);
