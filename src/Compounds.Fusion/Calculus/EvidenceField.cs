using System.Runtime.InteropServices;

namespace Compounds.Fusion;

/// <summary>
/// The evidence about an amount at every point of the grid, in fixed point: claims are added, reweighed and taken away
/// exactly, so that the field is a function of the held claims and not of how they came.
/// </summary>
/// <remarks>
/// A unit is 2^(base − fraction) of a claim observed at the epoch. A term is below 32 and a claim at most 16 times as
/// strong as one at the base, so a product stays below 2^49 and the sum of 2^13 claims within 63 bits; for more claims the
/// fraction shrinks. Moving the base means starting over: 0.3 ms at 1,000 claims, once in four half-lives of new evidence.
/// </remarks>
internal sealed class EvidenceField(QuantityRule rule)
{
    private const int BaseStep = 4;
    private const int FullFraction = 40;
    private const int FullClaims = 13;

    // Times a term, below 32, this is less than half a unit.
    private const double LeastScale = 1.0 / 64;
    private readonly long[] _units = new long[QuantityRule.GridPoints];
    private readonly List<AppliedWeight> _targets = [];
    private int _base = int.MinValue;
    private int _fraction;
    private bool _confirmed;

    /// <summary>Gets the evidence by point of the grid, in units.</summary>
    public ReadOnlySpan<long> Units => _units;

    private Span<AppliedWeight> Targets => CollectionsMarshal.AsSpan(_targets);

    /// <summary>The size of a unit at a time.</summary>
    public double UnitAt(in Decay decay) => decay.Of(_base) * PowerOfTwo.Of(-_fraction);

    /// <summary>Brings the field in step with the support.</summary>
    /// <param name="support">The evidence; only this field settles it.</param>
    /// <param name="newestHour">When the newest claim was observed.</param>
    /// <param name="claims">How many claims are held.</param>
    public void Follow(Support support, long newestHour, int claims)
    {
        _confirmed = support.Confirmed;
        var newBase = HalfLives.Split(newestHour, rule.HalfLifeHours).Whole & ~(BaseStep - 1);
        var newFraction = FullFraction - Math.Max(0, 32 - int.LeadingZeroCount(claims - 1) - FullClaims);
        if (newBase == _base && newFraction == _fraction)
        {
            support.Settle(this);
            return;
        }

        support.Settle();
        (_base, _fraction) = (newBase, newFraction);
        Array.Clear(_units);
        for (var rank = 0; rank < support.Clusters.Count; rank++)
        {
            support.Clusters[rank].Applied = [];
            Apply(support.Clusters[rank]);
        }
    }

    /// <summary>Takes in a cluster that changed.</summary>
    public void Apply(IndependenceCluster cluster)
    {
        _targets.Clear();
        Weigh(cluster);

        // Both lists are by rank, so what is sought mostly stands right behind what was found last.
        var found = 0;
        var next = 0;
        foreach (ref readonly var old in cluster.Applied.AsSpan())
        {
            var at = Find(old, next);
            if (at < 0)
            {
                Replace(old, old.Scale, 0);
                continue;
            }

            Replace(old, old.Scale, _targets[at].Scale);
            Targets[at] = _targets[at] with { IsApplied = true };
            (found, next) = (found + 1, at + 1);
        }

        if (found < _targets.Count)
            ApplyNew();
        Keep(cluster);
    }

    private void Keep(IndependenceCluster cluster)
    {
        if (cluster.Applied.Length == _targets.Count)
            _targets.CopyTo(cluster.Applied);
        else
            cluster.Applied = [.. _targets];
    }

    private void ApplyNew()
    {
        foreach (ref readonly var target in Targets)
        {
            if (!target.IsApplied)
                Replace(target, 0, target.Scale);
        }
    }

    private void Weigh(IndependenceCluster cluster)
    {
        var weighing = rule.Weighing;
        var clusterDiscounts = weighing.ClusterDiscounts;
        var originDiscounts = weighing.OriginDiscounts;
        for (var i = 0; i < cluster.Count && i < clusterDiscounts.Length; i++)
        {
            var group = cluster[i];
            for (var j = 0; j < group.Count && j < originDiscounts.Length; j++)
            {
                var placement = group[j];
                var counted = weighing.GradeOf(placement.Claim, _confirmed);
                var strength = placement.Strength.RelativeTo(_base - _fraction) / weighing.Grades.Nats(counted);
                var scale = strength * originDiscounts[j] * clusterDiscounts[i];
                if (scale >= LeastScale)
                    _targets.Add(new((QuantityClaim)placement.Claim, group.Id, counted, scale, false));
            }
        }
    }

    private int Find(in AppliedWeight sought, int from)
    {
        var targets = Targets;
        for (var i = 0; i < targets.Length; i++)
        {
            var at = from + i < targets.Length ? from + i : from + i - targets.Length;
            if (targets[at].IsSameTerm(sought))
                return at;
        }

        return -1;
    }

    private void Replace(in AppliedWeight term, double before, double after)
    {
        if (before != after)
            new MixtureTerm(rule, term.Claim.Amount, term.Counted).Replace(_units, rule, before, after);
    }
}
