using Compounds.Reports;

namespace Compounds.Fusion;

/// <summary>A claim of where a subject is.</summary>
/// <param name="ClaimId">Identity: a second claim of this id is the same claim.</param>
/// <param name="ReportId">The report.</param>
/// <param name="SourceId">The source.</param>
/// <param name="Grade">The grade.</param>
/// <param name="ObservedHour">Whole hours since 2020-01-01T00:00Z.</param>
/// <param name="Point">The point.</param>
public sealed record PointClaim(string ClaimId, string ReportId, string SourceId, Grade Grade, long ObservedHour, ReportedPoint Point)
    : EvidenceClaim(ClaimId, ReportId, SourceId, Grade, ObservedHour);

/// <summary>A point on earth (WGS 84) as a claim gives it.</summary>
/// <param name="Latitude">Degrees north.</param>
/// <param name="Longitude">Degrees east.</param>
/// <param name="PrecisionKilometres">The radius that holds the true place with about 80 %, in km; more than 0.</param>
public readonly record struct ReportedPoint(double Latitude, double Longitude, double PrecisionKilometres)
{
    /// <summary>The distance to another point in km.</summary>
    public double KilometresTo(ReportedPoint other) => Distance.Kilometres(Latitude, Longitude, other.Latitude, other.Longitude);
}
