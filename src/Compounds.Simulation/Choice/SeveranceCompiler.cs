using System.Collections.Immutable;

namespace Compounds.Simulation.Choice;

/// <summary>Turns a validated network into a <see cref="SeveranceProgram"/>.</summary>
/// <remarks>Drops places that no consumer depends on, and gives an edge that can be cut on its own a place of its own.</remarks>
internal sealed class SeveranceCompiler
{
    private readonly List<int[]> _cuts = [];
    private readonly List<int[][]> _needs = [];
    private readonly Dictionary<string, int> _nodeAt;

    public SeveranceCompiler(ImmutableArray<SeveranceNode> nodes, Dictionary<string, int> actionAt, Dictionary<string, int> nodeAt)
    {
        _nodeAt = nodeAt;
        int[] Cuts(ImmutableArray<string> ids) => [.. ids.Select(id => actionAt[id]).Distinct().Order()];
        foreach (var node in nodes)
        {
            _cuts.Add(Cuts(node.CutBy));
            _needs.Add([]);
        }

        for (var at = 0; at < nodes.Length; at++)
        {
            _needs[at] = [.. nodes[at].Needs.Select(need => need.Paths
                .Select(path => path.CutBy.IsEmpty ? nodeAt[path.From] : AddEdge(nodeAt[path.From], Cuts(path.CutBy)))
                .Distinct().ToArray())];
        }
    }

    public SeveranceProgram Compile(ImmutableArray<string> consumers)
    {
        int[] watched = [.. consumers.Select(consumer => _nodeAt[consumer])];
        var parents = _needs.Select(static needs => needs.SelectMany(static need => need).ToArray()).ToArray();
        var used = AncestorsOf(watched, parents);
        var order = SupplyOrder.Of(parents);
        int[] sequence = [.. order.Before.Where(used.Contains), .. order.Ring.Where(used.Contains), .. order.After.Where(used.Contains)];
        var slot = new int[_needs.Count];
        for (var at = 0; at < sequence.Length; at++)
            slot[sequence[at]] = at;

        var ringStart = order.Before.Count(used.Contains);
        return new SeveranceProgram(
            [.. sequence.Select(node => Encode(node, slot))],
            ringStart,
            ringStart + order.Ring.Count(used.Contains),
            [.. watched.Select(node => slot[node] * SeveranceProgram.Width)]);
    }

    // [cuts, cut…, needs, (paths, path…)…]; cuts and paths as offsets of vectors.
    private int[] Encode(int node, int[] slot) =>
    [
        _cuts[node].Length, .. _cuts[node].Select(static cut => cut * SeveranceProgram.Width),
        _needs[node].Length, .. _needs[node].SelectMany(need => (int[])[need.Length, .. need.Select(parent => slot[parent] * SeveranceProgram.Width)]),
    ];

    private int AddEdge(int from, int[] cuts)
    {
        _cuts.Add(cuts);
        _needs.Add([[from]]);
        return _cuts.Count - 1;
    }

    private static HashSet<int> AncestorsOf(int[] watched, int[][] parents)
    {
        var found = new HashSet<int>(watched);
        var open = new Stack<int>(watched);
        while (open.TryPop(out var node))
        {
            foreach (var parent in parents[node])
            {
                if (found.Add(parent))
                    open.Push(parent);
            }
        }

        return found;
    }
}
