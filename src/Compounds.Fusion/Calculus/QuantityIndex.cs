namespace Compounds.Fusion;

/// <summary>The claims about one amount, or about one series of running totals.</summary>
internal sealed class QuantityIndex(FusionRule rule, Provenance provenance, long asOfHour)
    : EvidenceIndex<QuantityClaim>(rule, provenance, asOfHour, standsAtItsTime: true)
{
    // Rounding of the bound that spares an exponential.
    private const double Slack = 1 + 1e-9;
    private readonly List<HeldAmount> _amounts = [];
    private readonly List<HeldClaim> _denied = [];
    private readonly EvidenceField _field = new();
    private bool _isSettled;
    private bool _isFilled;
    private double[]? _fresh;
    private double[]? _changed;

    /// <summary>Gets the claims that are fused, in no particular order.</summary>
    public IReadOnlyList<HeldAmount> Amounts => _amounts;

    /// <summary>Gets the claims that deny an amount.</summary>
    public IReadOnlyList<HeldClaim> Denied => _denied;

    public Support Support { get; } = new(provenance, rule.Discounts, ties: true);

    /// <summary>Gets the figure or range of most weight; null when there is none.</summary>
    public HeldAmount? Lead { get; private set; }

    /// <summary>Gets the exponent for sources that are never wholly independent.</summary>
    public double Temper { get; private set; }

    private bool Succeeds => Rule.IsState || Rule.IsRunningTotal;

    /// <summary>Works out weights and lead.</summary>
    public void Settle()
    {
        if (_isSettled)
            return;

        Support.Settle();
        HeldAmount? lead = null;
        var strongest = 0.0;
        foreach (var amount in _amounts)
        {
            var place = amount.Held.Place!;
            amount.Force = amount.Held.Strength / place.Origins * Support.DiscountsOf(place, isAcross: false);
            strongest = Math.Max(strongest, amount.Force);
            if (amount.Shape.IsTwoSided && (lead is null || IsAhead(amount, lead)))
                lead = amount;
        }

        Lead = lead;
        var unit = lead?.Force ?? strongest;
        foreach (var amount in _amounts)
            amount.Weight = amount == lead ? 1 : amount.Force > 0 ? Math.Min(1, amount.Force / unit) : 0;
        Temper = TemperOf(Support.Clusters);
        (_fresh, _changed, _isFilled, _isSettled) = (null, null, false, true);
    }

    /// <summary>The distribution at the as-of time; null without a figure or range.</summary>
    public QuantityEstimate? Estimate()
    {
        Settle();
        if (Lead is null)
            return null;

        Fill();
        _fresh ??= Density.Of(_field, Temper);
        if (!Rule.IsState)
            return new(_field.Grid, _fresh, _fresh, Rule);

        _changed ??= Density.Changed(_fresh, _field.Grid.Step, Rule.Jump);
        return new(_field.Grid, _fresh, Density.Aged(_fresh, _changed, Fresh()), Rule);
    }

    /// <summary>The chance that nothing changed since the lead.</summary>
    public double Fresh() => Rule.Fade(AsOfHour - Lead!.Held.SeenHour);

    private protected override void Place(HeldClaim held)
    {
        _isSettled = false;
        if (held.Claim.IsDenied)
        {
            _denied.Add(held);
            return;
        }

        var amount = new HeldAmount(held, Rule);
        held.Slot = _amounts.Count;
        _amounts.Add(amount);
        if (Succeeds)
        {
            foreach (var other in _amounts)
            {
                amount.Taken = Math.Max(amount.Taken, TakenBy(amount, other));
                if (TakenBy(other, amount) > other.Taken)
                    Retain(other, TakenBy(other, amount));
            }

            held.Retained = 1 - amount.Taken;
        }

        held.Place = Support.Add(held, held.Strength);
    }

    private protected override void PlaceAll(List<HeldClaim> held)
    {
        foreach (var item in held)
        {
            if (item.Claim.IsDenied)
            {
                _denied.Add(item);
                continue;
            }

            item.Slot = _amounts.Count;
            _amounts.Add(new HeldAmount(item, Rule));
        }

        if (Succeeds)
            SucceedAll();
        foreach (var amount in _amounts)
            amount.Held.Place = Support.Add(amount.Held, amount.Held.Strength);
    }

    private protected override void Displace(HeldClaim held)
    {
        _isSettled = false;
        if (held.Claim.IsDenied)
        {
            _denied.Remove(held);
            return;
        }

        var amount = _amounts[held.Slot];
        Apply(amount, 0);
        Support.Remove(held.Place!);
        _amounts[held.Slot] = _amounts[^1];
        _amounts[held.Slot].Held.Slot = held.Slot;
        _amounts.RemoveAt(_amounts.Count - 1);
        if (!Succeeds)
            return;

        foreach (var other in _amounts)
        {
            var taken = TakenBy(other, amount);
            if (taken > 0 && taken == other.Taken)
                Retain(other, Taken(other));
        }
    }

    private protected override bool RestsOn(string originId) => Support.Holds(originId);

    private static bool IsAhead(HeldAmount one, HeldAmount other)
    {
        if (one.Force != other.Force)
            return one.Force > other.Force;
        return one.Held.SeenHour != other.Held.SeenHour
            ? one.Held.SeenHour > other.Held.SeenHour
            : string.CompareOrdinal(one.Held.Id, other.Held.Id) > 0;
    }

    private double TemperOf(Ranking<IndependenceCluster> clusters)
    {
        var (sum, discounted, discount) = (0.0, 0.0, 1.0);
        for (var rank = 0; rank < clusters.Count; rank++)
        {
            var strength = clusters.StrengthAt(rank);
            sum += strength;
            discounted += strength * discount;
            discount *= Rule.Constants.AcrossDiscount.Value;
        }

        return sum > 0 ? discounted / sum : 1;
    }

    // Later claims first, so that most others only have to show that they cannot take more.
    private void SucceedAll()
    {
        var byTime = _amounts.OrderByDescending(static amount => amount.When).ToArray();
        for (var j = 0; j < byTime.Length; j++)
        {
            for (var k = 0; k < j; k++)
                byTime[j].Taken = Math.Max(byTime[j].Taken, TakenBy(byTime[j], byTime[k]));
            byTime[j].Held.Retained = 1 - byTime[j].Taken;
        }
    }

    private double Taken(HeldAmount amount)
    {
        amount.Taken = 0;
        foreach (var other in _amounts)
            amount.Taken = Math.Max(amount.Taken, TakenBy(amount, other));
        return amount.Taken;
    }

    // What a later, different claim takes over of an earlier one; 0 when it is no more than was taken already.
    private double TakenBy(HeldAmount earlier, HeldAmount later)
    {
        if (later.When <= earlier.When || !later.Shape.IsTwoSided || (Rule.IsRunningTotal && later.Shape.Centre <= earlier.Shape.Centre)
            || later.Held.Times.Holds(earlier.When, Rule.Nature))
        {
            return 0;
        }

        var growth = Rule.IsRunningTotal ? Rule.Constants.Growth.Value : 1;
        var most = Math.Min(1, growth * later.Held.Credence / earlier.Held.Credence) * Rule.Ramp.At(later.When - earlier.When);
        var gap = earlier.Shape.Gap(later.Shape);
        var exponent = gap * gap / (2 * ((earlier.Shape.Sigma * earlier.Shape.Sigma) + (later.Shape.Sigma * later.Shape.Sigma)));
        return most * Math.Min(1, exponent) * Slack < earlier.Taken ? 0 : most * (1 - Math.Exp(-exponent));
    }

    private void Retain(HeldAmount amount, double taken)
    {
        amount.Taken = taken;
        amount.Held.Retained = 1 - taken;
        Support.Change(amount.Held.Place!, amount.Held.Strength);
    }

    // Only what changed is taken out and put in; a new grid begins from nothing, and so does a change of most weights.
    private void Fill()
    {
        if (_isFilled)
            return;

        var (grid, fraction) = (GridOf(_amounts), EvidenceField.FractionFor(_amounts.Count));
        if (grid != _field.Grid || fraction != _field.Fraction || _amounts.Count(static amount => amount.Applied != amount.Weight) > _amounts.Count / 2)
        {
            _field.Restart(grid, fraction);
            foreach (var amount in _amounts)
                amount.Applied = 0;
        }

        foreach (var amount in _amounts)
            Apply(amount, amount.Weight);
        _isFilled = true;
    }

    private AmountGrid GridOf(List<HeldAmount> amounts)
    {
        var (lowest, highest) = (double.PositiveInfinity, double.NegativeInfinity);
        var (least, greatest) = (double.PositiveInfinity, 0.0);
        foreach (var amount in amounts)
        {
            var shape = amount.Shape;
            if (!shape.IsTwoSided)
                continue;

            (lowest, highest) = (Math.Min(lowest, shape.Centre), Math.Max(highest, shape.Centre));
            (least, greatest) = (Math.Min(least, shape.Sigma), Math.Max(greatest, shape.Sigma));
        }

        return AmountGrid.Of(lowest, highest, least, greatest, Rule);
    }

    private void Apply(HeldAmount amount, double weight)
    {
        if (amount.Applied == weight)
            return;

        if (amount.Applied > 0)
            _field.Apply(amount.Shape, amount.Held.Credence, amount.Applied, isAdded: false, Rule.Constants);
        if (weight > 0)
            _field.Apply(amount.Shape, amount.Held.Credence, weight, isAdded: true, Rule.Constants);
        amount.Applied = weight;
    }
}
