namespace Compounds.Simulation;

/// <summary>One round of allocation.</summary>
/// <param name="Rank">The rank of its edges.</param>
/// <param name="Edges">The consumer edges, at most one for each consumer.</param>
internal sealed record AllocationPass(int Rank, int[] Edges);
