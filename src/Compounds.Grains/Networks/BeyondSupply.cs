using Compounds.Simulation;

namespace Compounds.Grains.Networks;

/// <summary>The supply that nobody reported: without it a site whose lines are in doubt would stand dark before any measure is taken.</summary>
internal static class BeyondSupply
{
    /// <summary>The name of the source of a kind.</summary>
    public static string NodeOf(Kind kind) => $"beyond:{kind.ToString().ToLowerInvariant()}";

    /// <summary>
    /// Adds it wherever a reported supply is in doubt, or none is reported and one is needed. Where a supply is said to have ended it is down: no
    /// supply that nobody reported stands in for it.
    /// </summary>
    public static void Add(NetworkDraft draft, NetworkRules rules)
    {
        foreach (var (node, kind, edges) in draft.Edges.Values.GroupBy(static edge => (edge.To, edge.Kind)).Select(static group => (group.Key.To, group.Key.Kind, group.ToArray())).ToArray())
        {
            if (kind is not Kind.Access && !draft.Denied.Contains((node, kind)) && edges.Where(static edge => edge.Rank == 1).All(static edge => edge.Exists < 1))
                Add(draft, node, kind, static edge => edge with { Otherwise = true }, "otherwise", "when no reported supply is real, something supplies it that nobody reported and no measure reaches");
        }

        foreach (var unreported in rules.Unreported)
        {
            foreach (var node in draft.Nodes.Values.Where(node => Needs(node, unreported.Kind) && !draft.Denied.Contains((node.Id, unreported.Kind))
                && !draft.Arriving(node.Id, unreported.Kind).Any()).ToArray())
                Add(draft, node.Id, unreported.Kind, edge => edge with { Exists = unreported.Exists }, $"{unreported.Exists:0.##}", unreported.Basis);
        }
    }

    private static bool Needs(NodeDefinition node, Kind kind) => kind switch
    {
        Kind.Power => LiveNode.IsPowered(node.Type),
        Kind.Fuel => node.Parameters.TryGetValue(NodeParameter.Generator, out var generator) && generator.Support().High > 0,
        _ => false,
    };

    private static void Add(NetworkDraft draft, string to, Kind kind, Func<EdgeDefinition, EdgeDefinition> likely, string value, string basis)
    {
        var source = NodeOf(kind);
        if (!draft.Nodes.ContainsKey(source))
            draft.Add(new NodeDefinition(source, NodeType.Source), new NodeFace(source, $"{kind} that nobody reported", null));
        var edge = likely(new EdgeDefinition(source, to, kind));
        draft.Edges[edge.Id] = edge;
        draft.Assume(edge.Id, "exists", value, "fraction", basis);
    }
}
