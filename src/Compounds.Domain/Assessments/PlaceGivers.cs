using Compounds.Fusion;

namespace Compounds.Assessments;

/// <summary>Who gives a point, as far as they are independent: the origins of a report that rests on others, else its source.</summary>
/// <param name="provenance">What the reports rest on, and which sources are not independent.</param>
/// <param name="held">All claims of the place.</param>
internal sealed class PlaceGivers(Provenance provenance, IEnumerable<CodeClaim> held)
{
    private Dictionary<string, string>? _sources;

    /// <summary>The givers of the point that these claims speak of; at least one where a claim has weight.</summary>
    public IReadOnlyCollection<string> Of(IReadOnlyList<CodeClaim> claims)
    {
        if (claims.Count == 1 && provenance.StandingOrigins(claims[0].ReportId) is null)
            return [provenance.ClusterOf(claims[0].SourceId)];
        var givers = new HashSet<string>(StringComparer.Ordinal);
        foreach (var claim in claims)
        {
            if (provenance.StandingOrigins(claim.ReportId) is { } origins)
                givers.UnionWith(origins.Select(origin => provenance.ClusterOf(SourceOf(origin))));
            else
                givers.Add(provenance.ClusterOf(claim.SourceId));
        }

        return givers;
    }

    /// <summary>The source of an origin that is a report here; any other origin is a source of its own.</summary>
    private string SourceOf(string origin)
    {
        _sources ??= held.DistinctBy(static claim => claim.ReportId).ToDictionary(static claim => claim.ReportId, static claim => claim.SourceId, StringComparer.Ordinal);
        return _sources.GetValueOrDefault(origin) ?? Provenance.OriginKey(origin);
    }
}
