namespace Compounds.Simulation;

/// <summary>A conduit of one kind.</summary>
/// <param name="Row">The row of the node.</param>
/// <param name="ClassRow">The first of its three rows of requests.</param>
/// <param name="IsLimited">Whether its capacity can bind, be cut or fail.</param>
/// <param name="Classes">The offset of the row of each class that can ask through it, best protected first.</param>
/// <param name="Waits">Whether one of its parents arms after a delay.</param>
/// <param name="Parents">Where it can hang, in order of preference; empty for a root.</param>
internal sealed record LaneConduit(int Row, int ClassRow, bool IsLimited, int[] Classes, bool Waits, LaneParent[] Parents);
