namespace Compounds.Simulation;

/// <summary>The family of a quantity's distribution.</summary>
public enum QuantityShape
{
    /// <summary>A known number.</summary>
    Fixed,

    /// <summary>Lowest, most likely, highest.</summary>
    Triangular,

    /// <summary>Median and the standard deviation of the logarithm.</summary>
    LogNormal,

    /// <summary>Straight lines through points of the quantile function.</summary>
    Quantiles,
}
