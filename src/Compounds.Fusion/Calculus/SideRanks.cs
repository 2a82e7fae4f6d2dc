namespace Compounds.Fusion;

/// <summary>Where the claims of a side stand: in their origins, these in their clusters and these among each other, by strength.</summary>
internal sealed class SideRanks(ClaimSide side, OriginTable table, RankDiscounts discounts)
{
    // By entry of the table; of origins and clusters also where the next begins, in the level beneath.
    private readonly Level _claims = new();
    private readonly Level _origins = new();
    private readonly Level _clusters = new();

    private enum Kind
    {
        Claim,
        Origin,
        Cluster,
    }

    public void Restart()
    {
        _claims.Count = 0;
        _origins.Count = 0;
        _clusters.Count = 0;
    }

    /// <summary>Takes in the strength of the next entry.</summary>
    public void Add(double strength) => _claims.Add(strength, 0);

    /// <summary>Takes in the strength of an origin, whose entries end before one.</summary>
    public void EndOrigin(int entry, double strength) => _origins.Add(strength, entry);

    /// <summary>Takes in the strength of a cluster, whose origins all came.</summary>
    public void EndCluster(double strength) => _clusters.Add(strength, _origins.Count);

    /// <summary>How many clusters are at least so strong after decay.</summary>
    public int CountAtLeast(double nats, double decay)
    {
        var count = 0;
        foreach (var strength in _clusters.Strengths)
            count += strength * decay >= nats ? 1 : 0;
        return count;
    }

    /// <summary>The claim with most nats, of equal ones the lesser id.</summary>
    public HeldClaim Chief()
    {
        // A claim has no more nats than strength: most others need no look once a strong one is known.
        var strongest = IndexOfGreatest(_clusters.Strengths);
        var (first, end) = (_origins.StartOf(_clusters.StartOf(strongest)), _origins.StartOf(_clusters.StartOf(strongest + 1)));
        var chief = ClaimOf(first + IndexOfGreatest(_claims.Strengths[first..end]));
        var most = NatsOf(chief);
        for (var entry = 0; entry < _claims.Count; entry++)
        {
            if (_claims.Strengths[entry] < most && side.Syntheses == 0)
                continue;

            var claim = ClaimOf(entry);
            if (_claims.Strengths[entry] * claim.OriginCount < most)
                continue;

            var nats = NatsOf(claim);
            if (nats > most || (nats == most && string.CompareOrdinal(claim.Id, chief.Id) < 0))
                (chief, most) = (claim, nats);
        }

        return chief;
    }

    /// <summary>The nats of a claim relative to the reference hour, all its origins together.</summary>
    public double NatsOf(HeldClaim held)
    {
        var (strength, discount) = (0.0, 0.0);
        for (var i = 0; i < held.OriginCount; i++)
        {
            var entry = EntryOf(held, i);
            strength = _claims.Strengths[entry];
            discount += DiscountOf(RanksOf(entry));
        }

        return strength * discount;
    }

    /// <summary>Where the nats of a claim come from, by origin.</summary>
    public IReadOnlyList<OriginShare> SharesOf(HeldClaim held)
    {
        var shares = new OriginShare[held.OriginCount];
        for (var i = 0; i < shares.Length; i++)
        {
            var ranks = RanksOf(EntryOf(held, i));
            shares[i] = new(
                held.OriginAt(i), ranks.InOrigin + 1, held.ClusterAt(i), ranks.InCluster + 1, DiscountOf(ranks) / held.OriginCount);
        }

        return shares;
    }

    private static int IndexOfGreatest(ReadOnlySpan<double> strengths)
    {
        var greatest = 0;
        for (var i = 1; i < strengths.Length; i++)
        {
            if (strengths[i] > strengths[greatest])
                greatest = i;
        }

        return greatest;
    }

    private static double At(ReadOnlySpan<double> discounts, int rank) => rank < discounts.Length ? discounts[rank] : 0;

    private HeldClaim ClaimOf(int entry) => side.Claims[table.Slots[entry]];

    private int EntryOf(HeldClaim held, int origin) => table.EntryOf(held.Slot, table.Find(held.OriginAt(origin))!);

    private double DiscountOf((int InOrigin, int InCluster, int Across) ranks) =>
        At(discounts.Across, ranks.Across) * At(discounts.Cluster, ranks.InCluster) * At(discounts.Origin, ranks.InOrigin);

    private (int InOrigin, int InCluster, int Across) RanksOf(int entry)
    {
        var origin = _origins.IndexOf(entry);
        var cluster = _clusters.IndexOf(origin);
        return (
            RankOf(Kind.Claim, _claims, _origins.StartOf(origin), _origins.StartOf(origin + 1), entry),
            RankOf(Kind.Origin, _origins, _clusters.StartOf(cluster), _clusters.StartOf(cluster + 1), origin),
            RankOf(Kind.Cluster, _clusters, 0, _clusters.Count, cluster));
    }

    // How many of those from a first to before an end are stronger, or as strong and of lesser id.
    private int RankOf(Kind kind, Level level, int first, int end, int item)
    {
        var strengths = level.Strengths;
        var (rank, ties) = (0, 0);
        for (var other = first; other < end; other++)
        {
            rank += strengths[other] > strengths[item] ? 1 : 0;
            ties += strengths[other] == strengths[item] ? 1 : 0;
        }

        for (var other = first; other < end && ties > 1; other++)
        {
            if (strengths[other] == strengths[item] && string.CompareOrdinal(IdOf(kind, other), IdOf(kind, item)) < 0)
                rank++;
        }

        return rank;
    }

    private string IdOf(Kind kind, int item) => kind switch
    {
        Kind.Claim => ClaimOf(item).Id,
        Kind.Origin => table.OriginOf(ClaimOf(_origins.StartOf(item)), _origins.StartOf(item)).Id,
        _ => table.OriginOf(ClaimOf(_origins.StartOf(_clusters.StartOf(item))), _origins.StartOf(_clusters.StartOf(item))).Cluster.Id,
    };

    /// <summary>Strengths in a row, and where the members of each end.</summary>
    private sealed class Level
    {
        private double[] _strengths = new double[1];
        private int[] _ends = new int[1];

        public int Count { get; set; }

        public ReadOnlySpan<double> Strengths => _strengths.AsSpan(0, Count);

        public void Add(double strength, int end)
        {
            if (Count == _strengths.Length)
            {
                Array.Resize(ref _strengths, Count * 2);
                Array.Resize(ref _ends, Count * 2);
            }

            (_strengths[Count], _ends[Count]) = (strength, end);
            Count++;
        }

        public int StartOf(int item) => item == 0 ? 0 : _ends[item - 1];

        /// <summary>The item that a member belongs to.</summary>
        public int IndexOf(int member)
        {
            var at = _ends.AsSpan(0, Count).BinarySearch(member + 1);
            return at < 0 ? ~at : at;
        }
    }
}
