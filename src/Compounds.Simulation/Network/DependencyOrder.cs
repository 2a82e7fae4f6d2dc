namespace Compounds.Simulation;

/// <summary>The order in which kinds are allocated and gated nodes judged: strongly connected components, suppliers first.</summary>
internal static class DependencyOrder
{
    private static readonly int KindCount = Enum.GetValues<Kind>().Length;

    public static DependencyComponent[] Of(NodeTable nodes, KindGraph[] graphs)
    {
        var gated = Enumerable.Range(0, nodes.Count).Where(nodes.IsGated).ToArray();
        var successors = Successors(nodes, graphs, gated);
        var components = new List<DependencyComponent>();
        foreach (var members in StronglyConnected(successors))
        {
            var kinds = members.Where(m => m < KindCount).Select(m => (Kind)m).Where(k => !graphs[(int)k].IsEmpty).Order().ToArray();
            var inside = members.Where(m => m >= KindCount).Select(m => gated[m - KindCount]).Order().ToArray();
            if (kinds.Length + inside.Length > 0)
                components.Add(new(kinds, inside, members.Count > 1));
        }

        return [.. components];
    }

    /// <summary>Whether a branch that fails under a shared limit could free capacity for a judged node beside it.</summary>
    public static FixpointClass Classify(NodeTable nodes, EdgeTable edges, KindGraph[] graphs)
    {
        foreach (var graph in graphs)
        {
            var gates = graph.Conduits.Where(nodes.IsGated).ToArray();
            var judged = Enumerable.Range(0, nodes.Count).Where(v => nodes.Needs[v].Contains(graph.Kind)).ToArray();
            if (gates.Length == 0 || judged.Length == 0)
                continue;
            var below = Descendants(nodes.Count, edges, graph);
            for (var c = 0; c < graph.Conduits.Length; c++)
            {
                var v = graph.Conduits[c];
                var limited = nodes.CapacityKinds[v] == graph.Kind || graph.ParentEdges[c].Any(e => !double.IsPositiveInfinity(edges.Capacity[e].Support().High));
                if (limited && gates.Any(g => below[v][g] && judged.Any(i => i != g && below[v][i] && !below[g][i])))
                    return FixpointClass.Deflationary;
            }
        }

        return FixpointClass.Unique;
    }

    private static List<int>[] Successors(NodeTable nodes, KindGraph[] graphs, int[] gated)
    {
        var successors = new List<int>[KindCount + gated.Length];
        for (var i = 0; i < successors.Length; i++)
            successors[i] = [];
        var place = new Dictionary<int, int>();
        for (var i = 0; i < gated.Length; i++)
        {
            place[gated[i]] = KindCount + i;
            foreach (var need in nodes.Needs[gated[i]])
                successors[(int)need].Add(KindCount + i);
        }

        foreach (var graph in graphs)
        {
            foreach (var v in graph.Conduits)
            {
                if (place.TryGetValue(v, out var vertex))
                    successors[vertex].Add((int)graph.Kind);
            }
        }

        return successors;
    }

    private static System.Collections.BitArray[] Descendants(int nodes, EdgeTable edges, KindGraph graph)
    {
        var below = new System.Collections.BitArray[nodes];
        for (var v = 0; v < nodes; v++)
            below[v] = new(nodes);
        var outgoing = Enumerable.Range(0, edges.Count).Where(e => edges.Kinds[e] == graph.Kind).ToLookup(e => edges.From[e], e => edges.To[e]);
        for (var c = graph.Conduits.Length - 1; c >= 0; c--)
        {
            var v = graph.Conduits[c];
            foreach (var w in outgoing[v])
            {
                below[v].Or(below[w]);
                below[v].Set(w, true);
            }
        }

        return below;
    }

    /// <summary>Tarjan's algorithm; it recurses at most twice the number of kinds deep, since kinds and gated nodes alternate.</summary>
    private static List<List<int>> StronglyConnected(List<int>[] successors)
    {
        var count = successors.Length;
        var index = new int[count];
        var low = new int[count];
        var onStack = new bool[count];
        var stack = new Stack<int>();
        var found = new List<List<int>>();
        var next = 0;

        void Visit(int v)
        {
            index[v] = low[v] = ++next;
            stack.Push(v);
            onStack[v] = true;
            foreach (var w in successors[v])
            {
                if (index[w] == 0)
                {
                    Visit(w);
                    low[v] = Math.Min(low[v], low[w]);
                }
                else if (onStack[w])
                {
                    low[v] = Math.Min(low[v], index[w]);
                }
            }

            if (low[v] != index[v])
                return;
            var component = new List<int>();
            int member;
            do
            {
                member = stack.Pop();
                onStack[member] = false;
                component.Add(member);
            }
            while (member != v);
            found.Add(component);
        }

        for (var v = 0; v < count; v++)
        {
            if (index[v] == 0)
                Visit(v);
        }

        found.Reverse();
        return found;
    }
}
