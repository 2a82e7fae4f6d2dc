using System.Collections.Immutable;
using Compounds.Assessments;
using Compounds.Readers;
using Compounds.Simulation;

namespace Compounds.Grains.Networks;

/// <summary>A network with what people need to read it, and what it was made from.</summary>
/// <param name="Network">The network.</param>
/// <param name="Nodes">The definitions it was built from, sorted by name; written down, they give the same network again.</param>
/// <param name="Edges">The definitions of its dependencies, sorted by name.</param>
/// <param name="Faces">What each node is called and where it is, sorted by name.</param>
/// <param name="Assumptions">Everything that nobody reported and the network needs.</param>
/// <param name="LeftOut">What was reported and could not be taken in.</param>
/// <param name="Label">Whose reports all of this rests on, and how far that may be shown.</param>
internal sealed record CompiledNetwork(
    Network Network, ImmutableArray<NodeDefinition> Nodes, ImmutableArray<EdgeDefinition> Edges, ImmutableArray<NodeFace> Faces,
    ImmutableArray<Assumption> Assumptions, ImmutableArray<LeftOut> LeftOut, Label Label);

/// <summary>How a node is shown.</summary>
/// <param name="Node">Its name in the network: a subject id, or the name of a supply that nobody reported.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Place">Where it is, as exact as the readers may know; null when nobody reported it.</param>
[GenerateSerializer, Immutable, Alias("value/node-face")]
public sealed record NodeFace([Id(0)] string Node, [Id(1)] string Name, [Id(2)] PlaceBelief? Place);

/// <summary>Something that was reported and is not in the network.</summary>
/// <param name="Subject">The node or dependency.</param>
/// <param name="Code">Why, as a stable name, for example <c>cycle</c>.</param>
/// <param name="Sentence">Why, in a sentence.</param>
[GenerateSerializer, Immutable, Alias("value/left-out")]
public sealed record LeftOut([Id(0)] string Subject, [Id(1)] string Code, [Id(2)] string Sentence);
