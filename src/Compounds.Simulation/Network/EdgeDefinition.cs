namespace Compounds.Simulation;

/// <summary>A dependency as it is reported, before validation.</summary>
/// <param name="From">The node that supplies.</param>
/// <param name="To">The node that is supplied.</param>
/// <param name="Kind">What flows.</param>
public sealed record EdgeDefinition(string From, string To, Kind Kind)
{
    /// <summary>Gets the name; by default <c>from&gt;to:kind</c>.</summary>
    public string Id { get; init; } = $"{From}>{To}:{Kind}";

    /// <summary>Gets what passes at most, in the unit of the kind; nothing means unlimited.</summary>
    public Quantity? Capacity { get; init; }

    /// <summary>Gets the share lost on the way, [0, 1); nothing means 0.</summary>
    public Quantity? Loss { get; init; }

    /// <summary>Gets the order in which the consumer turns to this edge: 1, 2 or 3.</summary>
    public int Rank { get; init; } = 1;

    /// <summary>Gets the hours of shortage on rank 1 before the edge is used, h; nothing means always in use.</summary>
    public Quantity? Delay { get; init; }

    /// <summary>Gets the probability that the dependency exists, [0, 1]; nothing means certain.</summary>
    public double? Exists { get; init; }

    /// <summary>
    /// Gets a value indicating whether the edge stands for the supply nobody reported: in each sample it exists exactly when no other
    /// edge of this kind and of rank 1 into the same node does. <see cref="Exists"/> is then not drawn.
    /// </summary>
    public bool Otherwise { get; init; }
}
