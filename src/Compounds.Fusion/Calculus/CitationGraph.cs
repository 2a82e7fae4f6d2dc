namespace Compounds.Fusion;

/// <summary>Which report cites which, and the origins each goes back to; every change costs what it affects.</summary>
/// <remarks>
/// The graph is condensed to its strongly connected components. The origins of a report are the components without
/// citations that it reaches; a component is named by its smallest id. A report outside the graph is its own origin.
/// </remarks>
internal sealed class CitationGraph
{
    private readonly Dictionary<string, Node> _nodes = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, CircularReporting> _circular = new(StringComparer.Ordinal);

    public IReadOnlyCollection<CircularReporting> Circular => _circular.Values;

    /// <summary>Adds an edge; the reports whose origins change, or the members of these, are added to <paramref name="changed"/>.</summary>
    public bool Link(string reportId, string citedId, ICollection<string> changed)
    {
        var report = Obtain(reportId);
        var cited = Obtain(citedId);
        if (report.Cites.Contains(cited))
            return false;

        report.Cites.Add(cited);
        cited.CitedBy.Add(report);
        Condense(report, changed);
        return true;
    }

    /// <summary>
    /// Takes an edge away; the reports whose origins change, or the members of these, are added to <paramref name="changed"/>.
    /// </summary>
    public bool Unlink(string reportId, string citedId, ICollection<string> changed)
    {
        if (!_nodes.TryGetValue(reportId, out var report) || !_nodes.TryGetValue(citedId, out var cited) || !report.Cites.Remove(cited))
            return false;

        cited.CitedBy.Remove(report);
        Condense(report, changed);
        return true;
    }

    /// <summary>The origins in order of id; null when the report is its own and only origin.</summary>
    public string[]? OriginsOf(string reportId) =>
        _nodes.TryGetValue(reportId, out var node) && !(node.Origins.Length == 1 && node.Origins[0] == reportId) ? node.Origins : null;

    /// <summary>The reports that form the origin of this name, itself when it is no circle.</summary>
    public IReadOnlyList<string> MembersOf(string originId) =>
        _circular.TryGetValue(originId, out var circle) ? circle.Reports : [originId];

    public bool IsInCircle(string reportId) =>
        _nodes.TryGetValue(reportId, out var node) && _circular.ContainsKey(node.Component);

    /// <summary>The circles that the report is part of or goes back to.</summary>
    public IEnumerable<CircularReporting> CirclesOf(string reportId)
    {
        if (!_nodes.TryGetValue(reportId, out var node))
            yield break;

        if (_circular.TryGetValue(node.Component, out var own))
            yield return own;
        foreach (var origin in node.Origins)
        {
            if (origin != node.Component && _circular.TryGetValue(origin, out var circle))
                yield return circle;
        }
    }

    /// <summary>The report and all that cite it, directly or through others.</summary>
    public IEnumerable<string> Citing(string reportId) =>
        _nodes.TryGetValue(reportId, out var node) ? Upstream(node).Select(upstream => upstream.Id) : [reportId];

    private static HashSet<Node> Upstream(Node report)
    {
        var found = new HashSet<Node> { report };
        var open = new Stack<Node>(found);
        while (open.TryPop(out var node))
        {
            foreach (var citing in node.CitedBy)
            {
                if (found.Add(citing))
                    open.Push(citing);
            }
        }

        return found;
    }

    private Node Obtain(string id)
    {
        if (!_nodes.TryGetValue(id, out var node))
            _nodes.Add(id, node = new Node(id));
        return node;
    }

    // Only what reaches the report can change, and every component that the report is in lies wholly among that.
    private void Condense(Node report, ICollection<string> changed)
    {
        var affected = Upstream(report);
        var membersBefore = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var node in affected)
        {
            membersBefore[node.Component] = membersBefore.GetValueOrDefault(node.Component) ?? MembersOf(node.Component);
            _circular.Remove(node.Component);
        }

        // An origin keeps its name when a report of a greater name joins or leaves, but with its members it may fall or stand again.
        var reshaped = new HashSet<string>(StringComparer.Ordinal);
        foreach (var component in Components.Of(affected))
        {
            var ids = component.Select(node => node.Id).Order(StringComparer.Ordinal).ToArray();
            if (ids.Length > 1 || component[0].Cites.Contains(component[0]))
                _circular[ids[0]] = new CircularReporting(ids[0], ids);
            if (membersBefore.TryGetValue(ids[0], out var members) && !members.SequenceEqual(ids))
                reshaped.Add(ids[0]);
            foreach (var node in component)
                node.Component = ids[0];

            var origins = component.SelectMany(node => node.Cites).Where(cited => cited.Component != ids[0])
                .SelectMany(cited => cited.Origins).Distinct().Order(StringComparer.Ordinal).ToArray();
            foreach (var node in component)
            {
                var before = node.Origins;
                node.Origins = origins.Length == 0 ? [ids[0]] : origins;
                if (!before.AsSpan().SequenceEqual(node.Origins) || Array.Exists(node.Origins, reshaped.Contains))
                    changed.Add(node.Id);
            }
        }
    }

    internal sealed class Node(string id)
    {
        public string Id { get; } = id;

        public List<Node> Cites { get; } = [];

        public List<Node> CitedBy { get; } = [];

        public string Component { get; set; } = id;

        public string[] Origins { get; set; } = [id];
    }
}
