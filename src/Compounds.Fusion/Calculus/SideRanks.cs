using System.Numerics;
using System.Runtime.Intrinsics;

namespace Compounds.Fusion;

/// <summary>Where the claims of a side stand: in their origins, these in their clusters and these among each other, by strength.</summary>
internal sealed class SideRanks(ClaimSide side, OriginTable table)
{
    private static readonly int s_width = Vector512<double>.Count;
    private double[] _claims = [];
    private double[] _origins = [];
    private double[] _clusters = [];

    private enum Kind
    {
        Claim,
        Origin,
        Cluster,
    }

    /// <summary>Gets the strengths of claims by slot, relative to the reference hour, to a whole number of vectors.</summary>
    public Span<double> Claims => _claims;

    /// <summary>Gets the strengths of origins by number.</summary>
    public Span<double> Origins => _origins;

    /// <summary>Gets the strengths of clusters by number.</summary>
    public Span<double> Clusters => _clusters;

    /// <summary>Makes room for all strengths.</summary>
    public void Reserve()
    {
        Reserve(ref _claims, side.Count);
        Reserve(ref _origins, table.Origins.Count);
        Reserve(ref _clusters, table.Clusters.Count);
    }

    /// <summary>How many clusters are at least so strong after decay.</summary>
    public int CountAtLeast(double nats, double decay)
    {
        var count = 0;
        for (var first = 0; first < table.Clusters.Count; first += s_width)
            count += BitOperations.PopCount(AtLeast(nats, _clusters, first, table.Clusters.Count, decay));
        return count;
    }

    /// <summary>The claim with most nats, of equal ones the lesser id.</summary>
    public HeldClaim Chief()
    {
        // A claim has no more nats than strength: most others need no look once one of the strongest cluster is known.
        var strongest = IndexOfGreatest(_clusters.AsSpan(0, table.Clusters.Count));
        var first = table.ClusterOf.IndexOf(strongest);
        var chief = ClaimOf(first);
        for (var entry = first; entry < table.ClusterOf.Length && table.ClusterOf[entry] == strongest; entry++)
        {
            if (_claims[table.SlotOf[entry]] > _claims[chief.Slot])
                chief = ClaimOf(entry);
        }

        var most = NatsOf(chief);
        for (first = 0; first < side.Count; first += s_width)
        {
            for (var slots = AtLeast(most, _claims, first, side.Count, side.MostOrigins); slots != 0; slots &= slots - 1)
            {
                var claim = side.Claims[first + BitOperations.TrailingZeroCount(slots)];
                if (_claims[claim.Slot] * claim.OriginCount < most)
                    continue;

                var nats = NatsOf(claim);
                if (nats > most || (nats == most && string.CompareOrdinal(claim.Id, chief.Id) < 0))
                    (chief, most) = (claim, nats);
            }
        }

        return chief;
    }

    /// <summary>The nats of a claim relative to the reference hour, all its origins together.</summary>
    public double NatsOf(HeldClaim held)
    {
        var discount = 0.0;
        for (var i = 0; i < held.OriginCount; i++)
            discount += DiscountOf(RanksOf(held, held.OriginAt(i)));
        return _claims[held.Slot] * discount;
    }

    /// <summary>Where the nats of a claim come from, by origin.</summary>
    public IReadOnlyList<OriginShare> SharesOf(HeldClaim held)
    {
        var shares = new OriginShare[held.OriginCount];
        for (var i = 0; i < shares.Length; i++)
        {
            var ranks = RanksOf(held, held.OriginAt(i));
            shares[i] = new(
                held.OriginAt(i), ranks.InOrigin + 1, held.ClusterAt(i), ranks.InCluster + 1, DiscountOf(ranks) / held.OriginCount);
        }

        return shares;
    }

    // Of eight strengths, times a factor, those that are at least so much, as bits.
    private static ulong AtLeast(double least, double[] strengths, int first, int count, double factor)
    {
        var some = Vector512.Create<double>(strengths.AsSpan(first)) * Vector512.Create(factor);
        var bits = Vector512.GreaterThanOrEqual(some, Vector512.Create(least)).ExtractMostSignificantBits();
        return count - first < s_width ? bits & ((1UL << (count - first)) - 1) : bits;
    }

    private static void Reserve(ref double[] strengths, int count)
    {
        if (strengths.Length < count)
            Array.Resize(ref strengths, ((count * 2) + s_width - 1) / s_width * s_width);
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

    private double DiscountOf((int InOrigin, int InCluster, int Across) ranks)
    {
        var discounts = side.Rule.Discounts;
        return At(discounts.Across, ranks.Across) * At(discounts.Cluster, ranks.InCluster) * At(discounts.Origin, ranks.InOrigin);
    }

    private HeldClaim ClaimOf(int entry) => side.Claims[table.SlotOf[entry]];

    private (int InOrigin, int InCluster, int Across) RanksOf(HeldClaim held, string originId)
    {
        var (origin, inOrigin, inCluster, across) = (table.Find(originId)!, 0, 0, 0);
        var slotOf = table.SlotOf;
        var originOf = table.OriginOf;
        var clusterOf = table.ClusterOf;
        for (var entry = originOf.IndexOf(origin.Number); entry < originOf.Length && originOf[entry] == origin.Number; entry++)
            inOrigin += IsAbove(_claims, slotOf[entry], held.Slot, Kind.Claim) ? 1 : 0;
        var first = clusterOf.IndexOf(origin.Cluster!.Number);
        for (var entry = first; entry < clusterOf.Length && clusterOf[entry] == origin.Cluster.Number; entry++)
        {
            if (entry == first || originOf[entry] != originOf[entry - 1])
                inCluster += IsAbove(_origins, originOf[entry], origin.Number, Kind.Origin) ? 1 : 0;
        }

        var (count, strength) = (table.Clusters.Count, _clusters[origin.Cluster.Number]);
        for (first = 0; first < count; first += s_width)
        {
            for (var some = AtLeast(strength, _clusters, first, count, 1); some != 0; some &= some - 1)
            {
                if (IsAbove(_clusters, first + BitOperations.TrailingZeroCount(some), origin.Cluster.Number, Kind.Cluster))
                    across++;
            }
        }

        return (inOrigin, inCluster, across);
    }

    // Whether another is stronger, or as strong and of lesser id.
    private bool IsAbove(double[] strengths, int other, int item, Kind kind) => strengths[other] > strengths[item]
        || (strengths[other] == strengths[item] && other != item && string.CompareOrdinal(IdOf(other, kind), IdOf(item, kind)) < 0);

    private string IdOf(int item, Kind kind) => kind switch
    {
        Kind.Claim => side.Claims[item].Id,
        Kind.Origin => table.Origins[item].Id,
        _ => table.Clusters[item].Id,
    };
}
