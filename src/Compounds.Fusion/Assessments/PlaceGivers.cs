using Compounds.Fusion;

namespace Compounds.Assessments;

/// <summary>Who gives a point, as far as they are independent: the origins of a report that rests on others, else its source.</summary>
/// <param name="provenance">What the reports rest on, and which sources are not independent.</param>
/// <param name="held">All claims of the place.</param>
internal sealed class PlaceGivers(Provenance provenance, IEnumerable<CodeClaim> held)
{
    private Dictionary<string, string>? _sources;

    /// <summary>The givers of the point that these claims speak of; at least one where a claim has weight.</summary>
    public string[] Of(IEnumerable<CodeClaim> claims) => [.. claims.SelectMany(Of).Distinct(StringComparer.Ordinal)];

    private IEnumerable<string> Of(CodeClaim claim) =>
        (provenance.StandingOrigins(claim.ReportId)?.Select(SourceOf) ?? [claim.SourceId]).Select(provenance.ClusterOf);

    /// <summary>The source of an origin that is a report here; any other origin is a source of its own.</summary>
    private string SourceOf(string origin)
    {
        _sources ??= held.DistinctBy(static claim => claim.ReportId).ToDictionary(static claim => claim.ReportId, static claim => claim.SourceId, StringComparer.Ordinal);
        return _sources.GetValueOrDefault(origin) ?? Provenance.OriginKey(origin);
    }
}
