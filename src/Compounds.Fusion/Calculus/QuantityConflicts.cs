namespace Compounds.Fusion;

/// <summary>Which amounts contradict each other about the same time, and which later ones succeed or challenge earlier ones.</summary>
internal sealed class QuantityConflicts(IReadOnlyList<HeldAmount> amounts, FusionRule rule)
{
    private const double Slack = 1 + 1e-9;
    private readonly double _deviations = rule.Constants.QuantityConflictDeviations.Value;
    private QuantityConflict? _worst;
    private QuantityConflict? _quarrel;

    /// <summary>The pair that is furthest apart, and the furthest of figures and ranges alone. Amounts must have their weights.</summary>
    public (QuantityConflict? Worst, QuantityConflict? Quarrel) Find()
    {
        var heavy = amounts.Where(amount => amount.Weight >= rule.Constants.QuantityConflictWeight.Value).ToArray();
        var (lowest, highest, least) = (double.PositiveInfinity, double.NegativeInfinity, double.PositiveInfinity);
        foreach (var amount in heavy)
        {
            (lowest, highest) = (Math.Min(lowest, amount.Shape.Centre), Math.Max(highest, amount.Shape.Centre));
            least = Math.Min(least, amount.Shape.Sigma);
        }

        var near = _deviations * _deviations / Slack;
        for (var i = 0; i < heavy.Length; i++)
        {
            // A claim that is near to all others cannot be one of the pair.
            var shape = heavy[i].Shape;
            var sigma = Math.Sqrt((shape.Sigma * shape.Sigma) + (least * least));
            var most = Math.Max(shape.Centre - lowest, highest - shape.Centre) / sigma * Slack;
            if (most <= _deviations || most < ((shape.IsTwoSided ? _quarrel : _worst)?.Deviations ?? 0))
                continue;

            for (var j = i + 1; j < heavy.Length; j++)
            {
                var other = heavy[j].Shape;
                var gap = shape.Centre - other.Centre;
                if (gap * gap > near * ((shape.Sigma * shape.Sigma) + (other.Sigma * other.Sigma))
                    && (shape.IsTwoSided || shape.Kind != other.Kind))
                    Compare(heavy[i], heavy[j]);
            }
        }

        return (_worst, _quarrel);
    }

    /// <summary>Later claims of less weight that contradict the lead, in order of id.</summary>
    public IReadOnlyList<string> Challenges(HeldAmount lead)
    {
        var challenges = new List<string>();
        foreach (var amount in amounts)
        {
            if (amount.Weight < 1 && Succeeds(lead, amount))
                challenges.Add(amount.Held.Id);
        }

        challenges.Sort(StringComparer.Ordinal);
        return challenges;
    }

    /// <summary>The newest claim that puts one in the past; null when there is none.</summary>
    public string? SupersededBy(HeldAmount earlier)
    {
        HeldAmount? newest = null;
        foreach (var later in amounts)
        {
            if (later.Weight >= earlier.Weight && Succeeds(earlier, later)
                && (newest is null || (later.When, 0).CompareTo((newest.When, string.CompareOrdinal(newest.Held.Id, later.Held.Id))) > 0))
            {
                newest = later;
            }
        }

        return newest?.Held.Id;
    }

    private static bool ShareCluster(HeldAmount one, HeldAmount other)
    {
        for (var share = one.Held.Place; share is not null; share = share.Next)
        {
            for (var contrary = other.Held.Place; contrary is not null; contrary = contrary.Next)
            {
                if (share.Group.Cluster == contrary.Group.Cluster)
                    return true;
            }
        }

        return false;
    }

    private static QuantityConflict Greater(QuantityConflict? best, QuantityConflict pair)
    {
        if (best is null || pair.Deviations > best.Deviations)
            return pair;
        if (pair.Deviations < best.Deviations)
            return best;

        var order = string.CompareOrdinal(pair.One, best.One);
        return (order != 0 ? order : string.CompareOrdinal(pair.Other, best.Other)) < 0 ? pair : best;
    }

    private void Compare(HeldAmount one, HeldAmount other)
    {
        var deviations = one.Shape.Apart(other.Shape);
        var isQuarrel = one.Shape.IsTwoSided && other.Shape.IsTwoSided;
        if (deviations <= _deviations || deviations < ((isQuarrel ? _quarrel : _worst)?.Deviations ?? 0) || !Meet(one, other)
            || ShareCluster(one, other))
            return;

        if (string.CompareOrdinal(one.Held.Id, other.Held.Id) > 0)
            (one, other) = (other, one);
        var pair = new QuantityConflict(one.Held.Id, other.Held.Id, deviations);
        _worst = Greater(_worst, pair);
        if (isQuarrel)
            _quarrel = Greater(_quarrel, pair);
    }

    // Running totals: of the same day, or one that falls.
    private bool Meet(HeldAmount one, HeldAmount other)
    {
        if (!rule.IsRunningTotal)
            return ClaimTimes.AreAboutSameTime(one.Held.Times, other.Held.Times, rule);
        if (one.When == other.When)
            return true;
        return one.When < other.When ? other.Shape.Centre < one.Shape.Centre : one.Shape.Centre < other.Shape.Centre;
    }

    private bool Succeeds(HeldAmount earlier, HeldAmount later)
    {
        if (later.When <= earlier.When || earlier.Shape.Apart(later.Shape) <= _deviations)
            return false;
        return rule.IsRunningTotal
            ? later.Shape.Centre > earlier.Shape.Centre
            : rule.IsState && !ClaimTimes.AreAboutSameTime(earlier.Held.Times, later.Held.Times, rule);
    }
}
