namespace Compounds.Simulation;

/// <summary>How far a simulation is.</summary>
/// <param name="BlocksDone">Blocks whose samples are known.</param>
/// <param name="BlocksAtMost">Blocks that are run unless the figures settle before.</param>
public readonly record struct SimulationProgress(int BlocksDone, int BlocksAtMost);
