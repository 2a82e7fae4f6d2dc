using Orleans;

namespace Compounds.Simulation;

/// <summary>The entry of a node in a line.</summary>
/// <param name="Node">The name of the node.</param>
/// <param name="Total">Its total over the run.</param>
[GenerateSerializer, Immutable, Alias("simulation/node-spread")]
public sealed record NodeSpread([Id(0)] string Node, [Id(1)] Spread Total);
