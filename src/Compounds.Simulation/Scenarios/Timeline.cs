namespace Compounds.Simulation;

/// <summary>The measures of a scenario, resolved to the capacities they change and the hours at which they change them.</summary>
internal sealed class Timeline
{
    private readonly Measure[] _measures;
    private readonly int[][] _byTarget;

    public Timeline(Network network, Scenario scenario)
    {
        _measures = scenario.InOrder();
        var byTarget = new SortedDictionary<(Kind, bool, int), List<int>>();
        for (var m = 0; m < _measures.Length; m++)
        {
            foreach (var target in Targets(network, _measures[m]))
            {
                var key = (target.Kind, target.IsEdge, target.Index);
                if (!byTarget.TryGetValue(key, out var list))
                    byTarget[key] = list = [];
                list.Add(m);
            }
        }

        AllTargets = [.. byTarget.Keys.Select(k => new TimelineTarget(k.Item1, k.Item2, k.Item3))];
        _byTarget = [.. byTarget.Values.Select(l => l.ToArray())];
        ChangeHours = _measures.SelectMany(m => m.To is { } to ? new[] { m.From, to } : [m.From]).Where(h => h > 0 && h < scenario.Horizon).ToHashSet();
    }

    /// <summary>Gets the capacities that some measure touches.</summary>
    public TimelineTarget[] AllTargets { get; }

    /// <summary>Gets the hours after 0 at which a multiplier may change.</summary>
    public HashSet<int> ChangeHours { get; }

    /// <summary>Gets the measures in canonical order.</summary>
    public IReadOnlyList<Measure> Measures => _measures;

    /// <summary>The capacities a measure touches. At a consumer it is the lines that arrive; at a conduit, the node itself.</summary>
    public static IEnumerable<TimelineTarget> Targets(Network network, Measure measure)
    {
        if (network.FindEdge(measure.Target) is { } edge)
        {
            if (measure.Touches(network.Edges.Kinds[edge]))
                yield return new(network.Edges.Kinds[edge], true, edge);
            yield break;
        }

        if (network.FindNode(measure.Target) is not { } node)
            yield break;
        foreach (var graph in network.Graphs.Where(g => measure.Touches(g.Kind)))
        {
            if (graph.Conduits.Contains(node))
            {
                yield return new(graph.Kind, false, node);
                continue;
            }

            for (var e = 0; e < network.Edges.Count; e++)
            {
                if (network.Edges.Kinds[e] == graph.Kind && network.Edges.To[e] == node)
                    yield return new(graph.Kind, true, e);
            }
        }
    }

    /// <summary>The share of its capacity that a target keeps in an hour.</summary>
    /// <param name="target">The position in <see cref="AllTargets"/>.</param>
    /// <param name="hour">The hour.</param>
    /// <param name="depths">The depth of each measure in this sample.</param>
    /// <returns>The product of 1 - depth over the measures in force, where a restoration undoes those that began no later than it.</returns>
    public double Multiplier(int target, int hour, ReadOnlySpan<double> depths)
    {
        var kept = 1.0;
        foreach (var m in _byTarget[target])
        {
            if (_measures[m].Kind == MeasureKind.Restore || !_measures[m].IsActive(hour))
                continue;
            var depth = depths[m];
            foreach (var r in _byTarget[target])
            {
                if (_measures[r].Kind == MeasureKind.Restore && _measures[r].IsActive(hour) && _measures[r].From >= _measures[m].From)
                    depth *= 1 - depths[r];
            }

            kept *= 1 - depth;
        }

        return kept;
    }
}
