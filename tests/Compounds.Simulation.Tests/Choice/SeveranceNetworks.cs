using System.Collections.Immutable;
using Compounds.Simulation.Choice;
using CsCheck;

namespace Compounds.Simulation.Tests.Choice;

/// <summary>Networks for the severance tests, and the slow way to ask them.</summary>
internal static class SeveranceNetworks
{
    public sealed record Network(ImmutableArray<string> Actions, ImmutableArray<SeveranceNode> Nodes)
    {
        public SeveranceGraph Compile() => SeveranceGraph.TryCreate(Actions, Nodes, [.. Nodes.Select(static node => node.Id)], out var graph, out var fault)
            ? graph
            : throw new InvalidOperationException(fault.Sentence);
    }

    public static ImmutableArray<string> Actions(int count) => [.. Enumerable.Range(0, count).Select(static action => $"a{action:D2}")];

    // Power runs from low numbers to high, telecom from high to low: no ring of one kind, many across the two.
    public static Gen<Network> Any(int minActions, int maxActions) =>
        from actions in Gen.Int[minActions, maxActions].Select(Actions)
        from count in Gen.Int[1, 12]
        from cuts in Gen.Int[0, actions.Length + 3].Array[count]
        from edgeCuts in Gen.Int[0, (2 * actions.Length) + 6].Array[count]
        from power in Gen.Int[0, 11].Array[0, 3].Array[count]
        from telecom in Gen.Int[0, 11].Array[0, 3].Array[count]
        select new Network(actions, [.. Enumerable.Range(0, count).Select(node => new SeveranceNode(
            $"n{node}",
            [
                .. Need("Power", power[node].Where(parent => parent < node), edgeCuts[node], actions),
                .. Need("Telecom", telecom[node].Where(parent => parent > node && parent < count), edgeCuts[node], actions),
            ],
            cuts[node] < actions.Length ? [actions[cuts[node]]] : []))]);

    /// <summary>Follows the definition: take down what cannot be up until nothing more goes down.</summary>
    public static HashSet<string> NaivelyUp(Network network, Func<string, bool> chosen)
    {
        var up = network.Nodes.Select(static node => node.Id).ToHashSet();
        while (up.RemoveWhere(id => !CanBeUp(network.Nodes.Single(node => node.Id == id), up, chosen)) > 0)
        {
        }

        return up;
    }

    private static bool CanBeUp(SeveranceNode node, HashSet<string> up, Func<string, bool> chosen) =>
        !node.CutBy.Any(chosen) && node.Needs.All(need => need.Paths.Any(path => up.Contains(path.From) && !path.CutBy.Any(chosen)));

    private static IEnumerable<SeveranceNeed> Need(string kind, IEnumerable<int> parents, int edgeCut, ImmutableArray<string> actions)
    {
        ImmutableArray<SeverancePath> paths = [.. parents.Select((parent, at) =>
            new SeverancePath($"n{parent}", edgeCut + at < actions.Length ? [actions[edgeCut + at], actions[(edgeCut + (2 * at)) % actions.Length]] : []))];
        return paths.IsEmpty ? [] : [new SeveranceNeed(kind, paths)];
    }
}
