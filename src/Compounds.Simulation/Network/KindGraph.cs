namespace Compounds.Simulation;

/// <summary>The edges of one kind: conduits in the order of flow, and the passes in which consumers ask.</summary>
internal sealed class KindGraph
{
    public required Kind Kind { get; init; }

    /// <summary>Gets nodes with an outgoing edge, suppliers before the supplied.</summary>
    public required int[] Conduits { get; init; }

    /// <summary>Gets, for each conduit in the same order, its incoming edges by rank and name; empty for a root.</summary>
    public required int[][] ParentEdges { get; init; }

    /// <summary>Gets the rounds of allocation; consumers use one edge each in a round.</summary>
    public required AllocationPass[] Passes { get; init; }

    /// <summary>Gets nodes with incoming edges that pass nothing on.</summary>
    public required int[] Consumers { get; init; }

    public bool IsEmpty => Passes.Length == 0;

    /// <summary>Builds the graph of one kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="edges">All edges of the network, sorted by name.</param>
    /// <param name="isSource">Which nodes supply whatever arrives at them.</param>
    /// <param name="cycle">The nodes of a cycle, when there is one.</param>
    /// <returns>The graph; nothing when it has a cycle.</returns>
    public static KindGraph? Build(Kind kind, EdgeTable edges, bool[] isSource, out int[] cycle)
    {
        var nodes = isSource.Length;
        var incoming = new List<int>[nodes];
        var outgoing = new List<int>[nodes];
        for (var e = 0; e < edges.Count; e++)
        {
            if (edges.Kinds[e] != kind)
                continue;
            (incoming[edges.To[e]] ??= []).Add(e);
            (outgoing[edges.From[e]] ??= []).Add(e);
        }

        cycle = [];
        if (Order(nodes, edges, incoming, outgoing) is not { } order)
        {
            cycle = FindCycle(nodes, edges, outgoing);
            return null;
        }

        var conduits = order.Where(v => outgoing[v] is not null).ToArray();
        foreach (var list in incoming)
            list?.Sort((a, b) => (edges.Ranks[a], a).CompareTo((edges.Ranks[b], b)));
        var consumers = Enumerable.Range(0, nodes).Where(v => incoming[v] is not null && outgoing[v] is null).ToArray();
        return new KindGraph
        {
            Kind = kind,
            Conduits = conduits,
            ParentEdges = [.. conduits.Select(v => isSource[v] || incoming[v] is null ? [] : incoming[v].ToArray())],
            Consumers = consumers,
            Passes = PassesOf(consumers, incoming, edges),
        };
    }

    /// <summary>Splits consumer edges into rounds: by rank, and by name where one consumer has two edges of a rank.</summary>
    private static AllocationPass[] PassesOf(int[] consumers, List<int>[] incoming, EdgeTable edges)
    {
        var rounds = new SortedDictionary<(int Rank, int Tie), List<int>>();
        foreach (var v in consumers)
        {
            var tie = 0;
            for (var i = 0; i < incoming[v].Count; i++)
            {
                var e = incoming[v][i];
                tie = i > 0 && edges.Ranks[incoming[v][i - 1]] == edges.Ranks[e] ? tie + 1 : 0;
                if (!rounds.TryGetValue((edges.Ranks[e], tie), out var round))
                    rounds[(edges.Ranks[e], tie)] = round = [];
                round.Add(e);
            }
        }

        return [.. rounds.Select(r => new AllocationPass(r.Key.Rank, [.. r.Value.Order()]))];
    }

    private static int[]? Order(int nodes, EdgeTable edges, List<int>[] incoming, List<int>[] outgoing)
    {
        var waiting = incoming.Select(i => i?.Count ?? 0).ToArray();
        var ready = new PriorityQueue<int, int>(Enumerable.Range(0, nodes).Where(v => waiting[v] == 0).Select(v => (v, v)));
        var order = new List<int>(nodes);
        while (ready.TryDequeue(out var v, out _))
        {
            order.Add(v);
            foreach (var e in outgoing[v] ?? [])
            {
                if (--waiting[edges.To[e]] == 0)
                    ready.Enqueue(edges.To[e], edges.To[e]);
            }
        }

        return order.Count == nodes ? [.. order] : null;
    }

    private static int[] FindCycle(int nodes, EdgeTable edges, List<int>[] outgoing)
    {
        var state = new byte[nodes];
        var path = new List<int>();
        var next = new int[nodes];
        for (var start = 0; start < nodes; start++)
        {
            if (state[start] != 0)
                continue;
            path.Add(start);
            state[start] = 1;
            while (path.Count > 0)
            {
                var v = path[^1];
                if (outgoing[v] is null || next[v] == outgoing[v].Count)
                {
                    state[v] = 2;
                    path.RemoveAt(path.Count - 1);
                    continue;
                }

                var w = edges.To[outgoing[v][next[v]++]];
                if (state[w] == 1)
                    return [.. path[path.IndexOf(w)..], w];
                if (state[w] == 0)
                {
                    state[w] = 1;
                    path.Add(w);
                }
            }
        }

        return [];
    }
}
