namespace Compounds.Simulation;

/// <summary>One round of allocation.</summary>
/// <param name="Rank">The rank of its edges.</param>
/// <param name="Edges">The consumer edges.</param>
internal sealed record LanePass(int Rank, LaneEdge[] Edges);
