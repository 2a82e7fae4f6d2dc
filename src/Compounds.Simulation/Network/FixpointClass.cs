namespace Compounds.Simulation;

/// <summary>What is known of the set of surviving nodes in one hour.</summary>
public enum FixpointClass
{
    /// <summary>Survival is monotone in the survival of others: the set is the only one that fits.</summary>
    Unique,

    /// <summary>A failing branch can free capacity for its sibling: the set is the one reached by failing first, restarting second.</summary>
    Deflationary,
}
