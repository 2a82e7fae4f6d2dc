namespace Compounds.Fusion;

/// <summary>
/// The held evidence about one attribute of one subject. What it says is a function of the held claims and the provenance alone.
/// </summary>
/// <remarks>
/// Not thread-safe. An attribute with few claims is an array of them, put in order when it is read; from <see cref="Few"/> on the
/// order is kept from the second read on, and updated claim by claim. Both ways give the same result to the bit.
/// </remarks>
public abstract class AttributeFusion<TClaim>
    where TClaim : EvidenceClaim
{
    private const int Few = 16;
    private KeyedSet<TClaim> _claims;
    private EvidenceIndex<TClaim>? _index;
    private List<(TClaim Claim, bool IsAdded)>? _pending;
    private bool _wasRead;

    private protected AttributeFusion(FusionRule rule, Provenance provenance) => (Rule, Provenance) = (rule, provenance);

    /// <summary>Gets the number of held claims, whether they count or not.</summary>
    public int Count => _claims.Count;

    private protected FusionRule Rule { get; }

    private protected Provenance Provenance { get; }

    /// <summary>Holds a claim. That its report is in the store is told to the provenance, before or after.</summary>
    /// <returns>False, and nothing changes, when a claim of this id is held.</returns>
    public bool Add(TClaim claim)
    {
        if (!_claims.TryAdd(claim))
            return false;

        Await(claim, isAdded: true);
        return true;
    }

    /// <summary>Lets go of a claim, as if it had never been held. Its report stays in the store.</summary>
    /// <returns>False, and nothing changes, when no claim of this id is held.</returns>
    public bool Remove(string claimId)
    {
        if (!_claims.TryGet(claimId, out var claim))
            return false;

        _claims.Remove(claim);
        Await(claim, isAdded: false);
        return true;
    }

    /// <summary>The held claim of this id, or null.</summary>
    public TClaim? Find(string claimId) => _claims.TryGet(claimId, out var claim) ? claim : null;

    /// <summary>The held claims in order of id.</summary>
    public IReadOnlyList<TClaim> Claims() => [.. _claims.Items().OrderBy(static claim => claim.ClaimId, StringComparer.Ordinal)];

    /// <summary>The index of the claims that count at a time, in step with the provenance.</summary>
    private protected EvidenceIndex<TClaim> IndexAt(long asOfHour)
    {
        if (_index is not null && TryCatchUp(_index, asOfHour))
            return _index;

        var index = NewIndex(asOfHour);
        index.Fill(_claims.Items());
        (_index, _wasRead) = (_wasRead && Count > Few ? index : null, true);
        _pending = null;
        return index;
    }

    /// <summary>An empty index for an as-of time.</summary>
    private protected abstract EvidenceIndex<TClaim> NewIndex(long asOfHour);

    private bool TryCatchUp(EvidenceIndex<TClaim> index, long asOfHour)
    {
        if (!index.TryMove(asOfHour))
            return false;

        if (_pending is not null)
        {
            foreach (var (claim, isAdded) in _pending)
            {
                if (isAdded)
                    index.Add(claim);
                else
                    index.Remove(claim);
            }

            _pending.Clear();
        }

        index.CatchUp();
        return index.TryMove(asOfHour);
    }

    // Nothing is fused that is not read; when much changed, building the index again costs less.
    private void Await(TClaim claim, bool isAdded)
    {
        if (_index is null)
            return;

        _pending ??= [];
        _pending.Add((claim, isAdded));
        if (_pending.Count > Few + (Count / 4))
            (_index, _pending) = (null, null);
    }
}
