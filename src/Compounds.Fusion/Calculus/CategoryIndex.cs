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
    private KeyedSet<ValueEvidence> _values;

    /// <summary>Gets the values in order of code; some may have no claims left.</summary>
    public IReadOnlyList<ValueEvidence> Values => _sorted;

    public ValueEvidence? Value(string code) => _values.TryGet(code, out var value) ? value : null;

    /// <summary>The side that a claim stands on.</summary>
    public ClaimSide SideOf(CodeClaim claim) => claim.IsDenied ? Obtain(claim.Code).Against : Obtain(claim.Code).For;

    private protected override void Place(HeldClaim held)
    {
        var side = SideOf((CodeClaim)held.Claim);
        var isDecisive = side.Append(held, ClaimsOf(held.Claim.ReportId));
        foreach (var contrary in ContrariesOf(side))
        {
            side.Take(held, contrary);
            if (isDecisive)
                contrary.TakeOver(side, held);
            Meetings.Count(side, held, contrary, change: 1);
        }
    }

    private protected override void PlaceAll(List<HeldClaim> held)
    {
        foreach (var item in held)
            SideOf((CodeClaim)item.Claim).Append(item, ClaimsOf(item.Claim.ReportId));
        foreach (var value in _sorted)
        {
            Face(value.For);
            Face(value.Against);
        }
    }

    private protected override void Displace(HeldClaim held)
    {
        var side = SideOf((CodeClaim)held.Claim);
        foreach (var contrary in ContrariesOf(side))
            Meetings.Count(side, held, contrary, change: -1);
        if (!side.TakeOut(held))
            return;

        foreach (var contrary in ContrariesOf(side))
            contrary.GiveBack(side, held);
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

    private void Face(ClaimSide side)
    {
        foreach (var contrary in ContrariesOf(side))
        {
            // Each pair of sides is counted once.
            var isFirst = side.IsDenied || (!contrary.IsDenied && side.ValueIndex < contrary.ValueIndex);
            foreach (var held in side.Claims)
            {
                side.Take(held, contrary);
                if (isFirst)
                    Meetings.Count(side, held, contrary, change: 1);
            }
        }
    }
}
