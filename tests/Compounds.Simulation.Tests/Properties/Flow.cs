namespace Compounds.Simulation.Tests.Properties;

/// <summary>The balance of flows in an hour.</summary>
internal static class Flow
{
    public static void AssertBalanced(Simulation.Network network, Realisation world, ReferenceHour hour)
    {
        foreach (var graph in network.Graphs)
        {
            var flows = hour.Allocations[(int)graph.Kind];
            for (var i = 0; i < graph.Conduits.Length; i++)
            {
                var v = graph.Conduits[i];
                if (network.Nodes.CapacityKinds[v] == graph.Kind)
                    Assert.True(flows.Outflow[v] <= world[NodeParameter.Capacity][v] + 1e-6, $"{network.NodeIds[v]} passes more than it can");
                if (graph.ParentEdges[i].Length > 0)
                    Close.Equal(graph.ParentEdges[i].Sum(e => flows.EdgeFlow[e] * (1 - world.EdgeLoss[e])), flows.Outflow[v], 1e-9, 1e-6, $"through {network.NodeIds[v]}");
            }

            for (var e = 0; e < network.Edges.Count; e++)
            {
                if (network.Edges.Kinds[e] == graph.Kind)
                    Assert.True(flows.EdgeFlow[e] <= (world.EdgeExists[e] ? world.EdgeCapacity[e] : 0) + 1e-6, $"{network.EdgeIds[e]} carries more than it can");
            }

            foreach (var v in graph.Consumers)
            {
                var arrived = Enumerable.Range(0, network.Edges.Count).Where(e => network.Edges.Kinds[e] == graph.Kind && network.Edges.To[e] == v).Sum(e => flows.EdgeFlow[e] * (1 - world.EdgeLoss[e]));
                Close.Equal(arrived, flows.Grant[v], 1e-9, 1e-6, $"arrives at {network.NodeIds[v]}");
            }
        }
    }
}
