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
/// <param name="ties">Whether the order among equals matters, as it does for single claims but for no sum.</param>
internal sealed class Support(Provenance provenance, RankDiscounts discounts, bool ties)
{
    private readonly List<OriginGroup> _unsettledGroups = [];
    private readonly List<IndependenceCluster> _unsettledClusters = [];
    private KeyedSet<OriginGroup> _groups;
    private KeyedSet<IndependenceCluster> _byId;
    private bool _isSummed = true;
    private double _sum;

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
            _isSummed = false;
        }
    }

    /// <summary>Brings sums and order up to date.</summary>
    public void Settle()
    {
        foreach (var group in _unsettledGroups)
        {
            group.IsUnsettled = false;
            if (group.Count == 0)
                continue;

            group.Order(ties);
            group.Cluster.Change(group, group.Sum(discounts.Origin));
        }

        _unsettledGroups.Clear();
        foreach (var cluster in _unsettledClusters)
        {
            cluster.IsUnsettled = false;
            if (cluster.Count == 0)
                continue;

            cluster.Order(ties);
            Clusters.Change(cluster, cluster.Sum(discounts.Cluster));
            _isSummed = false;
        }

        _unsettledClusters.Clear();
        Clusters.Order(ties);
    }

    /// <summary>The discounted sum over the clusters.</summary>
    public double Sum()
    {
        Settle();
        if (!_isSummed)
            (_sum, _isSummed) = (Clusters.Sum(discounts.Across), true);
        return _sum;
    }

    /// <summary>How many clusters are at least so strong after decay. Settle before.</summary>
    public int CountAtLeast(double nats, double decay)
    {
        var count = 0;
        while (count < Clusters.Count && Clusters.StrengthAt(count) * decay >= nats)
            count++;
        return count;
    }

    /// <summary>The rank discounts of a claim over all its origins, each without its share. Settle before.</summary>
    /// <param name="place">Where the claim stands.</param>
    /// <param name="isAcross">Whether the rank of the cluster counts.</param>
    public double DiscountsOf(Share place, bool isAcross)
    {
        var sum = 0.0;
        for (var share = place; share is not null; share = share.Next)
            sum += DiscountOf(share, isAcross);
        return sum;
    }

    /// <summary>Where the weight of a claim comes from, by origin. Settle before.</summary>
    public IReadOnlyList<OriginShare> SharesOf(Share place, bool isAcross)
    {
        var shares = new List<OriginShare>(place.Origins);
        for (var share = place; share is not null; share = share.Next)
        {
            var group = share.Group;
            shares.Add(new(
                group.Id, group.RankOf(share) + 1, group.Cluster.Id, group.Cluster.RankOf(group) + 1,
                DiscountOf(share, isAcross) / share.Origins));
        }

        return shares;
    }

    /// <summary>
    /// The strongest claims among those of one origin only, of which one has more nats than any other such. Settle before.
    /// </summary>
    /// <param name="better">Says whether a claim, with its nats, comes before the best one so far.</param>
    public (HeldClaim? Claim, double Nats) Best(Func<HeldClaim, double, HeldClaim?, double, bool> better)
    {
        (HeldClaim? Claim, double Nats) best = (null, 0);
        for (var k = 0; k < Clusters.Count && k < discounts.Across.Length && Clusters.StrengthAt(k) * discounts.Across[k] >= best.Nats; k++)
        {
            var cluster = Clusters[k];
            for (var q = 0; q < cluster.Count && q < discounts.Cluster.Length; q++)
            {
                var discount = discounts.Across[k] * discounts.Cluster[q];
                if (cluster.StrengthAt(q) * discount < best.Nats)
                    break;

                var group = cluster[q];
                for (var r = 0; r < group.Count && r < discounts.Origin.Length; r++)
                {
                    var nats = group.StrengthAt(r) * discount * discounts.Origin[r];
                    if (nats < best.Nats)
                        break;
                    if (group[r].Origins == 1 && better(group[r].Held, nats, best.Claim, best.Nats))
                        best = (group[r].Held, nats);
                }
            }
        }

        return best;
    }

    private static double At(ReadOnlySpan<double> discounts, int rank) => rank < discounts.Length ? discounts[rank] : 0;

    private double DiscountOf(Share share, bool isAcross)
    {
        var group = share.Group;
        var discount = (isAcross ? At(discounts.Across, Clusters.RankOf(group.Cluster))
            : 1) * At(discounts.Cluster, group.Cluster.RankOf(group));
        return discount * At(discounts.Origin, group.RankOf(share));
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
