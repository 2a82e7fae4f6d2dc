namespace Compounds.Simulation;

/// <summary>Kinds and gated nodes that depend on each other; alone unless there is a cycle across kinds.</summary>
/// <param name="Kinds">The kinds allocated here.</param>
/// <param name="Gated">The nodes that may fail or restart here.</param>
/// <param name="IsCyclic">Whether failing and restarting must be repeated until stable.</param>
internal sealed record DependencyComponent(Kind[] Kinds, int[] Gated, bool IsCyclic);
