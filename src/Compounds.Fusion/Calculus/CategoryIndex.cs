using System.Runtime.InteropServices;

namespace Compounds.Fusion;

/// <summary>One value that a claim speaks of: the claims that assert it and those that deny it.</summary>
internal sealed class ValueEvidence : IKeyed
{
    public ValueEvidence(string code, int index, FusionRule rule, Provenance provenance)
    {
        For = new ClaimSide(code, false, index, rule, provenance);
        Against = new ClaimSide(code, true, index, rule, provenance) { Opposite = For };
        For.Opposite = Against;
    }

    public string Code => For.Code;

    string IKeyed.Key => For.Code;

    public ClaimSide For { get; }

    public ClaimSide Against { get; }
}

/// <summary>The claims about an attribute whose values are codes, by value and polarity.</summary>
internal sealed class CategoryIndex(FusionRule rule, Provenance provenance, long asOfHour)
    : EvidenceIndex<CodeClaim>(rule, provenance, asOfHour, standsAtItsTime: rule.IsState)
{
    private readonly List<ValueEvidence> _sorted = [];
    private readonly List<ClaimSide> _contraries = [];
    private readonly List<(ClaimSide Side, int Slot)> _changed = [];
    private KeyedSet<ValueEvidence> _values;

    /// <summary>Gets the values in order of code; some may have no claims left.</summary>
    public IReadOnlyList<ValueEvidence> Values => _sorted;

    public ValueEvidence? Value(string code) => _values.TryGet(code, out var value) ? value : null;

    /// <summary>The side that a claim stands on.</summary>
    public ClaimSide SideOf(CodeClaim claim) => claim.IsDenied ? Obtain(claim.Code).Against : Obtain(claim.Code).For;

    private protected override void Place(HeldClaim held)
    {
        var side = SideOf((CodeClaim)held.Claim);
        side.Append(held, ClaimsOf(held.Claim.ReportId));
        var contraries = ContrariesOf(side);
        foreach (var contrary in contraries)
            Take(side, held, contrary);
        held.Retained = Retained(side, held);
        held.Place = side.Support.Add(held, held.Strength);
        side.Chief = null;

        if (side.IsDecisive(held))
        {
            foreach (var contrary in contraries)
                TakeOver(contrary, side, held);
        }

        Reweigh(side, held);
        foreach (var contrary in contraries)
            Oppose(side, held, contrary);
    }

    private protected override void PlaceAll(List<HeldClaim> held)
    {
        foreach (var item in held)
            SideOf((CodeClaim)item.Claim).Append(item, ClaimsOf(item.Claim.ReportId));
        foreach (var value in _sorted)
        {
            PlaceAll(value.For);
            PlaceAll(value.Against);
        }

        foreach (var value in _sorted)
        {
            Oppose(value.For, value.Against);
            if (!Rule.IsSingle)
                continue;

            foreach (var other in _sorted)
            {
                if (other == value)
                    break;
                Oppose(value.For, other.For);
            }
        }
    }

    private protected override void Displace(HeldClaim held)
    {
        var side = SideOf((CodeClaim)held.Claim);
        foreach (var opposition in side.Oppositions.Items)
            opposition.Leave(held, side);
        side.Support.Remove(held.Place!);
        side.Chief = null;
        var isDecisive = side.IsDecisive(held);
        side.TakeOut(held);
        if (isDecisive)
        {
            foreach (var contrary in ContrariesOf(side))
                GiveBack(contrary, side, held);
        }

        Reweigh(side, held);
    }

    private protected override bool RestsOn(string originId) =>
        _sorted.Exists(value => value.For.Support.Holds(originId) || value.Against.Support.Holds(originId));

    private ValueEvidence Obtain(string code)
    {
        if (_values.TryGet(code, out var value))
            return value;

        value = new ValueEvidence(code, _sorted.Count, Rule, Provenance);
        _values.TryAdd(value);
        var at = _sorted.Count;
        while (at > 0 && string.CompareOrdinal(_sorted[at - 1].Code, code) > 0)
            at--;
        _sorted.Insert(at, value);
        return value;
    }

    // Sides that have claims and cannot hold together with this one. Holds until it is called again.
    private ReadOnlySpan<ClaimSide> ContrariesOf(ClaimSide side)
    {
        _contraries.Clear();
        if (side.Opposite.Count > 0)
            _contraries.Add(side.Opposite);
        if (Rule.IsSingle && !side.IsDenied)
        {
            foreach (var value in _sorted)
            {
                if (value.For != side && value.For.Count > 0)
                    _contraries.Add(value.For);
            }
        }

        return CollectionsMarshal.AsSpan(_contraries);
    }

    private void PlaceAll(ClaimSide side)
    {
        foreach (var contrary in ContrariesOf(side))
        {
            foreach (var held in side.Claims)
                Take(side, held, contrary);
        }

        foreach (var held in side.Claims)
        {
            held.Retained = Retained(side, held);
            held.Place = side.Support.Add(held, held.Strength);
        }
    }

    private static void Take(ClaimSide side, HeldClaim held, ClaimSide contrary)
    {
        var share = contrary.Overtaken(held.Times.About);
        if (share > 0)
            TakeoverOf(side, contrary)[held.Slot] = share;
    }

    private static Takeover TakeoverOf(ClaimSide side, ClaimSide by)
    {
        var takeover = side.Takeovers.Find(by);
        if (takeover is null)
            side.Takeovers.Add(by, takeover = new Takeover(by, side.Count));
        return takeover;
    }

    private void TakeOver(ClaimSide side, ClaimSide by, HeldClaim held)
    {
        var takeover = side.Takeovers.Find(by);
        var times = side.Times;
        for (var slot = 0; slot < times.Length; slot++)
        {
            if (held.Times.Moment <= times[slot].About)
                continue;

            var share = by.Overtaken(times[slot].About, held);
            if (share <= (takeover?[slot] ?? 0))
                continue;

            takeover ??= TakeoverOf(side, by);
            takeover[slot] = share;
            _changed.Add((side, slot));
        }
    }

    private void GiveBack(ClaimSide side, ClaimSide by, HeldClaim held)
    {
        if (side.Takeovers.Find(by) is not { } takeover)
            return;

        var times = side.Times;
        for (var slot = 0; slot < times.Length; slot++)
        {
            if (takeover[slot] == 0 || by.Overtaken(times[slot].About, held) != takeover[slot])
                continue;

            takeover[slot] = by.Overtaken(times[slot].About);
            _changed.Add((side, slot));
        }
    }

    private static double Retained(ClaimSide side, HeldClaim held)
    {
        var retained = 1.0;
        foreach (var takeover in side.Takeovers.Items)
            retained *= 1 - takeover[held.Slot];
        if (!side.IsDenied && side.Opposite.Nevers > 0)
            retained = Math.Min(retained, 1 - side.Opposite.Never(held.Times.Observed));
        return retained;
    }

    // Gives all claims that the coming or going of one changed their new strength.
    private void Reweigh(ClaimSide side, HeldClaim cause)
    {
        if (cause.Times.IsNever)
        {
            for (var slot = 0; slot < side.Opposite.Count; slot++)
                _changed.Add((side.Opposite, slot));
        }

        foreach (var (changed, slot) in CollectionsMarshal.AsSpan(_changed))
        {
            var held = changed.Claims[slot];
            var retained = Retained(changed, held);
            if (retained == held.Retained)
                continue;

            held.Retained = retained;
            changed.Support.Change(held.Place!, held.Strength);
            changed.Chief = null;
            foreach (var opposition in changed.Oppositions.Items)
                opposition.Of(changed).Reweigh(slot);
        }

        _changed.Clear();
    }

    private void Oppose(ClaimSide side, HeldClaim held, ClaimSide contrary)
    {
        if (side.Oppositions.Find(contrary) is { } opposition)
            opposition.Join(held, side);
        else
            Oppose(side, contrary);
    }

    private void Oppose(ClaimSide side, ClaimSide contrary)
    {
        if (side.Count == 0 || contrary.Count == 0)
            return;

        var opposition = new Opposition(side, contrary, Rule, Provenance);
        if (!opposition.Fill())
            return;

        side.Oppositions.Add(contrary, opposition);
        contrary.Oppositions.Add(side, opposition);
    }
}
