namespace Compounds.Fusion;

/// <summary>The seven expressions of probability of ICD 203, in rising order.</summary>
public enum ProbabilityWords
{
    /// <summary>At most 5 %.</summary>
    AlmostNoChance,

    /// <summary>Above 5 %, at most 20 %.</summary>
    VeryUnlikely,

    /// <summary>Above 20 %, at most 45 %.</summary>
    Unlikely,

    /// <summary>Above 45 %, at most 55 %.</summary>
    RoughlyEven,

    /// <summary>Above 55 %, at most 80 %.</summary>
    Likely,

    /// <summary>Above 80 %, at most 95 %.</summary>
    VeryLikely,

    /// <summary>Above 95 %.</summary>
    AlmostCertain,
}
