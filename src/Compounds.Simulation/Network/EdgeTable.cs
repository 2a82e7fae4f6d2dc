namespace Compounds.Simulation;

/// <summary>The edges of a network, column by column, sorted by name.</summary>
internal sealed class EdgeTable
{
    public required string[] Ids { get; init; }

    public required int[] From { get; init; }

    public required int[] To { get; init; }

    public required Kind[] Kinds { get; init; }

    public required int[] Ranks { get; init; }

    public required Quantity[] Capacity { get; init; }

    public required Quantity[] Loss { get; init; }

    public required Quantity[] Delay { get; init; }

    public required double[] Exists { get; init; }

    /// <summary>Gets, for each edge that exists exactly when none of certain others does, those others; null for all the rest.</summary>
    public required int[]?[] Otherwise { get; init; }

    public int Count => Ids.Length;
}
