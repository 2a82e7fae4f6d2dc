namespace Compounds.Fusion;

/// <summary>The claims about one amount, or about one series of running totals.</summary>
internal sealed class QuantityIndex(FusionRule rule, Provenance provenance, long asOfHour)
    : EvidenceIndex<QuantityClaim>(rule, provenance, asOfHour, standsAtItsTime: true)
{
    private readonly Successions _successions = new(rule);
    private readonly List<HeldAmount> _changedAmounts = [];
    private readonly List<HeldClaim> _denied = [];
    private readonly EvidenceField _field = new();
    private bool _isSettled;
    private bool _isFilled;
    private double[]? _fresh;
    private double[]? _changed;

    /// <summary>Gets the claims that are fused, in no particular order.</summary>
    public IReadOnlyList<HeldAmount> Amounts => _successions.Amounts;

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
        foreach (var amount in Amounts)
        {
            var place = amount.Held.Place!;
            amount.Force = amount.Held.Strength / place.Origins * Support.DiscountsOf(place, isAcross: false);
            strongest = Math.Max(strongest, amount.Force);
            if (amount.Shape.IsTwoSided && (lead is null || IsAhead(amount, lead)))
                lead = amount;
        }

        Lead = lead;
        var unit = lead?.Force ?? strongest;
        foreach (var amount in Amounts)
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
        _successions.Append(amount);
        if (Succeeds)
        {
            _successions.Retain(amount);
            held.Retained = 1 - amount.Taken;
            _successions.TakeOver(amount, _changedAmounts);
            Reweigh();
        }

        held.Place = Support.Add(held, held.Strength);
    }

    private protected override void PlaceAll(List<HeldClaim> held)
    {
        // In order of time, so that of most groups of claims it shows at once that none is later.
        foreach (var amount in held.Where(static item => !item.Claim.IsDenied).Select(item => new HeldAmount(item, Rule))
            .OrderBy(static amount => amount.When))
            _successions.Append(amount);
        _denied.AddRange(held.Where(static item => item.Claim.IsDenied));

        foreach (var amount in Amounts)
        {
            if (Succeeds)
                _successions.Retain(amount);
            amount.Held.Retained = 1 - amount.Taken;
            amount.Held.Place = Support.Add(amount.Held, amount.Held.Strength);
        }
    }

    private protected override void Displace(HeldClaim held)
    {
        _isSettled = false;
        if (held.Claim.IsDenied)
        {
            _denied.Remove(held);
            return;
        }

        var amount = Amounts[held.Slot];
        Apply(amount, 0);
        Support.Remove(held.Place!);
        _successions.TakeOut(amount);
        if (!Succeeds)
            return;

        _successions.GiveBack(amount, _changedAmounts);
        Reweigh();
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

    private void Reweigh()
    {
        foreach (var amount in _changedAmounts)
        {
            amount.Held.Retained = 1 - amount.Taken;
            Support.Change(amount.Held.Place!, amount.Held.Strength);
        }

        _changedAmounts.Clear();
    }

    // Only what changed is taken out and put in; a new grid begins from nothing, and so does a change of most weights.
    private void Fill()
    {
        if (_isFilled)
            return;

        var (grid, fraction) = (GridOf(Amounts), EvidenceField.FractionFor(Amounts.Count));
        if (grid != _field.Grid || fraction != _field.Fraction
            || Amounts.Count(static amount => amount.Applied != amount.Weight) > Amounts.Count / 2)
        {
            _field.Restart(grid, fraction);
            foreach (var amount in Amounts)
                amount.Applied = 0;
        }

        foreach (var amount in Amounts)
            Apply(amount, amount.Weight);
        _isFilled = true;
    }

    private AmountGrid GridOf(IReadOnlyList<HeldAmount> amounts)
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

        _field.Replace(amount.Shape, amount.Held.Credence, amount.Applied, weight, Rule.Constants);
        amount.Applied = weight;
    }
}
