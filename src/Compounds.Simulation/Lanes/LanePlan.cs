namespace Compounds.Simulation;

/// <summary>A network and a scenario, laid out for the engine. Immutable; shared by all threads.</summary>
internal sealed class LanePlan
{
    private readonly int _lanes;
    private readonly HashSet<(NodeParameter, int)> _uncertain;
    private readonly bool[] _uncertainEdges, _plainEdges;

    public LanePlan(Network network, Scenario scenario, int lanes)
    {
        (Network, Scenario, _lanes) = (network, scenario, lanes);
        Timeline = new Timeline(network, scenario);
        Sites = new DisplacementSites(network);
        Order = [.. Enumerable.Range(0, network.NodeCount).OrderBy(v => SortKey(network, v)).ThenBy(v => v)];
        Position = new int[Order.Length];
        for (var i = 0; i < Order.Length; i++)
            Position[Order[i]] = i;
        _uncertain = network.Uncertain.Where(u => u.Target == UncertainTarget.Node).Select(u => (u.Parameter, u.Index)).ToHashSet();
        _uncertainEdges = [.. network.Edges.Otherwise.Select(others => others is not null)];
        foreach (var uncertain in network.Uncertain.Where(u => u.Target != UncertainTarget.Node))
            _uncertainEdges[uncertain.Index] = true;
        _plainEdges = [.. Enumerable.Range(0, network.Edges.Count).Select(e => !(IsLimitedEdge(e) || IsLossy(e) || IsWaiting(e)))];
        Nodes = [.. Order.Select(Describe)];
        Kinds = [.. network.Graphs.Select(Describe)];
        Dispatched = [.. Nodes.Where(n => n.HasLoad || n.HasBattery || n.HasTank || n.IsSite || n.IsWaterworks || n.Slots.Any(s => s >= 0))];
        Gated = [.. Nodes.Where(n => network.Nodes.IsGated(n.Node))];
    }

    public Network Network { get; }

    public Scenario Scenario { get; }

    public Timeline Timeline { get; }

    public DisplacementSites Sites { get; }

    /// <summary>Gets the node of each position: alike nodes lie side by side, so that branches are predictable.</summary>
    public int[] Order { get; }

    /// <summary>Gets the position of each node.</summary>
    public int[] Position { get; }

    public LaneNode[] Nodes { get; }

    public LaneKind[] Kinds { get; }

    /// <summary>Gets the nodes with anything to do in an hour.</summary>
    public LaneNode[] Dispatched { get; }

    public LaneNode[] Gated { get; }

    /// <summary>The row of a node.</summary>
    public int Row(int node) => Position[node] * _lanes;

    /// <summary>Whether an edge never limits, loses or waits.</summary>
    public bool IsPlainEdge(int e) => _plainEdges[e];

    /// <summary>Whether anything of an edge differs between samples.</summary>
    public bool IsUncertainEdge(int e) => _uncertainEdges[e];

    /// <summary>Whether a number of a node differs between samples.</summary>
    public bool IsUncertain(LaneNode node, NodeParameter parameter) => _uncertain.Contains((parameter, node.Node));

    private static (int, int, int, int) SortKey(Network network, int v)
    {
        var nodes = network.Nodes;
        var features = (nodes.Has(NodeParameter.Generator, v) ? 4 : 0) + (nodes.Has(NodeParameter.Battery, v) ? 2 : 0) + (nodes.Has(NodeParameter.Solar, v) ? 1 : 0);
        var power = network.Graphs[(int)Kind.Power].Passes;
        var index = power.Length == 0 ? -1 : Array.FindIndex(power[0].Edges, e => network.Edges.To[e] == v);
        var edge = index < 0 ? -1 : power[0].Edges[index];
        return ((int)nodes.Types[v], features, nodes.Profiles[v] is null ? 0 : 1, edge < 0 ? -1 : network.Edges.From[edge]);
    }

    private LaneNode Describe(int v)
    {
        var nodes = Network.Nodes;
        return new LaneNode
        {
            Node = v,
            Type = nodes.Types[v],
            Row = Row(v),
            HasLoad = nodes.Has(NodeParameter.Load, v),
            HasGrid = Network.Graphs[(int)Kind.Power].Consumers.AsSpan().BinarySearch(v) >= 0,
            HasSun = nodes.Has(NodeParameter.Solar, v),
            HasBattery = nodes.Has(NodeParameter.Battery, v),
            HasGenerator = nodes.Has(NodeParameter.Generator, v) && (nodes.Has(NodeParameter.Fuel, v) || nodes.Has(NodeParameter.Tank, v)),
            HasTank = nodes.Has(NodeParameter.Fuel, v) || nodes.Has(NodeParameter.Tank, v),
            IsSite = Network.Layout.Slot(LedgerLine.LostWorkerHours, v) >= 0,
            IsWaterworks = nodes.Types[v] == NodeType.Waterworks,
            Profile = nodes.Profiles[v]?.Select(x => (float)x).ToArray(),
            Shift = nodes.Shifts[v]?.Select(x => (float)x).ToArray(),
            Slots = [.. Enumerable.Range(0, LedgerLayout.DetailedLines).Select(l => Network.Layout.Slot((LedgerLine)l, v))],
            Site = Array.IndexOf(Sites.Nodes, v),
        };
    }

    private LaneKind Describe(KindGraph graph)
    {
        var place = graph.Conduits.Select((v, i) => (v, i)).ToDictionary(p => p.v, p => p.i);
        var classes = ClassesBelow(graph, place);
        var conduits = new LaneConduit[graph.Conduits.Length];
        var (offsets, parents) = (new List<int>(), new List<LaneParent>());
        for (var i = 0; i < conduits.Length; i++)
        {
            var v = graph.Conduits[i];
            var (firstClass, firstParent) = (offsets.Count, parents.Count);
            offsets.AddRange(Enumerable.Range(0, 3).Where(c => classes[i][c]).Select(c => c * _lanes));
            foreach (var e in graph.ParentEdges[i])
                parents.Add(Parent(e, place, parents.Count * 3 * _lanes));
            conduits[i] = new(
                Row(v), i * 3 * _lanes, firstClass, firstParent, offsets.Count - firstClass, parents.Count - firstParent, IsLimitedNode(graph.Kind, v), parents.Skip(firstParent).Any(p => p.IsWaiting));
        }

        var passes = graph.Passes.Select(p => new LanePass(p.Rank, [.. p.Edges.OrderBy(e => Position[Network.Edges.To[e]]).Select(e => Edge(e, place))])).ToArray();
        var first = passes.Length == 0 ? [] : passes[0].Edges.Select(e => e.Row).ToHashSet();
        var waiting = passes.SelectMany(p => p.Edges).Where(e => e.IsWaiting).ToArray();
        return new LaneKind
        {
            Kind = graph.Kind,
            Conduits = conduits,
            Classes = [.. offsets],
            Parents = [.. parents],
            Passes = passes,
            LateConsumers = [.. graph.Consumers.Select(Row).Where(r => !first.Contains(r))],
            WaitingConsumers = [.. waiting.Select(e => e.Row).Distinct()],
            WaitingEdges =
            [
                .. waiting.Select(e => (e.EdgeRow, e.Row)),
                .. conduits.SelectMany(c => parents.Skip(c.FirstParent).Take(c.ParentCount).Where(p => p.IsWaiting).Select(p => (p.EdgeRow, c.Row))),
            ],
        };
    }

    private bool[][] ClassesBelow(KindGraph graph, Dictionary<int, int> place)
    {
        var classes = graph.Conduits.Select(_ => new bool[3]).ToArray();
        foreach (var e in graph.Passes.SelectMany(p => p.Edges))
            classes[place[Network.Edges.From[e]]][Rationing.Class(Network.Nodes.Classes[Network.Edges.To[e]], Scenario.Policy)] = true;
        for (var i = classes.Length - 1; i >= 0; i--)
        {
            foreach (var e in graph.ParentEdges[i])
            {
                for (var c = 0; c < 3; c++)
                    classes[place[Network.Edges.From[e]]][c] |= classes[i][c];
            }
        }

        return classes;
    }

    private LaneEdge Edge(int e, Dictionary<int, int> place)
    {
        var (from, to) = (Network.Edges.From[e], Network.Edges.To[e]);
        var row = ((place[from] * 3) + Rationing.Class(Network.Nodes.Classes[to], Scenario.Policy)) * _lanes;
        return new(Row(to), row, e * _lanes, IsLimitedEdge(e), IsLossy(e), IsWaiting(e));
    }

    private LaneParent Parent(int e, Dictionary<int, int> place, int optionRow)
    {
        var from = Network.Edges.From[e];
        return new(
            e * _lanes, optionRow, place[from] * 3 * _lanes, Network.Nodes.IsGated(from) ? Row(from) : -1, Network.Edges.Ranks[e], IsLimitedEdge(e), IsLossy(e), IsWaiting(e));
    }

    private bool IsLimitedNode(Kind kind, int v) =>
        Network.Nodes.CapacityKinds[v] == kind || Network.Nodes.IsGated(v) || Timeline.AllTargets.Contains(new(kind, false, v));

    private bool IsLimitedEdge(int e) =>
        !Network.Edges.Capacity[e].Equals(Quantity.Unlimited) || Network.Edges.Exists[e] < 1 || Network.Edges.Otherwise[e] is not null || Timeline.AllTargets.Contains(new(Network.Edges.Kinds[e], true, e));

    private bool IsLossy(int e) => !Network.Edges.Loss[e].Equals(Quantity.Zero);

    private bool IsWaiting(int e) => !Network.Edges.Delay[e].Equals(Quantity.Zero);
}
