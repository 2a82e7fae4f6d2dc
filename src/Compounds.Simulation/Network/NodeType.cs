namespace Compounds.Simulation;

/// <summary>What a node is. The type decides its class, its needs and its defaults.</summary>
public enum NodeType
{
    /// <summary>Supplies a kind.</summary>
    Source,

    /// <summary>Supplies telecom from orbit.</summary>
    Satellite,

    /// <summary>A power line or cable.</summary>
    Feeder,

    /// <summary>A substation.</summary>
    Substation,

    /// <summary>A border crossing: fuel and people pass.</summary>
    Crossing,

    /// <summary>A fuel depot.</summary>
    Depot,

    /// <summary>Carries telecom, needs power.</summary>
    Tower,

    /// <summary>Supplies water, needs power, has a reservoir.</summary>
    Waterworks,

    /// <summary>A consumer of class 0.</summary>
    Hospital,

    /// <summary>Makes medical oxygen; a consumer of class 0.</summary>
    OxygenPlant,

    /// <summary>A settlement; a consumer of class 1.</summary>
    Village,

    /// <summary>A scam compound; a consumer of class 2.</summary>
    Compound,
}
