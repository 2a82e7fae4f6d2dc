namespace Compounds.Simulation;

/// <summary>Who is served first when there is not enough.</summary>
public enum RationingPolicy
{
    /// <summary>Life-critical, then civilian, then the rest; pro rata inside a class.</summary>
    HumanitarianFirst,

    /// <summary>Everybody by the same share.</summary>
    ProRata,

    /// <summary>The rest, then civilian, then life-critical.</summary>
    PayingFirst,
}
