namespace Compounds.Fusion;

/// <summary>The held evidence about one attribute of one subject. What it says is a function of the held claims alone.</summary>
/// <remarks>
/// Not thread-safe. An attribute with few claims is an array of them, put in order when it is read; the order is kept,
/// and updated claim by claim, from <see cref="Few"/> on. Both ways run the same code, so the result is the same to the bit.
/// </remarks>
public abstract class AttributeFusion<TClaim>
    where TClaim : EvidenceClaim
{
    private const int Few = 16;
    private readonly Provenance _provenance;
    private KeyedSet<TClaim> _claims;
    private EvidenceIndex? _index;
    private long _newestHour = long.MinValue;

    private protected AttributeFusion(Weighing weighing, Provenance provenance)
    {
        Weighing = weighing;
        _provenance = provenance;
    }

    /// <summary>Gets the number of held claims, weightless ones included.</summary>
    public int Count => _claims.Count;

    /// <summary>Gets when the newest held claim was observed, in whole hours since 2020-01-01T00:00Z; null without claims.</summary>
    public long? NewestObservedHour => Count == 0 ? null : _newestHour;

    /// <summary>Gets whether the order of the claims is kept between reads.</summary>
    private protected bool IsOrdered => _index is not null;

    private protected Weighing Weighing { get; }

    private protected Provenance Provenance => _provenance;

    /// <summary>Holds a claim.</summary>
    /// <returns>False, and nothing changes, when a claim of this id is held.</returns>
    /// <exception cref="ArgumentException">The claim does not fit the rule of the attribute.</exception>
    public bool Add(TClaim claim)
    {
        Require(claim);
        if (!_claims.TryAdd(claim))
            return false;

        _newestHour = Math.Max(_newestHour, claim.ObservedHour);
        if (_index is not null)
        {
            _index.CatchUp();
            _index.Add(claim);
        }

        return true;
    }

    /// <summary>Lets go of a claim, as if it had never been held.</summary>
    /// <returns>False, and nothing changes, when no claim of this id is held.</returns>
    public bool Remove(string claimId)
    {
        if (!_claims.TryGet(claimId, out var claim))
            return false;

        _claims.Remove(claim);
        if (claim.ObservedHour == _newestHour)
            _newestHour = Count == 0 ? long.MinValue : _claims.Items().Max(held => held.ObservedHour);
        if (_index is not null)
        {
            _index.CatchUp();
            _index.Remove(claim);
        }

        return true;
    }

    /// <summary>The held claim of this id, or null.</summary>
    public TClaim? Find(string claimId) => _claims.TryGet(claimId, out var claim) ? claim : null;

    /// <summary>The held claims in order of id.</summary>
    public IReadOnlyList<TClaim> Claims() => [.. _claims.Items().OrderBy(claim => claim.ClaimId, StringComparer.Ordinal)];

    /// <summary>Refuses a claim that the rule of the attribute has no place for.</summary>
    private protected virtual void Require(TClaim claim)
    {
    }

    /// <summary>The claims in order, in step with the provenance.</summary>
    private protected EvidenceIndex Index()
    {
        if (_index is { IsOutdated: false })
        {
            _index.CatchUp();
            return _index;
        }

        var index = new EvidenceIndex(Weighing, _provenance);
        foreach (var claim in _claims.Items())
            index.Add(claim);
        _index = Count > Few ? index : null;
        return index;
    }

    /// <summary>The decay at a time that no held claim is observed after.</summary>
    private protected Decay DecayAt(long asOfHour)
    {
        if (Count > 0 && asOfHour < _newestHour)
            throw new ArgumentOutOfRangeException(nameof(asOfHour), asOfHour, $"A claim is held that was observed later, at hour {_newestHour}.");

        return Weighing.DecayAt(asOfHour);
    }

    /// <summary>How fresh the newest claim is, or null without claims.</summary>
    private protected Freshness? FreshnessAt(long asOfHour) => Count == 0
        ? null
        : new Freshness(_newestHour, asOfHour - _newestHour, Math.Pow(2, -(asOfHour - _newestHour) / (double)Weighing.HalfLifeHours));

    private protected static string[] UnderReview(EvidenceIndex index) =>
        index.UnderReview.Count == 0 ? [] : [.. index.UnderReview.Select(claim => claim.ClaimId).Order(StringComparer.Ordinal)];
}
