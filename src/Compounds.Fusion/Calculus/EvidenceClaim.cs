using Compounds.Reports;

namespace Compounds.Fusion;

/// <summary>
/// One piece of evidence about one attribute of one subject, as fusion sees it. Hours are whole hours since 2020-01-01T00:00Z.
/// </summary>
/// <param name="ClaimId">Identity: a second claim of this id is the same claim.</param>
/// <param name="ReportId">The report that makes the claim. Whether it is in the store is told to the <see cref="Provenance"/>.</param>
/// <param name="SourceId">Who filed the report; one source a report.</param>
/// <param name="Grade">Letter of the source, digit of the report or of the claim where it overrides.</param>
/// <param name="ObservedHour">When the source saw it hold, rounded down.</param>
public abstract record EvidenceClaim(string ClaimId, string ReportId, string SourceId, Grade Grade, long ObservedHour) : IKeyed
{
    /// <summary>Gets the hour from which it held, for a period its beginning; null when not told.</summary>
    public long? FromHour { get; init; }

    /// <summary>Gets the hour from which it no longer held; null when not told.</summary>
    public long? UntilHour { get; init; }

    /// <summary>Gets whether the claim says that the value does not hold.</summary>
    public bool IsDenied { get; init; }

    /// <summary>Gets whether a denial says that earlier assertions were never true, not that what they say has ended.</summary>
    public bool IsNever { get; init; }

    /// <summary>Gets the first hour of the day, or of the last day, that was counted; null when not told.</summary>
    public long? OnHour { get; init; }

    string IKeyed.Key => ClaimId;
}

/// <summary>A claim that an attribute has a value, or has not: a code or the id of an entity.</summary>
/// <param name="ClaimId">Identity.</param>
/// <param name="ReportId">The report.</param>
/// <param name="SourceId">The source.</param>
/// <param name="Grade">The grade.</param>
/// <param name="ObservedHour">Whole hours since 2020-01-01T00:00Z.</param>
/// <param name="Code">The value.</param>
public sealed record CodeClaim(string ClaimId, string ReportId, string SourceId, Grade Grade, long ObservedHour, string Code)
    : EvidenceClaim(ClaimId, ReportId, SourceId, Grade, ObservedHour);

/// <summary>A claim about an amount. A denied amount is listed, never fused.</summary>
/// <param name="ClaimId">Identity.</param>
/// <param name="ReportId">The report.</param>
/// <param name="SourceId">The source.</param>
/// <param name="Grade">The grade.</param>
/// <param name="ObservedHour">Whole hours since 2020-01-01T00:00Z.</param>
/// <param name="Amount">The figure or range.</param>
public sealed record QuantityClaim(string ClaimId, string ReportId, string SourceId, Grade Grade, long ObservedHour, Amount Amount)
    : EvidenceClaim(ClaimId, ReportId, SourceId, Grade, ObservedHour);
