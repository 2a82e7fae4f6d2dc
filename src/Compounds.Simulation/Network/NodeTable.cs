namespace Compounds.Simulation;

/// <summary>The nodes of a network, column by column, sorted by name.</summary>
internal sealed class NodeTable
{
    public required string[] Ids { get; init; }

    public required NodeType[] Types { get; init; }

    public required int[] Classes { get; init; }

    /// <summary>Gets the kinds without which the node fails.</summary>
    public required Kind[][] Needs { get; init; }

    /// <summary>Gets the kind to which the capacity applies; nothing when unlimited.</summary>
    public required Kind?[] CapacityKinds { get; init; }

    public required double[]?[] Profiles { get; init; }

    public required double[]?[] Shifts { get; init; }

    public required double[] East { get; init; }

    public required double[] North { get; init; }

    public required string?[] Operators { get; init; }

    /// <summary>Gets the quantities, first by parameter, then by node.</summary>
    public required Quantity[][] Parameters { get; init; }

    public int Count => Ids.Length;

    public Quantity[] this[NodeParameter parameter] => Parameters[(int)parameter];

    public bool IsGated(int node) => Needs[node].Length > 0;

    /// <summary>Whether a parameter of a node can be anything but 0.</summary>
    public bool Has(NodeParameter parameter, int node) => this[parameter][node] is not { IsFixed: true, Points: [0] };
}
