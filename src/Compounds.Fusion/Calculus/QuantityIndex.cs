namespace Compounds.Fusion;

/// <summary>The claims about one amount, or about one series of running totals.</summary>
internal sealed class QuantityIndex(FusionRule rule, Provenance provenance, long asOfHour)
    : EvidenceIndex<QuantityClaim>(rule, provenance, asOfHour, standsAtItsTime: true)
{
    private const int Few = 8;

    // Claims that stand where they may have another force; of no use beyond one reading.
    [ThreadStatic]
    private static List<Share>? s_moved;
    private readonly Successions _successions = new(rule);
    private readonly List<HeldAmount> _changedAmounts = [];
    private readonly List<HeldAmount> _bounds = [];
    private readonly List<HeldClaim> _denied = [];

    // Those whose weight the field may not have.
    private readonly List<HeldAmount> _reweighed = [];
    private readonly EvidenceField _field = new();
    private bool _isSettled;
    private bool _isFilled;
    private double _unit;
    private double _scale;
    private Extent? _extent = Extent.Empty;
    private Reach? _reach = Reach.None;
    private double[]? _fresh;
    private double[]? _changed;

    /// <summary>Gets the claims that are fused, in no particular order.</summary>
    public List<HeldAmount> Amounts => _successions.Amounts;

    /// <summary>Gets those of them that are bounds.</summary>
    public List<HeldAmount> Bounds => _bounds;

    /// <summary>Gets the claims that deny an amount.</summary>
    public IReadOnlyList<HeldClaim> Denied => _denied;

    public Support Support { get; } = new(provenance, rule.Discounts);

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

        var moved = s_moved ??= [];
        Support.Settle(moved);
        foreach (var share in moved)
        {
            var amount = Amounts[share.Held.Slot];
            amount.Force = amount.Held.Strength / share.Origins * Support.DiscountsOf(amount.Held.Place!);
        }

        var (before, unit) = (Lead, _unit);
        Lead = FindLead();
        _unit = Lead?.Force ?? Amounts.Select(static amount => amount.Force).DefaultIfEmpty().Max();
        _scale = PowerOfFour(_unit);
        if (Lead is not null && Lead == before && _unit == unit)
        {
            foreach (var share in moved)
                Weigh(Amounts[share.Held.Slot]);
        }
        else
        {
            _reweighed.Clear();
            foreach (var amount in Amounts)
                Weigh(amount);
        }

        moved.Clear();
        Temper = TemperOf(Support.Clusters);
        (_fresh, _changed, _isFilled, _isSettled) = (null, null, false, true);
    }

    /// <summary>The times that the claims span.</summary>
    public Extent Spanned()
    {
        if (_extent is { } known)
            return known;

        var extent = Extent.Empty;
        foreach (var amount in Amounts)
            extent = extent.With(amount.Held.Times);
        _extent = extent;
        return extent;
    }

    /// <summary>The distribution at the as-of time; null without a figure or range.</summary>
    public QuantityEstimate? Estimate()
    {
        Settle();
        if (Lead is null)
            return null;

        Fill();
        _fresh ??= Density.Of(_field, _scale > 0 ? Temper * _scale / _unit : Temper);
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
        Append(amount);
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
            Append(amount);
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
        if (amount.Applied > 0)
        {
            var rows = EvidenceRows.Take();
            _field.Apply(amount, 0, rows, Rule.Constants);
            rows.GiveBack();
        }

        (amount.Force, amount.Weight) = (0, 0);
        Support.Remove(held.Place!);
        _successions.TakeOut(amount);
        _bounds.Remove(amount);
        if (_extent is { } extent && extent.RestsOn(held.Times))
            _extent = null;
        if (_reach is { } reach && reach.RestsOn(amount.Shape))
            _reach = null;
        if (!Succeeds)
            return;

        _successions.GiveBack(amount, _changedAmounts);
        Reweigh();
    }

    private protected override bool RestsOn(string originId) => Support.Holds(originId);

    private void Append(HeldAmount amount)
    {
        _successions.Append(amount);
        _extent = _extent?.With(amount.Held.Times);
        if (amount.Shape.IsTwoSided)
            _reach = _reach?.With(amount.Shape);
        else
            _bounds.Add(amount);
    }

    // The figure or range of greatest force.
    private HeldAmount? FindLead()
    {
        HeldAmount? lead = null;
        foreach (var amount in Amounts)
        {
            if (amount.Shape.IsTwoSided && (lead is null || IsAhead(amount, lead)))
                lead = amount;
        }

        return lead;
    }

    private void Weigh(HeldAmount amount)
    {
        amount.Weight = amount == Lead ? 1 : amount.Force > 0 ? Math.Min(1, amount.Force / _unit) : 0;
        if (DueOf(amount) != amount.Applied)
            _reweighed.Add(amount);
    }

    // The exponent with which the field is to hold a claim.
    private double DueOf(HeldAmount amount) => _scale > 0 ? Math.Min(amount.Force, _unit) / _scale : amount.Weight;

    // The field holds forces relative to a power of four near to that of the lead, not weights: when another leads, or the lead loses
    // something, most rows stay as they are. 0 where even the lead has as good as none.
    private static double PowerOfFour(double force) => force > 0 ? PowerOfTwo.Of(((Math.ILogB(force) + 1) >> 1) * 2) : 0;

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

        List<HeldAmount> outdated = _reweighed;
        var (grid, fraction) = (Grid(), EvidenceField.FractionFor(Amounts.Count));
        if (grid != _field.Grid || fraction != _field.Fraction || _reweighed.Count > Amounts.Count / 2)
        {
            _field.Restart(grid, fraction);
            foreach (var amount in Amounts)
                amount.Applied = 0;
            outdated = Amounts;
        }

        var rows = EvidenceRows.Take();
        foreach (var amount in outdated)
        {
            if (DueOf(amount) is var due && due != amount.Applied)
                _field.Apply(amount, due, rows, Rule.Constants);
        }

        rows.GiveBack();
        _reweighed.Clear();
        _reweighed.Capacity = Math.Min(_reweighed.Capacity, Few);
        _isFilled = true;
    }

    private AmountGrid Grid()
    {
        if (_reach is not { } reach)
        {
            reach = Reach.None;
            foreach (var amount in Amounts)
                reach = amount.Shape.IsTwoSided ? reach.With(amount.Shape) : reach;
            _reach = reach;
        }

        return AmountGrid.Of(reach.Lowest, reach.Highest, reach.Least, reach.Greatest, Rule);
    }
}
