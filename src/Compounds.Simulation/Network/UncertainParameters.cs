namespace Compounds.Simulation;

/// <summary>Collects what differs from sample to sample in a network.</summary>
internal static class UncertainParameters
{
    public static UncertainParameter[] Of(NodeTable nodes, EdgeTable edges)
    {
        var found = new List<UncertainParameter>();
        foreach (var parameter in Enum.GetValues<NodeParameter>())
        {
            var name = ParameterCatalog.Describe(parameter).Name;
            for (var i = 0; i < nodes.Count; i++)
                Add($"{nodes.Ids[i]}.{name}", nodes[parameter][i], UncertainTarget.Node, parameter, i);
        }

        for (var e = 0; e < edges.Count; e++)
        {
            Add($"{edges.Ids[e]}.capacity", edges.Capacity[e], UncertainTarget.EdgeCapacity, default, e);
            Add($"{edges.Ids[e]}.loss", edges.Loss[e], UncertainTarget.EdgeLoss, default, e);
            Add($"{edges.Ids[e]}.delay", edges.Delay[e], UncertainTarget.EdgeDelay, default, e);
            if (edges.Exists[e] is > 0 and < 1)
                found.Add(new($"{edges.Ids[e]}.exists", Quantity.Fixed(edges.Exists[e]), UncertainTarget.EdgeExists, default, e));
        }

        return [.. found.OrderBy(u => u.Name, StringComparer.Ordinal)];

        void Add(string name, Quantity quantity, UncertainTarget target, NodeParameter parameter, int index)
        {
            if (!quantity.IsFixed)
                found.Add(new(name, quantity, target, parameter, index));
        }
    }
}
