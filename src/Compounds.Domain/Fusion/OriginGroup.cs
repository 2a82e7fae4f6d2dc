namespace Compounds.Fusion;

/// <summary>All claims of one value and polarity that go back to one origin, strongest first.</summary>
/// <remarks>Most origins have one claim: it is kept in the group itself (64 bytes in all), without a ranking.</remarks>
internal sealed class OriginGroup(string id) : IRanked, IKeyed
{
    private Ranking<Placement>? _many;
    private EvidenceClaim? _only;
    private double _mantissa;
    private int _exponent;
    private int _origins;

    public string Id => id;

    string IKeyed.Key => id;

    /// <summary>Gets or sets the cluster that the group stands in.</summary>
    public IndependenceCluster? Cluster { get; set; }

    public Strength Strength => new(_mantissa, _exponent);

    public int Count => _many?.Count ?? (_only is null ? 0 : 1);

    public Placement this[int rank] => _many is null ? Only() : _many[rank];

    /// <summary>The source of the origin's own report, or null when that report claims nothing here.</summary>
    public string? Source()
    {
        string? source = null;
        for (var rank = 0; rank < Count; rank++)
        {
            var claim = this[rank].Claim;
            if (claim.ReportId == id && (source is null || string.CompareOrdinal(claim.SourceId, source) < 0))
                source = claim.SourceId;
        }

        return source;
    }

    public int RankOf(Placement placement) => _many?.RankOf(placement) ?? 0;

    public void Add(Placement placement, ReadOnlySpan<double> discounts)
    {
        if (Count == 0)
        {
            (_only, _origins) = (placement.Claim, placement.Origins);
            Keep(placement.Strength);
            return;
        }

        if (_many is null)
        {
            _many = new Ranking<Placement>();
            _many.Add(Only());
            _only = null;
        }

        _many.Add(placement);
        Keep(_many.Sum(discounts));
    }

    public void Remove(Placement placement, ReadOnlySpan<double> discounts)
    {
        if (_many is null)
        {
            _only = null;
            return;
        }

        _many.Remove(placement);
        if (_many.Count > 1)
        {
            Keep(_many.Sum(discounts));
            return;
        }

        var last = _many[0];
        (_many, _only, _origins) = (null, last.Claim, last.Origins);
        Keep(last.Strength);
    }

    private Placement Only() => new(_only!, Strength, _origins);

    private void Keep(Strength strength) => (_mantissa, _exponent) = (strength.Mantissa, strength.Exponent);
}
