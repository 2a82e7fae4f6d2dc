using System.Collections.Immutable;
using Compounds.Grains.Networks;
using Compounds.Simulation;

namespace Compounds.Server.Policy;

/// <summary>What lies behind a node or an edge of a network, following every supply that may exist.</summary>
/// <param name="network">The network.</param>
internal sealed class NetworkReach(NetworkView network)
{
    private readonly Dictionary<string, NetworkNode> _nodes = network.Nodes.ToDictionary(static node => node.Id, StringComparer.Ordinal);
    private readonly Dictionary<string, NetworkEdge> _edges = network.Edges.ToDictionary(static edge => edge.Id, StringComparer.Ordinal);
    private readonly ILookup<string, NetworkEdge> _from = network.Edges.ToLookup(static edge => edge.From, StringComparer.Ordinal);

    /// <summary>The node that a measure acts at: itself, or where its edge begins. A target that the network does not know stands for itself.</summary>
    public string NodeOf(string target) => _edges.TryGetValue(target, out var edge) ? edge.From : target;

    /// <summary>Every node that is supplied through a target, in the order of the search; without the target.</summary>
    public ImmutableArray<NetworkNode> Behind(string target)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { NodeOf(target) };
        var waiting = new Queue<string>(_edges.TryGetValue(target, out var edge) ? [edge.To] : _from[target].Select(static next => next.To));
        var found = ImmutableArray.CreateBuilder<NetworkNode>();
        while (waiting.TryDequeue(out var id))
        {
            if (!seen.Add(id))
                continue;
            if (_nodes.TryGetValue(id, out var node))
                found.Add(node);
            foreach (var next in _from[id])
                waiting.Enqueue(next.To);
        }

        return found.ToImmutable();
    }

    /// <summary>The crossings through which sites are reached, or supplied with anything.</summary>
    public ImmutableArray<string> CrossingsTo(ImmutableArray<NetworkNode> sites)
    {
        var wanted = sites.Select(static site => site.Id).ToHashSet(StringComparer.Ordinal);
        return [.. network.Nodes.Where(node => node.Type is NodeType.Crossing && Behind(node.Id).Any(behind => wanted.Contains(behind.Id))).Select(static node => node.Id)];
    }
}
