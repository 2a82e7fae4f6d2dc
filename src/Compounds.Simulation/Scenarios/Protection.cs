using System.Collections.Immutable;

namespace Compounds.Simulation;

/// <summary>Exempts nodes from measures: the complete cut of a line that feeds a protected node becomes the cut of everything else on it.</summary>
public static class Protection
{
    /// <summary>Narrows measures.</summary>
    /// <param name="network">The network.</param>
    /// <param name="measures">The measures as they were asked for.</param>
    /// <param name="spared">The names of the nodes to be spared; names that are not in the network spare nothing.</param>
    /// <returns>The measures that are carried out. A partial measure stays as it is: it has no part that could be left out.</returns>
    public static ImmutableArray<Measure> Of(Network network, ImmutableArray<Measure> measures, ImmutableArray<string> spared)
    {
        var nodes = spared.Select(network.FindNode).OfType<int>().ToHashSet();
        return nodes.Count == 0 ? measures : [.. measures.SelectMany(measure => Narrow(network, measure, nodes)).Distinct()];
    }

    private static IEnumerable<Measure> Narrow(Network network, Measure measure, HashSet<int> spared)
    {
        if (measure.Kind is MeasureKind.Restore or MeasureKind.Derate || !measure.Depth.Equals(Quantity.Fixed(1)) || !Timeline.Targets(network, measure).Any())
            return [measure];
        var cut = new SortedSet<string>(StringComparer.Ordinal);
        var isNarrowed = false;
        foreach (var target in Timeline.Targets(network, measure))
        {
            if (target.IsEdge)
                isNarrowed |= CutEdge(network, target.Kind, target.Index, spared, cut);
            else if (Leads(network, target.Kind, target.Index, spared))
                isNarrowed |= CutBelow(network, target.Kind, target.Index, spared, cut);
            else
                CutBelow(network, target.Kind, target.Index, [], cut);
        }

        return isNarrowed ? cut.Select(edge => measure with { Target = edge }) : [measure];
    }

    /// <summary>Cuts an edge, or what hangs on it and leads to nobody spared.</summary>
    /// <returns>Whether something is left on.</returns>
    private static bool CutEdge(Network network, Kind kind, int edge, HashSet<int> spared, SortedSet<string> cut)
    {
        var to = network.Edges.To[edge];
        if (spared.Contains(to))
            return true;
        if (Leads(network, kind, to, spared))
            return CutBelow(network, kind, to, spared, cut);
        cut.Add(network.Edges.Ids[edge]);
        return false;
    }

    private static bool CutBelow(Network network, Kind kind, int node, HashSet<int> spared, SortedSet<string> cut)
    {
        var isNarrowed = false;
        foreach (var edge in Leaving(network, kind, node))
            isNarrowed |= CutEdge(network, kind, edge, spared, cut);
        return isNarrowed;
    }

    private static bool Leads(Network network, Kind kind, int node, HashSet<int> spared) =>
        Leaving(network, kind, node).Any(edge => spared.Contains(network.Edges.To[edge]) || Leads(network, kind, network.Edges.To[edge], spared));

    private static IEnumerable<int> Leaving(Network network, Kind kind, int node) =>
        Enumerable.Range(0, network.Edges.Count).Where(edge => network.Edges.Kinds[edge] == kind && network.Edges.From[edge] == node);
}
