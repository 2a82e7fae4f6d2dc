namespace Compounds.Fusion;

/// <summary>All claims of one value and polarity that go back to one origin.</summary>
internal sealed class OriginGroup(string id, IndependenceCluster cluster) : Ranking<Share>, IRanked, IKeyed
{
    public string Id => id;

    string IKeyed.Key => id;

    public IndependenceCluster Cluster => cluster;

    public int Position { get; set; }

    public bool IsUnsettled { get; set; }
}

/// <summary>The origins that one source, or one declared cluster of sources, stands behind.</summary>
internal sealed class IndependenceCluster(string id) : Ranking<OriginGroup>, IRanked, IKeyed
{
    public string Id => id;

    string IKeyed.Key => id;

    public int Position { get; set; }

    public bool IsUnsettled { get; set; }
}

/// <summary>Evidence that says the same: claims in origins, origins in clusters, each discounted by rank.</summary>
/// <param name="provenance">Says which cluster an origin belongs to.</param>
/// <param name="discounts">The discounts by rank.</param>
internal sealed class Support(Provenance provenance, RankDiscounts discounts)
{
    private readonly List<OriginGroup> _unsettledGroups = [];
    private readonly List<IndependenceCluster> _unsettledClusters = [];
    private KeyedSet<OriginGroup> _groups;
    private KeyedSet<IndependenceCluster> _byId;

    /// <summary>Gets the clusters, strongest first. Settle before.</summary>
    public Ranking<IndependenceCluster> Clusters { get; } = new();

    public bool Holds(string originId) => _groups.TryGet(originId, out _);

    /// <summary>Takes in a claim.</summary>
    /// <returns>Where it stands: its share in the first of its origins.</returns>
    public Share Add(HeldClaim held, double strength)
    {
        held.FindClusters(provenance);
        if (held.Origins is not { } origins)
            return Place(held, held.Claim.ReportId, held.OwnCluster!, 1, strength, null);

        Share? share = null;
        for (var i = origins.Length - 1; i >= 0; i--)
            share = Place(held, origins[i], held.Clusters![i], origins.Length, strength, share);
        return share!;
    }

    /// <summary>Gives a claim another strength.</summary>
    public void Change(Share place, double strength)
    {
        for (var share = place; share is not null; share = share.Next)
        {
            share.Group.Change(share, strength / share.Origins);
            Unsettle(share.Group);
        }
    }

    public void Remove(Share place)
    {
        for (var share = place; share is not null; share = share.Next)
        {
            var group = share.Group;
            group.Remove(share);
            if (group.Count > 0)
            {
                Unsettle(group);
                continue;
            }

            // A group that left stands in the list of unsettled ones no more than its cluster does.
            _groups.Remove(group);
            group.Cluster.Remove(group);
            if (group.Cluster.Count > 0)
            {
                Unsettle(group.Cluster);
                continue;
            }

            _byId.Remove(group.Cluster);
            Clusters.Remove(group.Cluster);
        }
    }

    /// <summary>Brings sums and order up to date.</summary>
    /// <param name="moved">Receives the shares whose discounts, in origin and cluster, may be others now.</param>
    public void Settle(List<Share> moved)
    {
        foreach (var group in _unsettledGroups)
        {
            group.IsUnsettled = false;
            if (group.Count == 0)
                continue;

            group.Order();
            group.Cluster.Change(group, group.Sum(discounts.Origin));
        }

        _unsettledGroups.Clear();
        foreach (var cluster in _unsettledClusters)
        {
            cluster.IsUnsettled = false;
            if (cluster.Count == 0)
                continue;

            cluster.Order();
            Clusters.Change(cluster, cluster.Sum(discounts.Cluster));
            for (var q = 0; q < cluster.Count; q++)
            {
                for (var r = 0; r < cluster[q].Count; r++)
                    moved.Add(cluster[q][r]);
            }
        }

        _unsettledClusters.Clear();
        Clusters.Order();
    }

    /// <summary>How many clusters are at least so strong after decay. Settle before.</summary>
    public int CountAtLeast(double nats, double decay)
    {
        var count = 0;
        while (count < Clusters.Count && Clusters.StrengthAt(count) * decay >= nats)
            count++;
        return count;
    }

    /// <summary>The discounts, in origin and cluster, of a claim over all its origins, each without its share. Settle before.</summary>
    public double DiscountsOf(Share place)
    {
        var sum = 0.0;
        for (var share = place; share is not null; share = share.Next)
            sum += DiscountOf(share);
        return sum;
    }

    /// <summary>Where the weight of a claim comes from, by origin. Settle before.</summary>
    public IReadOnlyList<OriginShare> SharesOf(Share place)
    {
        var shares = new List<OriginShare>(place.Origins);
        for (var share = place; share is not null; share = share.Next)
        {
            var group = share.Group;
            shares.Add(new(
                group.Id, group.RankOf(share) + 1, group.Cluster.Id, group.Cluster.RankOf(group) + 1,
                DiscountOf(share) / share.Origins));
        }

        return shares;
    }

    private static double At(ReadOnlySpan<double> discounts, int rank) => rank < discounts.Length ? discounts[rank] : 0;

    private double DiscountOf(Share share)
    {
        var group = share.Group;
        return At(discounts.Cluster, group.Cluster.RankOf(group)) * At(discounts.Origin, group.RankOf(share));
    }

    private Share Place(HeldClaim held, string originId, string clusterId, int origins, double strength, Share? next)
    {
        if (!_groups.TryGet(originId, out var group))
        {
            if (!_byId.TryGet(clusterId, out var cluster))
            {
                _byId.TryAdd(cluster = new IndependenceCluster(clusterId));
                Clusters.Add(cluster, 0);
            }

            _groups.TryAdd(group = new OriginGroup(originId, cluster));
            cluster.Add(group, 0);
        }

        var share = new Share(held, group, origins, next);
        group.Add(share, strength / origins);
        Unsettle(group);
        return share;
    }

    private void Unsettle(OriginGroup group)
    {
        if (!group.IsUnsettled)
        {
            group.IsUnsettled = true;
            _unsettledGroups.Add(group);
        }

        Unsettle(group.Cluster);
    }

    private void Unsettle(IndependenceCluster cluster)
    {
        if (cluster.IsUnsettled)
            return;

        cluster.IsUnsettled = true;
        _unsettledClusters.Add(cluster);
    }
}
