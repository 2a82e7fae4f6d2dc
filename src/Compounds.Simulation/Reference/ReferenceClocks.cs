namespace Compounds.Simulation;

/// <summary>Counts hours of shortage on rank 1. Only rank 1 counts: an alternative that helps would else disarm itself every other hour.</summary>
internal static class ReferenceClocks
{
    private const double Enough = 0.999;

    public static void Advance(Network network, ReferenceState state, ReferenceAllocation[] allocations, double[] edgeCapacity, bool[] up)
    {
        foreach (var graph in network.Graphs)
        {
            var k = (int)graph.Kind;
            foreach (var v in graph.Consumers)
            {
                var request = state.Request[k][v];
                if (request > Physics.Nothing)
                    state.Clock[k][v] = allocations[k].FirstRankGrant[v] < Enough * request ? state.Clock[k][v] + 1 : 0;
            }

            // A conduit asks for nothing itself: it is short while no edge of rank 1 leads to a supplier that is up.
            for (var i = 0; i < graph.Conduits.Length; i++)
            {
                var v = graph.Conduits[i];
                var fed = graph.ParentEdges[i].Any(e => network.Edges.Ranks[e] == 1 && state.Armed[e] && edgeCapacity[e] > 0 && up[network.Edges.From[e]]);
                state.Clock[k][v] = fed ? 0 : state.Clock[k][v] + 1;
            }
        }
    }
}
