namespace Compounds.Fusion;

/// <summary>The origins that one source, or one declared cluster of sources, stands behind, strongest first.</summary>
/// <remarks>Most clusters have one origin and take 56 bytes.</remarks>
internal sealed class IndependenceCluster(string id) : IRanked, IKeyed
{
    // One group, or a ranking of groups.
    private object? _groups;
    private double _mantissa;
    private int _exponent = int.MinValue;

    public string Id => id;

    string IKeyed.Key => id;

    /// <summary>Gets the number of origins.</summary>
    public int Count => _groups is Ranking<OriginGroup> many ? many.Count : _groups is null ? 0 : 1;

    /// <summary>Gets the discounted sum when the cluster was last settled.</summary>
    public Strength Strength => new(_mantissa, _exponent);

    /// <summary>Gets or sets whether groups changed since then.</summary>
    public bool Unsettled { get; set; }

    /// <summary>Gets or sets what the field of an amount holds of the cluster, strongest first; empty for codes.</summary>
    public AppliedWeight[] Applied { get; set; } = [];

    public OriginGroup this[int rank] => _groups is Ranking<OriginGroup> many ? many[rank] : (OriginGroup)_groups!;

    public int RankOf(OriginGroup group) => _groups is Ranking<OriginGroup> many ? many.RankOf(group) : 0;

    public void Add(OriginGroup group)
    {
        if (_groups is null)
        {
            _groups = group;
            return;
        }

        if (_groups is not Ranking<OriginGroup> many)
        {
            many = new Ranking<OriginGroup>();
            many.Add((OriginGroup)_groups);
            _groups = many;
        }

        many.Add(group);
    }

    public void Remove(OriginGroup group)
    {
        if (_groups is not Ranking<OriginGroup> many)
        {
            _groups = null;
            return;
        }

        many.Remove(group);
        if (many.Count == 1)
            _groups = many[0];
    }

    public void Settle(ReadOnlySpan<double> discounts)
    {
        var sum = _groups switch
        {
            Ranking<OriginGroup> many => many.Sum(discounts),
            OriginGroup only => only.Strength,
            _ => Strength.None,
        };
        (_mantissa, _exponent, Unsettled) = (sum.Mantissa, sum.Exponent, false);
    }
}
