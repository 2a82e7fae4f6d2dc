namespace Compounds.Fusion;

/// <summary>Strongly connected components by Tarjan's algorithm, without recursion: chains of citations can be long.</summary>
internal sealed class Components
{
    private readonly HashSet<CitationGraph.Node> _within;
    private readonly Dictionary<CitationGraph.Node, Visit> _visits = [];
    private readonly Stack<CitationGraph.Node> _open = new();
    private readonly List<CitationGraph.Node[]> _components = [];

    private Components(HashSet<CitationGraph.Node> within) => _within = within;

    /// <summary>The components among the given reports, cited before citing.</summary>
    public static IReadOnlyList<CitationGraph.Node[]> Of(HashSet<CitationGraph.Node> within)
    {
        var search = new Components(within);
        foreach (var node in within)
        {
            if (!search._visits.ContainsKey(node))
                search.From(node);
        }

        return search._components;
    }

    private void From(CitationGraph.Node start)
    {
        var path = new Stack<Visit>();
        path.Push(Enter(start));
        while (path.TryPeek(out var visit))
        {
            if (visit.NextCited < visit.Node.Cites.Count)
            {
                var cited = visit.Node.Cites[visit.NextCited++];
                if (!_within.Contains(cited))
                    continue;
                if (!_visits.TryGetValue(cited, out var other))
                    path.Push(Enter(cited));
                else if (other.IsOpen)
                    visit.Lowest = Math.Min(visit.Lowest, other.Index);
                continue;
            }

            path.Pop();
            if (path.TryPeek(out var citing))
                citing.Lowest = Math.Min(citing.Lowest, visit.Lowest);
            if (visit.Lowest == visit.Index)
                _components.Add(Close(visit.Node));
        }
    }

    private Visit Enter(CitationGraph.Node node)
    {
        var visit = new Visit(node, _visits.Count);
        _visits.Add(node, visit);
        _open.Push(node);
        return visit;
    }

    private CitationGraph.Node[] Close(CitationGraph.Node root)
    {
        var members = new List<CitationGraph.Node>();
        CitationGraph.Node member;
        do
        {
            member = _open.Pop();
            _visits[member].IsOpen = false;
            members.Add(member);
        }
        while (member != root);
        return [.. members];
    }

    private sealed class Visit(CitationGraph.Node node, int index)
    {
        public CitationGraph.Node Node => node;

        public int Index { get; } = index;

        public int Lowest { get; set; } = index;

        public int NextCited { get; set; }

        public bool IsOpen { get; set; } = true;
    }
}
