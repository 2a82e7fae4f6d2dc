namespace Compounds.Simulation;

/// <summary>Which unknowns are moved together.</summary>
public enum Grouping
{
    /// <summary>Each by itself.</summary>
    Apart,

    /// <summary>All parameters of one name, such as the essential shares of all sites.</summary>
    ByName,
}
