namespace Compounds.Fusion;

/// <summary>The origins that one source, or one declared cluster of sources, stands behind, strongest first.</summary>
internal sealed class IndependenceCluster(string id) : IRanked, IKeyed
{
    public string Id => id;

    string IKeyed.Key => id;

    public Ranking<OriginGroup> Groups { get; } = new();

    /// <summary>Gets the discounted sum when the cluster was last settled.</summary>
    public Strength Strength { get; private set; } = Strength.None;

    /// <summary>Gets or sets whether groups changed since then.</summary>
    public bool Unsettled { get; set; }

    /// <summary>Gets or sets what the field of an amount holds of the cluster, strongest first; empty for codes.</summary>
    public List<AppliedWeight>? Applied { get; set; }

    public void Settle(ReadOnlySpan<double> discounts)
    {
        Strength = Groups.Sum(discounts);
        Unsettled = false;
    }
}
