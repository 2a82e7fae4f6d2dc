namespace Compounds.Simulation.Choice;

/// <summary>An order of evaluation: what no cycle touches first, then what lies between cycles, then what hangs below them.</summary>
/// <param name="Before">Places in an order in which every parent comes first.</param>
/// <param name="Ring">Places on a cycle or on a path between two; empty when there is no cycle.</param>
/// <param name="After">Places that depend on a cycle without feeding one, in order.</param>
internal sealed record SupplyOrder(int[] Before, int[] Ring, int[] After)
{
    /// <summary>Orders places by who supplies them.</summary>
    /// <param name="parents">The parents of each place; repetitions are harmless.</param>
    public static SupplyOrder Of(int[][] parents)
    {
        var children = Reverse(parents);
        var taken = new bool[parents.Length];
        var before = Peel(parents, children, taken);
        var after = Peel(children, parents, taken);
        Array.Reverse(after);
        return new(before, [.. Enumerable.Range(0, parents.Length).Where(node => !taken[node])], after);
    }

    /// <summary>Names one cycle of the ring, in the direction of supply.</summary>
    public int[] FindCycle(int[][] parents)
    {
        var left = Ring.ToHashSet();
        var trail = new List<int>();
        var at = Ring[0];
        while (!trail.Contains(at))
        {
            trail.Add(at);
            at = parents[at].First(left.Contains);
        }

        return [.. trail.Skip(trail.IndexOf(at)).Reverse()];
    }

    // Kahn's algorithm: takes every place whose incoming edges are all from places that were taken.
    private static int[] Peel(int[][] incoming, int[][] outgoing, bool[] taken)
    {
        var waiting = new int[incoming.Length];
        var order = new List<int>();
        for (var node = 0; node < incoming.Length; node++)
        {
            waiting[node] = incoming[node].Count(other => !taken[other]);
            if (waiting[node] == 0 && !taken[node])
                order.Add(node);
        }

        for (var next = 0; next < order.Count; next++)
        {
            taken[order[next]] = true;
            foreach (var other in outgoing[order[next]])
            {
                if (--waiting[other] == 0 && !taken[other])
                    order.Add(other);
            }
        }

        return [.. order];
    }

    private static int[][] Reverse(int[][] parents)
    {
        var children = parents.Select(static _ => new List<int>()).ToArray();
        for (var node = 0; node < parents.Length; node++)
        {
            foreach (var parent in parents[node])
                children[parent].Add(node);
        }

        return [.. children.Select(static list => list.ToArray())];
    }
}
