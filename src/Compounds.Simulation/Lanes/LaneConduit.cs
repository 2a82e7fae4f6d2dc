namespace Compounds.Simulation;

/// <summary>A conduit of one kind. Those of a kind lie side by side, so that walking them does not push the samples out of the nearest cache.</summary>
/// <param name="Row">The row of the node.</param>
/// <param name="ClassRow">The first of its three rows of requests.</param>
/// <param name="FirstClass">Where in <see cref="LaneKind.Classes"/> the classes begin that can ask through it.</param>
/// <param name="FirstParent">Where in <see cref="LaneKind.Parents"/> its own begin.</param>
/// <param name="ClassCount">How many classes can ask through it, at most 3.</param>
/// <param name="ParentCount">Of how many others it can hang; 0 for a root.</param>
/// <param name="IsLimited">Whether its capacity can bind, be cut or fail.</param>
/// <param name="Waits">Whether one of its parents arms after a delay.</param>
internal readonly record struct LaneConduit(int Row, int ClassRow, int FirstClass, int FirstParent, int ClassCount, int ParentCount, bool IsLimited, bool Waits);
