using Compounds.Simulation;

namespace Compounds.Grains.Networks;

/// <summary>A network while it is put together.</summary>
internal sealed class NetworkDraft
{
    /// <summary>The nodes by name.</summary>
    public SortedDictionary<string, NodeDefinition> Nodes { get; } = new(StringComparer.Ordinal);

    /// <summary>The dependencies by name.</summary>
    public SortedDictionary<string, EdgeDefinition> Edges { get; } = new(StringComparer.Ordinal);

    /// <summary>How nodes are shown.</summary>
    public SortedDictionary<string, NodeFace> Faces { get; } = new(StringComparer.Ordinal);

    /// <summary>What nobody reported.</summary>
    public List<Assumption> Assumptions { get; } = [];

    /// <summary>What was reported and could not be taken in.</summary>
    public List<LeftOut> LeftOut { get; } = [];

    /// <summary>The kinds of supply of which a consumer is said to have lost one.</summary>
    public HashSet<(string Consumer, Kind Kind)> Denied { get; } = [];

    /// <summary>Notes that a consumer is said to have lost a supply of a kind.</summary>
    public void Deny(string consumer, Kind kind) => Denied.Add((consumer, kind));

    /// <summary>Adds a node, shown under a name.</summary>
    public void Add(NodeDefinition node, NodeFace face)
    {
        Nodes[node.Id] = node;
        Faces[node.Id] = face;
    }

    /// <summary>Takes a value that nobody reported.</summary>
    public void Assume(NodeDefinition node, NodeParameter parameter, Quantity value, string basis)
    {
        Nodes[node.Id] = node.With(parameter, value);
        var description = ParameterCatalog.Describe(parameter);
        Assume(node.Id, description.Name, value.ToString(), description.Unit, basis);
    }

    /// <summary>Notes what was taken without a report.</summary>
    public void Assume(string subject, string parameter, string value, string unit, string basis) => Assumptions.Add(new Assumption(subject, parameter, value, unit, basis));

    /// <summary>Notes what is left out.</summary>
    public void Omit(string subject, string code, string sentence) => LeftOut.Add(new LeftOut(subject, code, sentence));

    /// <summary>The dependencies of a kind that arrive at a node.</summary>
    public IEnumerable<EdgeDefinition> Arriving(string node, Kind kind) => Edges.Values.Where(edge => edge.To == node && edge.Kind == kind);
}
