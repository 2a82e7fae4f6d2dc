namespace Compounds.Simulation;

/// <summary>A capacity that measures change: a node as conduit of a kind, or an edge.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="IsEdge">Whether the index is of an edge.</param>
/// <param name="Index">The node or edge.</param>
internal readonly record struct TimelineTarget(Kind Kind, bool IsEdge, int Index);
