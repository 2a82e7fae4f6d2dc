namespace Compounds.Simulation;

/// <summary>The graph of one kind, laid out for the engine. Offsets are premultiplied by the number of lanes.</summary>
internal sealed class LaneKind
{
    public required Kind Kind { get; init; }

    public required LaneConduit[] Conduits { get; init; }

    /// <summary>Gets the offsets of the rows of the classes that can ask through each conduit, best protected first.</summary>
    public required int[] Classes { get; init; }

    /// <summary>Gets where each conduit can hang, in order of preference.</summary>
    public required LaneParent[] Parents { get; init; }

    public required LanePass[] Passes { get; init; }

    /// <summary>Gets rows of consumers that do not ask in the first pass.</summary>
    public required int[] LateConsumers { get; init; }

    /// <summary>Gets rows of consumers with an edge that arms after a delay.</summary>
    public required int[] WaitingConsumers { get; init; }

    /// <summary>Gets the edges that arm after a delay, with the row whose clock arms them.</summary>
    public required (int EdgeRow, int Row)[] WaitingEdges { get; init; }

    public bool IsEmpty => Passes.Length == 0;

    public ReadOnlySpan<int> ClassesOf(in LaneConduit conduit) => Classes.AsSpan(conduit.FirstClass, conduit.ClassCount);

    public ReadOnlySpan<LaneParent> ParentsOf(in LaneConduit conduit) => Parents.AsSpan(conduit.FirstParent, conduit.ParentCount);
}
