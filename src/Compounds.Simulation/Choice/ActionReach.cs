namespace Compounds.Simulation.Choice;

/// <summary>Whom measures can reach: everything downstream of their targets, over all kinds of supply.</summary>
/// <remarks>Capacity that a cut leaves to others on the same supply is not followed; the check with the full model finds it.</remarks>
internal static class ActionReach
{
    /// <summary>Finds the nodes.</summary>
    /// <returns>For each node whether it can be reached.</returns>
    public static bool[] Of(Network network, IEnumerable<Measure> measures)
    {
        var leaving = Enumerable.Range(0, network.Edges.Count).ToLookup(edge => network.Edges.From[edge], edge => network.Edges.To[edge]);
        var isReached = new bool[network.NodeCount];
        var open = new Stack<int>(measures
            .SelectMany(measure => Timeline.Targets(network, measure))
            .Select(target => target.IsEdge ? network.Edges.To[target.Index] : target.Index));
        while (open.TryPop(out var node))
        {
            if (isReached[node])
                continue;
            isReached[node] = true;
            foreach (var next in leaving[node])
                open.Push(next);
        }

        return isReached;
    }
}
