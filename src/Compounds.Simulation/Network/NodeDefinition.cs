using System.Collections.Immutable;

namespace Compounds.Simulation;

/// <summary>A node as it is reported, before validation.</summary>
/// <param name="Id">The name of the node, unique in the network, not empty.</param>
/// <param name="Type">What it is.</param>
public sealed record NodeDefinition(string Id, NodeType Type)
{
    /// <summary>Gets the rationing class: 0 life-critical, 1 civilian, 2 other; nothing means the default of the type.</summary>
    public int? PriorityClass { get; init; }

    /// <summary>Gets the kinds without which the node fails; nothing means the default of the type.</summary>
    public ImmutableArray<Kind>? Needs { get; init; }

    /// <summary>Gets the kind whose capacity is limited; nothing when the node carries one kind only.</summary>
    public Kind? CapacityKind { get; init; }

    /// <summary>Gets the load of each hour of the day relative to <see cref="NodeParameter.Load"/>, 24 numbers; nothing means flat.</summary>
    public ImmutableArray<double>? Profile { get; init; }

    /// <summary>Gets the share of the workforce on shift in each hour of the day, 24 numbers; nothing means always everybody.</summary>
    public ImmutableArray<double>? Shift { get; init; }

    /// <summary>Gets the position east, km, in any plane shared by the network.</summary>
    public double East { get; init; }

    /// <summary>Gets the position north, km.</summary>
    public double North { get; init; }

    /// <summary>Gets the organisation that runs the site, when known; sites of one operator take in each other's people.</summary>
    public string? OperatorId { get; init; }

    /// <summary>Gets the numeric properties that are known.</summary>
    public ImmutableDictionary<NodeParameter, Quantity> Parameters { get; init; } = ImmutableDictionary<NodeParameter, Quantity>.Empty;

    /// <summary>The same node with one property set.</summary>
    /// <param name="parameter">The property.</param>
    /// <param name="value">Its value, in the unit of <see cref="ParameterCatalog"/>.</param>
    /// <returns>The new definition.</returns>
    public NodeDefinition With(NodeParameter parameter, Quantity value) => this with { Parameters = Parameters.SetItem(parameter, value) };

    /// <summary>The same node with one property set to a known number.</summary>
    /// <param name="parameter">The property.</param>
    /// <param name="value">Its value, in the unit of <see cref="ParameterCatalog"/>.</param>
    /// <returns>The new definition.</returns>
    public NodeDefinition With(NodeParameter parameter, double value) => With(parameter, Quantity.Fixed(value));
}
