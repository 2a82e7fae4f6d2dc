namespace Compounds.Simulation;

/// <summary>What a node parameter is called, measured in, and bounded by.</summary>
/// <param name="Name">The name in documents and in draws.</param>
/// <param name="Unit">The canonical unit; empty for a capacity, whose unit follows from the kind carried.</param>
/// <param name="Low">The smallest value accepted.</param>
/// <param name="High">The largest value accepted.</param>
public sealed record ParameterDescription(string Name, string Unit, double Low, double High);
