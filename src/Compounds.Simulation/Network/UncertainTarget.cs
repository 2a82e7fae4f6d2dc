namespace Compounds.Simulation;

/// <summary>The arrays that a draw can go to.</summary>
internal enum UncertainTarget
{
    Node,
    EdgeCapacity,
    EdgeLoss,
    EdgeDelay,
    EdgeExists,
}
