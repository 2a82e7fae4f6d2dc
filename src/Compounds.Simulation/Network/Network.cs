using System.Collections.Immutable;

namespace Compounds.Simulation;

/// <summary>
/// A validated network of dependencies: immutable, stored column by column, addressed by the hash of its content.
/// Safe to share between threads.
/// </summary>
public sealed class Network
{
    private readonly Dictionary<string, int> _nodeIndex;
    private readonly Dictionary<string, int> _edgeIndex;

    internal Network(NodeTable nodes, EdgeTable edges, KindGraph[] graphs, ImmutableArray<Assumption> assumptions)
    {
        Nodes = nodes;
        Edges = edges;
        Graphs = graphs;
        Assumptions = assumptions;
        Components = DependencyOrder.Of(nodes, graphs);
        Fixpoint = DependencyOrder.Classify(nodes, edges, graphs);
        Uncertain = UncertainParameters.Of(nodes, edges);
        Layout = new LedgerLayout(nodes);
        Hash = NetworkHash.Of(nodes, edges);
        _nodeIndex = Enumerable.Range(0, nodes.Count).ToDictionary(i => nodes.Ids[i], StringComparer.Ordinal);
        _edgeIndex = Enumerable.Range(0, edges.Count).ToDictionary(i => edges.Ids[i], StringComparer.Ordinal);
    }

    /// <summary>Gets the SHA-256 of the canonical encoding, lower-case hexadecimal; the order of the input does not enter.</summary>
    public string Hash { get; }

    /// <summary>Gets the number of nodes.</summary>
    public int NodeCount => Nodes.Count;

    /// <summary>Gets the names of the nodes, sorted.</summary>
    public IReadOnlyList<string> NodeIds => Nodes.Ids;

    /// <summary>Gets the names of the edges, sorted.</summary>
    public IReadOnlyList<string> EdgeIds => Edges.Ids;

    /// <summary>Gets every value that was taken because nobody reported it.</summary>
    public ImmutableArray<Assumption> Assumptions { get; }

    /// <summary>Gets whether the surviving set of each hour is the only possible one.</summary>
    public FixpointClass Fixpoint { get; }

    /// <summary>Gets the names of the parameters that differ between samples, sorted.</summary>
    public IEnumerable<string> UncertainNames => Uncertain.Select(u => u.Name);

    internal NodeTable Nodes { get; }

    internal EdgeTable Edges { get; }

    /// <summary>Gets one graph for each kind, in the order of <see cref="Kind"/>.</summary>
    internal KindGraph[] Graphs { get; }

    internal DependencyComponent[] Components { get; }

    internal UncertainParameter[] Uncertain { get; }

    internal LedgerLayout Layout { get; }

    /// <summary>Reads and validates a document; see <see cref="NetworkDocument"/> for the format.</summary>
    /// <param name="json">The document, UTF-8 JSON.</param>
    /// <returns>The network, or all problems found.</returns>
    public static NetworkReading Read(ReadOnlyMemory<byte> json) => NetworkDocument.Read(json);

    /// <summary>Validates definitions and compiles them.</summary>
    /// <param name="nodes">The nodes.</param>
    /// <param name="edges">The dependencies.</param>
    /// <returns>The network, or all problems found, located as <c>/nodes/3/load</c>.</returns>
    public static NetworkReading Build(IReadOnlyList<NodeDefinition> nodes, IReadOnlyList<EdgeDefinition> edges) =>
        NetworkBuilder.Build(nodes, edges);

    /// <summary>What a node is.</summary>
    /// <param name="id">The name of the node.</param>
    /// <returns>Its type; nothing when there is no such node.</returns>
    public NodeType? TypeOf(string id) => FindNode(id) is { } node ? Nodes.Types[node] : null;

    /// <summary>What an edge carries and between which nodes.</summary>
    /// <param name="id">The name of the edge.</param>
    /// <returns>Its ends and kind; nothing when there is no such edge.</returns>
    public (string From, string To, Kind Kind)? Ends(string id) =>
        FindEdge(id) is { } e ? (Nodes.Ids[Edges.From[e]], Nodes.Ids[Edges.To[e]], Edges.Kinds[e]) : null;

    internal int? FindNode(string id) => _nodeIndex.TryGetValue(id, out var index) ? index : null;

    internal int? FindEdge(string id) => _edgeIndex.TryGetValue(id, out var index) ? index : null;
}
