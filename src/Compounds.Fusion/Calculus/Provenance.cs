namespace Compounds.Fusion;

/// <summary>
/// Where reports come from: which are in the store and whose they are, what they cite, which of them were retracted as
/// erroneous, which sources are not independent.
/// Shared by all fusions of a store; each catches up with it by itself, so facts may arrive before or after the claims.
/// </summary>
/// <remarks>
/// Not thread-safe. The order in which facts arrive never shows in a result. Keeps eight bytes for every change of origins,
/// so that a fusion that was not read for long can catch up.
/// </remarks>
public sealed class Provenance
{
    private readonly CitationGraph _citations = new();
    private readonly HashSet<string> _erroneous = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _clusters = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _sources = new(StringComparer.Ordinal);
    private readonly HashSet<string> _awaited = new(StringComparer.Ordinal);
    private readonly List<string> _changes = [];
    private readonly List<string> _filings = [];

    /// <summary>Gets all circles of reports that cite each other.</summary>
    public IReadOnlyCollection<CircularReporting> Circular => _citations.Circular;

    /// <summary>Gets the reports whose origins may have changed, in the order in which they did; only grows.</summary>
    internal IReadOnlyList<string> Changes => _changes;

    /// <summary>Gets the reports that came to the store after a fusion asked for them, or left it; only grows.</summary>
    internal IReadOnlyList<string> Filings => _filings;

    /// <summary>Gets how often the declared clusters changed.</summary>
    internal int ClusterVersion { get; private set; }

    /// <summary>The name under which an origin that is not a held report stands for a source of its own.</summary>
    public static string OriginKey(string originId) => "origin:" + originId;

    /// <summary>
    /// A report is in the store: filed by a source, whatever its claims say. The last source told is the one that counts.
    /// </summary>
    /// <returns>False when this was known.</returns>
    public bool File(string reportId, string sourceId)
    {
        if (_sources.TryGetValue(reportId, out var known) && known == sourceId)
            return false;

        _sources[reportId] = sourceId;
        if (_awaited.Remove(reportId) || known is not null)
            _filings.Add(reportId);
        return true;
    }

    /// <summary>A report is not in the store after all.</summary>
    /// <returns>False when it was not.</returns>
    public bool Withdraw(string reportId)
    {
        if (!_sources.Remove(reportId))
            return false;

        _filings.Add(reportId);
        return true;
    }

    /// <summary>A report rests on another report, or on an origin outside the store, which is only a label.</summary>
    /// <returns>False when this was known.</returns>
    public bool Cite(string reportId, string citedId) => _citations.Link(reportId, citedId, _changes);

    /// <summary>A report no longer rests on another, as when a revision drops the reference.</summary>
    /// <returns>False when it was not known to.</returns>
    public bool Uncite(string reportId, string citedId) => _citations.Unlink(reportId, citedId, _changes);

    /// <summary>A report was retracted as erroneous: claims that go back to nothing else lose their weight.</summary>
    /// <returns>False when this was known.</returns>
    public bool MarkErroneous(string reportId) => _erroneous.Add(reportId) && Touch(reportId);

    /// <summary>The erroneous retraction was itself an error.</summary>
    /// <returns>False when there was none.</returns>
    public bool UnmarkErroneous(string reportId) => _erroneous.Remove(reportId) && Touch(reportId);

    /// <summary>A source, or an <see cref="OriginKey"/>, belongs to a cluster: same owner, or suspected of copying.</summary>
    /// <returns>False when this was known.</returns>
    public bool DeclareCluster(string sourceId, string clusterId)
    {
        if (_clusters.TryGetValue(sourceId, out var known) && known == clusterId)
            return false;

        _clusters[sourceId] = clusterId;
        ClusterVersion++;
        return true;
    }

    /// <summary>A source is independent after all.</summary>
    /// <returns>False when it was.</returns>
    public bool WithdrawCluster(string sourceId)
    {
        if (!_clusters.Remove(sourceId))
            return false;

        ClusterVersion++;
        return true;
    }

    /// <summary>The origins that a report goes back to, in order of id; none when all were retracted as erroneous.</summary>
    public IReadOnlyList<string> OriginsOf(string reportId) => StandingOrigins(reportId) ?? [reportId];

    /// <summary>As <see cref="OriginsOf"/>, but null, at no cost, for a report that is its own and only origin.</summary>
    internal string[]? StandingOrigins(string reportId)
    {
        var origins = _citations.OriginsOf(reportId);
        if (_erroneous.Count == 0)
            return origins;

        var fallen = origins is null ? IsErroneous(reportId) : Array.TrueForAll(origins, IsErroneous);
        return fallen ? [] : origins;
    }

    /// <summary>The cluster behind an origin: that of its source, or its own when it is not in the store.</summary>
    internal string ClusterOfOrigin(string originId)
    {
        if (!_sources.TryGetValue(originId, out var source))
        {
            _awaited.Add(originId);
            source = OriginKey(originId);
        }

        return _clusters.GetValueOrDefault(source, source);
    }

    /// <summary>The circles that a report is part of or goes back to.</summary>
    internal IEnumerable<CircularReporting> CirclesOf(string reportId) => _citations.CirclesOf(reportId);

    /// <summary>Whether a report, or one of its origins, is part of a circle.</summary>
    internal bool IsCircular(string reportId) => Circular.Count > 0
        && (_citations.IsInCircle(reportId) || (_citations.OriginsOf(reportId) ?? []).Any(_citations.IsInCircle));

    // A circle falls only as a whole: while one of its reports stands, so does the origin.
    private bool IsErroneous(string originId) => _citations.MembersOf(originId).All(_erroneous.Contains);

    private bool Touch(string reportId)
    {
        _changes.AddRange(_citations.Citing(reportId));
        return true;
    }
}
