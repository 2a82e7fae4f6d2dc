using System.Collections.Immutable;
using Compounds.Assessments;
using Compounds.Readers;
using Compounds.Simulation;

namespace Compounds.Grains.Networks;

/// <summary>A network as one class of readers sees it: all that people need to read it, and the document that it is built from again.</summary>
/// <param name="Hash">The address of the network.</param>
/// <param name="AsOf">When it held in the world, in UTC.</param>
/// <param name="KnownAt">What had been recorded by then went into it, in UTC.</param>
/// <param name="Fixpoint">Whether the surviving set of each hour is the only possible one.</param>
/// <param name="Nodes">The nodes, sorted by name.</param>
/// <param name="Edges">The dependencies, sorted by name.</param>
/// <param name="Assumptions">Everything that nobody reported and the network needs.</param>
/// <param name="LeftOut">What was reported and could not be taken in.</param>
/// <param name="Document">The definitions, UTF-8 JSON; see <see cref="NetworkDocument"/>.</param>
/// <param name="Label">Whose reports it rests on, and how far that may be shown; null of one that was kept before labels were.</param>
[GenerateSerializer, Immutable, Alias("value/network-view")]
public sealed record NetworkView(
    [Id(0)] string Hash, [Id(1)] DateTimeOffset AsOf, [Id(2)] DateTimeOffset KnownAt, [Id(3)] FixpointClass Fixpoint, [Id(4)] ImmutableArray<NetworkNode> Nodes,
    [Id(5)] ImmutableArray<NetworkEdge> Edges, [Id(6)] ImmutableArray<Assumption> Assumptions, [Id(7)] ImmutableArray<LeftOut> LeftOut, [Id(8)] byte[] Document,
    [Id(9)] Label? Label = null)
{
    /// <summary>The view of a compiled network.</summary>
    internal static NetworkView Of(CompiledNetwork compiled, DateTimeOffset asOf, DateTimeOffset knownAt)
    {
        var assumed = compiled.Assumptions.Select(static each => (each.Subject, each.Parameter)).ToHashSet();
        var faces = compiled.Faces.ToDictionary(static face => face.Node, StringComparer.Ordinal);
        return new NetworkView(
            compiled.Network.Hash, asOf, knownAt, compiled.Network.Fixpoint,
            [.. compiled.Nodes.Select(node => NetworkNode.Of(node, faces[node.Id], assumed))],
            [.. compiled.Edges.Select(edge => NetworkEdge.Of(edge, assumed))],
            compiled.Assumptions, compiled.LeftOut, NetworkDocumentWriter.Write(compiled.Nodes, compiled.Edges).ToArray(), compiled.Label);
    }

    /// <summary>The network itself.</summary>
    /// <exception cref="InvalidDataException">The document is that of another version and gives another network today.</exception>
    public Network Build() => Build(Document, Hash);

    internal static Network Build(byte[] document, string hash) => Network.Read(document).Network is { } network && network.Hash == hash
        ? network : throw new InvalidDataException($"The network {hash} can no longer be built from what is stored of it.");
}

/// <summary>A node.</summary>
/// <param name="Id">Its name in the network.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Type">What it is.</param>
/// <param name="Place">Where it is; null when nobody reported it.</param>
/// <param name="Operator">Who runs it; null when not known.</param>
/// <param name="Values">Its parameters.</param>
[GenerateSerializer, Immutable, Alias("value/network-node")]
public sealed record NetworkNode(
    [Id(0)] string Id, [Id(1)] string Name, [Id(2)] NodeType Type, [Id(3)] PlaceBelief? Place, [Id(4)] string? Operator, [Id(5)] ImmutableArray<NetworkValue> Values)
{
    internal static NetworkNode Of(NodeDefinition node, NodeFace face, HashSet<(string, string)> assumed) => new(
        node.Id, face.Name, node.Type, face.Place, node.OperatorId,
        [.. node.Parameters.Where(static each => !double.IsInfinity(each.Value.At(0.5))).OrderBy(static each => each.Key).Select(each =>
        {
            var description = ParameterCatalog.Describe(each.Key);
            var unit = each.Key is NodeParameter.Capacity && node.CapacityKind is { } kind ? Simulation.Unit.Of(kind) : description.Unit;
            return new NetworkValue(description.Name, unit, RangeOf(each.Value), IsReported: !assumed.Contains((node.Id, description.Name)));
        })]);

    internal static Spread RangeOf(Quantity quantity) => new(quantity.At(0.1), quantity.At(0.5), quantity.At(0.9));
}

/// <summary>A parameter of a node.</summary>
/// <param name="Parameter">Its name.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Range">Its range.</param>
/// <param name="IsReported">Whether somebody reported it; otherwise it is among the assumptions.</param>
[GenerateSerializer, Immutable, Alias("value/network-value")]
public sealed record NetworkValue([Id(0)] string Parameter, [Id(1)] string Unit, [Id(2)] Spread Range, [Id(3)] bool IsReported);

/// <summary>A dependency.</summary>
/// <param name="Id">Its name in the network.</param>
/// <param name="From">The node that supplies.</param>
/// <param name="To">The node that is supplied.</param>
/// <param name="Kind">What flows.</param>
/// <param name="Rank">The order in which the consumer turns to it.</param>
/// <param name="Exists">How likely it is, 0 to 1; null when it stands for the supply that nobody reported and exists when no other does.</param>
/// <param name="Capacity">What passes at most; null when nobody reported a limit.</param>
/// <param name="DelayHours">The hours of shortage before it is used; null when it always is.</param>
/// <param name="IsReported">Whether somebody reported it.</param>
[GenerateSerializer, Immutable, Alias("value/network-edge")]
public sealed record NetworkEdge(
    [Id(0)] string Id, [Id(1)] string From, [Id(2)] string To, [Id(3)] Kind Kind, [Id(4)] int Rank, [Id(5)] double? Exists, [Id(6)] Spread? Capacity,
    [Id(7)] Spread? DelayHours, [Id(8)] bool IsReported)
{
    internal static NetworkEdge Of(EdgeDefinition edge, HashSet<(string, string)> assumed) => new(
        edge.Id, edge.From, edge.To, edge.Kind, edge.Rank, edge.Otherwise ? null : edge.Exists, edge.Capacity is { } capacity ? NetworkNode.RangeOf(capacity) : null,
        edge.Delay is { } delay ? NetworkNode.RangeOf(delay) : null, !assumed.Contains((edge.Id, "exists")));
}
