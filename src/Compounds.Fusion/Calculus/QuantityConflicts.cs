using System.Runtime.InteropServices;

namespace Compounds.Fusion;

/// <summary>Which amounts contradict each other about the same time, and which later ones succeed or challenge earlier ones.</summary>
internal sealed class QuantityConflicts(List<HeldAmount> amounts, FusionRule rule)
{
    private const double Slack = 1 + 1e-9;
    private readonly double _deviations = rule.Constants.QuantityConflictDeviations.Value;
    private QuantityConflict? _worst;
    private QuantityConflict? _quarrel;
    private HeldAmount[]? _newestFirst;
    private Reach[]? _reaches;

    /// <summary>The pair that is furthest apart, and the furthest of figures and ranges alone. Amounts must have their weights.</summary>
    public (QuantityConflict? Worst, QuantityConflict? Quarrel) Find()
    {
        var (figures, floors, ceilings) = (new Group(), new Group(), new Group());
        foreach (var amount in amounts)
        {
            if (amount.Weight >= rule.Constants.QuantityConflictWeight.Value)
                (amount.Shape.IsTwoSided ? figures : amount.Shape.Kind == AmountKind.AtLeast ? floors : ceilings).Add(amount);
        }

        // A claim that is near to all that it can contradict cannot be one of the pair: mostly all are.
        for (var i = 0; i < figures.Items.Count; i++)
        {
            var figure = figures.Items[i];
            CompareWithAll(figure, figures, i + 1, figures.Reach.MostApart(figure.Shape), Least(_quarrel));
            CompareWithAll(figure, floors, 0, floors.Reach.Above(figure.Shape), Least(_worst));
            CompareWithAll(figure, ceilings, 0, ceilings.Reach.Below(figure.Shape), Least(_worst));
        }

        foreach (var floor in floors.Items)
            CompareWithAll(floor, ceilings, 0, ceilings.Reach.Below(floor.Shape), Least(_worst));
        return (_worst, _quarrel);
    }

    /// <summary>Later claims of less weight that contradict the lead, in order of id.</summary>
    public IReadOnlyList<string> Challenges(HeldAmount lead)
    {
        var challenges = new List<string>();
        foreach (var amount in amounts)
        {
            if (amount.When > lead.When && amount.Weight < 1 && Succeeds(lead, amount))
                challenges.Add(amount.Held.Id);
        }

        challenges.Sort(StringComparer.Ordinal);
        return challenges;
    }

    /// <summary>The newest claim that puts one in the past; null when there is none.</summary>
    public string? SupersededBy(HeldAmount earlier)
    {
        _newestFirst ??= [.. amounts.OrderByDescending(static amount => amount.When).ThenByDescending(static amount => amount.Held.Id, StringComparer.Ordinal)];
        _reaches ??= Reach.OfFirst(_newestFirst);
        var newer = CountNewer(_newestFirst, earlier.When);
        if (_reaches[newer].MostApart(earlier.Shape) * Slack <= _deviations)
            return null;

        foreach (var later in _newestFirst.AsSpan(0, newer))
        {
            if (later.Weight >= earlier.Weight && Succeeds(earlier, later))
                return later.Held.Id;
        }

        return null;
    }

    private static int CountNewer(HeldAmount[] newestFirst, long when)
    {
        var (low, high) = (0, newestFirst.Length);
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (newestFirst[middle].When > when)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
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

    // What a pair must have to be shown instead of another.
    private double Least(QuantityConflict? pair) => Math.Max(_deviations, pair?.Deviations ?? 0);

    private void CompareWithAll(HeldAmount one, Group others, int first, double most, double least)
    {
        if (most * Slack < least)
            return;

        foreach (var other in CollectionsMarshal.AsSpan(others.Items)[first..])
        {
            var gap = one.Shape.Centre - other.Shape.Centre;
            if (gap * gap * Slack >= least * least * ((one.Shape.Sigma * one.Shape.Sigma) + (other.Shape.Sigma * other.Shape.Sigma)))
                Compare(one, other);
        }
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
        if (later.When <= earlier.When || !(rule.IsState || rule.IsRunningTotal) || earlier.Shape.Apart(later.Shape) <= _deviations)
            return false;
        return rule.IsRunningTotal
            ? later.Shape.Centre > earlier.Shape.Centre
            : !ClaimTimes.AreAboutSameTime(earlier.Held.Times, later.Held.Times, rule);
    }

    /// <summary>Claims of one form, and how far they reach.</summary>
    private sealed class Group
    {
        public List<HeldAmount> Items { get; } = [];

        public Reach Reach { get; private set; } = Reach.None;

        public void Add(HeldAmount amount)
        {
            Items.Add(amount);
            Reach = Reach.With(amount.Shape);
        }
    }
}
