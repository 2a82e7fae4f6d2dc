namespace Compounds.Fusion;

/// <summary>All claims of one value and polarity that go back to one origin, strongest first.</summary>
/// <remarks>Most origins have one claim: the group itself, 56 bytes, is then all that the claim costs in its place.</remarks>
internal sealed class OriginGroup(string id) : IRanked, IKeyed
{
    // One claim, or a ranking of placements. Of a single claim the strength is that of the group.
    private object? _content;
    private double _mantissa;
    private int _exponent;
    private int _originsOfOnly;

    public string Id => id;

    string IKeyed.Key => id;

    /// <summary>Gets or sets the cluster that the group stands in.</summary>
    public IndependenceCluster? Cluster { get; set; }

    public Strength Strength => new(_mantissa, _exponent);

    public int Count => _content is Ranking<Placement> many ? many.Count : _content is null ? 0 : 1;

    public Placement this[int rank] => _content is Ranking<Placement> many ? many[rank] : Only();

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

    public int RankOf(Placement placement) => _content is Ranking<Placement> many ? many.RankOf(placement) : 0;

    public void Add(Placement placement, ReadOnlySpan<double> discounts)
    {
        if (_content is null)
        {
            KeepOnly(placement);
            return;
        }

        if (_content is not Ranking<Placement> many)
        {
            many = new Ranking<Placement>();
            many.Add(Only());
            _content = many;
        }

        many.Add(placement);
        Keep(many.Sum(discounts));
    }

    public void Remove(Placement placement, ReadOnlySpan<double> discounts)
    {
        if (_content is not Ranking<Placement> many)
        {
            _content = null;
            return;
        }

        many.Remove(placement);
        if (many.Count > 1)
            Keep(many.Sum(discounts));
        else
            KeepOnly(many[0]);
    }

    private Placement Only() => new((EvidenceClaim)_content!, Strength, _originsOfOnly);

    private void KeepOnly(Placement placement)
    {
        (_content, _originsOfOnly) = (placement.Claim, placement.Origins);
        Keep(placement.Strength);
    }

    private void Keep(Strength strength) => (_mantissa, _exponent) = (strength.Mantissa, strength.Exponent);
}
