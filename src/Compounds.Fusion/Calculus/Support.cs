using Compounds.Reports;

namespace Compounds.Fusion;

/// <summary>All evidence for, or all against, one value: claims in origins, origins in clusters.</summary>
internal sealed class Support(Weighing weighing, Provenance provenance)
{
    private const int Usual = 16;
    private List<IndependenceCluster> _unsettled = [];
    private readonly Ranking<IndependenceCluster> _ranked = new();
    private Dictionary<string, int>? _claimsOfSource;
    private KeyedSet<OriginGroup> _groups;
    private KeyedSet<IndependenceCluster> _clusters;
    private ExactSum _total;

    /// <summary>Gets whether no claim counts here.</summary>
    public bool IsEmpty => _groups.Count == 0;

    /// <summary>Gets whether two sources or more say so; only told apart when confirmed grades are capped.</summary>
    public bool Confirmed => _claimsOfSource?.Count > 1;

    /// <summary>Gets the clusters, strongest first. Settle before.</summary>
    public Ranking<IndependenceCluster> Clusters => _ranked;

    public OriginGroup? Find(string originId) => _groups.TryGet(originId, out var group) ? group : null;

    public void Add(EvidenceClaim claim, ReadOnlySpan<string> origins)
    {
        Count(claim.SourceId, +1);
        foreach (var origin in origins)
            Place(Share(claim, origins.Length), origin);
    }

    public void Remove(EvidenceClaim claim, ReadOnlySpan<string> origins)
    {
        foreach (var origin in origins)
            Displace(Share(claim, origins.Length), Find(origin)!);
        Count(claim.SourceId, -1);
    }

    public Placement Share(EvidenceClaim claim, int origins) =>
        new(claim, weighing.StrengthOf(claim, origins, Confirmed), origins);

    /// <summary>Brings the sums, and the field of an amount, up to date.</summary>
    public void Settle(EvidenceField? field = null)
    {
        foreach (var cluster in _unsettled)
        {
            if (cluster.Strength.Mantissa != 0)
            {
                _ranked.Remove(cluster);
                _total.TakeAway(cluster.Strength);
            }

            cluster.Settle(weighing.ClusterDiscounts);
            if (cluster.Count == 0)
                _clusters.Remove(cluster);
            else
                _ranked.Add(cluster);
            _total.Add(cluster.Strength);
            field?.Apply(cluster);
        }

        if (_unsettled.Count > 0 && _ranked.Count > 0 && !_total.Fits(_ranked[0].Strength.Exponent))
        {
            _total.Restart(_ranked[0].Strength.Exponent);
            for (var rank = 0; rank < _ranked.Count; rank++)
                _total.Add(_ranked[rank].Strength);
        }

        // After a bulk load the list is as long as there are clusters; usually one or two change.
        if (_unsettled.Count > Usual)
            _unsettled = [];
        _unsettled.Clear();
    }

    /// <summary>The support in nats.</summary>
    public double Nats(in Decay decay)
    {
        Settle();
        return _ranked.Count == 0 ? 0 : decay.Of(_total.Value());
    }

    /// <summary>The number of clusters that contribute enough to be called a source.</summary>
    public int EffectiveSources(in Decay decay)
    {
        Settle();
        return _ranked.CountAtLeast(weighing.Constants.EffectiveSourceNats.Value, decay);
    }

    private void Place(Placement placement, string originId)
    {
        if (_groups.TryGet(originId, out var group))
        {
            Leave(group);
        }
        else
        {
            group = new OriginGroup(originId);
            _groups.TryAdd(group);
        }

        group.Add(placement, weighing.OriginDiscounts);
        Join(group, placement);
    }

    private void Displace(Placement placement, OriginGroup group)
    {
        Leave(group);
        group.Remove(placement, weighing.OriginDiscounts);
        if (group.Count == 0)
            _groups.Remove(group);
        else
            Join(group, placement);
    }

    private void Leave(OriginGroup group)
    {
        group.Cluster!.Remove(group);
        Unsettle(group.Cluster);
    }

    // The cluster of an origin follows the source of its own report, so it moves when that report's claims come or go.
    private void Join(OriginGroup group, Placement changed)
    {
        if (group.Cluster is null || changed.Claim.ReportId == group.Id)
            group.Cluster = ClusterOf(provenance.ClusterOf(group.Source() ?? Provenance.OriginKey(group.Id)));
        group.Cluster.Add(group);
        Unsettle(group.Cluster);
    }

    private IndependenceCluster ClusterOf(string id)
    {
        if (!_clusters.TryGet(id, out var cluster))
        {
            cluster = new IndependenceCluster(id);
            _clusters.TryAdd(cluster);
        }

        return cluster;
    }

    private void Unsettle(IndependenceCluster cluster)
    {
        if (cluster.Unsettled)
            return;
        cluster.Unsettled = true;
        _unsettled.Add(cluster);
    }

    private void Count(string sourceId, int change)
    {
        if (!weighing.CapsConfirmed)
            return;

        var before = Confirmed;
        var claims = _claimsOfSource ??= new(StringComparer.Ordinal);
        var left = claims.GetValueOrDefault(sourceId) + change;
        if (left == 0)
            claims.Remove(sourceId);
        else
            claims[sourceId] = left;
        if (Confirmed != before)
            Reweigh();
    }

    private void Reweigh()
    {
        foreach (var group in _groups.Items().ToArray())
        {
            var capped = Enumerable.Range(0, group.Count).Select(rank => group[rank])
                .Where(placement => placement.Claim.Grade.Credibility == Credibility.Confirmed).ToArray();
            foreach (var placement in capped)
            {
                Displace(placement, Find(group.Id)!);
                Place(Share(placement.Claim, placement.Origins), group.Id);
            }
        }
    }
}
