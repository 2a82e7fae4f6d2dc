using System.Collections.Immutable;

namespace Compounds.Simulation;

/// <summary>Validates definitions, fills in defaults and lays the network out column by column.</summary>
internal sealed class NetworkBuilder
{
    private readonly List<NetworkProblem> _problems = [];
    private readonly List<Assumption> _assumptions = [];
    private readonly IReadOnlyList<NodeDefinition> _nodes;
    private readonly IReadOnlyList<EdgeDefinition> _edges;
    private readonly Dictionary<string, int> _byId = new(StringComparer.Ordinal);

    private NetworkBuilder(IReadOnlyList<NodeDefinition> nodes, IReadOnlyList<EdgeDefinition> edges) => (_nodes, _edges) = (nodes, edges);

    public static NetworkReading Build(IReadOnlyList<NodeDefinition> nodes, IReadOnlyList<EdgeDefinition> edges)
    {
        var builder = new NetworkBuilder(nodes, edges);
        builder.CheckNodes();
        builder.CheckEdges();
        return builder._problems.Count > 0 ? builder.Refuse() : builder.Compile();
    }

    private NetworkReading Refuse() => new(null, [.. _problems]);

    private void Refuse(string path, string code, string message) => _problems.Add(new(path, code, message));

    private void CheckNodes()
    {
        for (var i = 0; i < _nodes.Count; i++)
        {
            var node = _nodes[i];
            var path = $"/nodes/{i}";
            if (node.Id.Length == 0)
                Refuse($"{path}/id", "missing", "A node needs a name that is not empty.");
            if (!_byId.TryAdd(node.Id, i))
                Refuse($"{path}/id", "duplicate-id", $"The name {node.Id} is taken by /nodes/{_byId[node.Id]}; every node needs its own.");
            if (node.PriorityClass is < 0 or > 2)
                Refuse($"{path}/class", "out-of-range", "The class is 0 (life-critical), 1 (civilian) or 2 (other).");
            if (node.Needs is { } needs && needs.Any(k => k is Kind.Fuel or Kind.Access))
                Refuse($"{path}/needs", "out-of-range", "A node can need Power, Telecom, Water or Finance; fuel acts through its generator.");
            CheckHours(node.Profile, $"{path}/profile", double.PositiveInfinity);
            CheckHours(node.Shift, $"{path}/shift", 1);
            if (!double.IsFinite(node.East) || !double.IsFinite(node.North))
                Refuse($"{path}/east", "out-of-range", "The position is two finite numbers of kilometres.");
            foreach (var (parameter, quantity) in node.Parameters.OrderBy(p => p.Key))
            {
                var description = ParameterCatalog.Describe(parameter);
                CheckRange(quantity, description.Low, description.High, $"{path}/{description.Name}", description.Name);
            }
        }
    }

    private void CheckHours(ImmutableArray<double>? hours, string path, double high)
    {
        if (hours is { } given && (given.Length != 24 || given.Any(x => !(x >= 0 && x <= high))))
            Refuse(path, "out-of-range", $"A day is 24 numbers, each at least 0{(double.IsInfinity(high) ? "" : " and at most 1")}.");
    }

    private void CheckRange(Quantity quantity, double low, double high, string path, string name)
    {
        var (least, most) = quantity.Support();
        if (least < low && quantity.Shape != QuantityShape.LogNormal)
            Refuse(path, low == 0 ? "negative" : "out-of-range", $"The {name} must be at least {low}.");
        else if (most > high || (double.IsInfinity(high) && quantity.IsFixed && double.IsNaN(most)))
            Refuse(path, "out-of-range", $"The {name} must lie between {low} and {high}; use a triangular distribution or a quantile table to bound it.");
    }

    private void CheckEdges()
    {
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < _edges.Count; i++)
        {
            var edge = _edges[i];
            var path = $"/edges/{i}";
            if (!ids.TryAdd(edge.Id, i))
                Refuse($"{path}/id", "duplicate-id", $"The name {edge.Id} is taken by /edges/{ids[edge.Id]}; give one of them an id of its own.");
            if (_byId.ContainsKey(edge.Id))
                Refuse($"{path}/id", "duplicate-id", $"The name {edge.Id} is taken by a node; measures could not tell them apart.");
            if (!_byId.ContainsKey(edge.From))
                Refuse($"{path}/from", "dangling-edge", $"There is no node {edge.From}; name one of the nodes.");
            if (!_byId.ContainsKey(edge.To))
                Refuse($"{path}/to", "dangling-edge", $"There is no node {edge.To}; name one of the nodes.");
            if (edge.Rank is < 1 or > 3)
                Refuse($"{path}/rank", "out-of-range", "The rank is 1, 2 or 3.");
            if (edge.Exists is { } exists && !(exists is >= 0 and <= 1))
                Refuse($"{path}/exists", "out-of-range", "The probability that an edge exists lies between 0 and 1.");
            if (edge.Capacity is { } capacity)
                CheckRange(capacity, 0, double.PositiveInfinity, $"{path}/capacity", "capacity");
            if (edge.Loss is { } loss)
                CheckRange(loss, 0, 0.95, $"{path}/loss", "loss");
            if (edge.Delay is { } delay)
                CheckRange(delay, 0, double.PositiveInfinity, $"{path}/delay", "delay");
        }
    }

    private NetworkReading Compile()
    {
        var order = Enumerable.Range(0, _nodes.Count).OrderBy(i => _nodes[i].Id, StringComparer.Ordinal).ToArray();
        var nodes = LayOutNodes(order);
        var edges = LayOutEdges(nodes);
        var graphs = new List<KindGraph>();
        var isSource = nodes.Types.Select(t => t is NodeType.Source or NodeType.Satellite).ToArray();
        foreach (var kind in Enum.GetValues<Kind>())
        {
            if (KindGraph.Build(kind, edges, isSource, out var cycle) is { } graph)
                graphs.Add(graph);
            else
                Refuse("/edges", "cycle", $"{kind} flows in a circle: {string.Join(" > ", cycle.Select(v => nodes.Ids[v]))}. Remove one of these edges; within one kind supply must not depend on itself.");
        }

        if (_problems.Count == 0)
            CheckRoles(nodes, graphs, order);
        return _problems.Count > 0 ? Refuse() : new(new Network(nodes, edges, [.. graphs], [.. _assumptions]), []);
    }

    private void CheckRoles(NodeTable nodes, List<KindGraph> graphs, int[] order)
    {
        foreach (var graph in graphs)
        {
            foreach (var v in graph.Conduits)
            {
                NodeParameter[] wants = graph.Kind switch
                {
                    Kind.Power => [NodeParameter.Load, NodeParameter.Battery],
                    Kind.Telecom => [NodeParameter.Telecom],
                    Kind.Fuel => [NodeParameter.Tank],
                    Kind.Water => [NodeParameter.Water],
                    Kind.Finance => [NodeParameter.Finance],
                    _ => [],
                };
                foreach (var parameter in wants.Where(p => nodes.Has(p, v) && !(p == NodeParameter.Tank && !nodes.Has(NodeParameter.Fuel, v))))
                {
                    var name = ParameterCatalog.Describe(parameter).Name;
                    Refuse($"/nodes/{order[v]}/{name}", "conduit-consumes", $"{nodes.Ids[v]} passes {graph.Kind} on and cannot consume it too; add a node of its own for the {name}.");
                }
            }
        }
    }

    private NodeTable LayOutNodes(int[] order)
    {
        var arriving = _edges.Select(e => (e.To, e.Kind)).ToHashSet();
        var leaving = _edges.Select(e => (e.From, e.Kind)).ToHashSet();
        var full = order.Select(i => Complete(_nodes[i], i, arriving, leaving)).ToArray();
        return new NodeTable
        {
            Ids = [.. full.Select(n => n.Id)],
            Types = [.. full.Select(n => n.Type)],
            Classes = [.. full.Select(n => n.PriorityClass ?? TypeDefaults.Class(n.Type))],
            Needs = [.. full.Select(n => (n.Needs ?? TypeDefaults.Needs(n.Type)).Distinct().Order().ToArray())],
            CapacityKinds = [.. full.Select(n => n.CapacityKind)],
            Profiles = [.. full.Select(n => n.Profile?.ToArray())],
            Shifts = [.. full.Select(n => n.Shift?.ToArray())],
            East = [.. full.Select(n => n.East)],
            North = [.. full.Select(n => n.North)],
            Operators = [.. full.Select(n => string.IsNullOrEmpty(n.OperatorId) ? null : n.OperatorId)],
            Parameters = [.. Enum.GetValues<NodeParameter>().Select(p => full.Select(n => n.Parameters.GetValueOrDefault(p) ?? Absent(p)).ToArray())],
        };
    }

    private NodeDefinition Complete(NodeDefinition node, int index, HashSet<(string, Kind)> arriving, HashSet<(string, Kind)> leaving)
    {
        foreach (var (parameter, value, basis) in TypeDefaults.For(node, kind => arriving.Contains((node.Id, kind))))
        {
            if (node.Parameters.ContainsKey(parameter))
                continue;
            Assume(node.Id, parameter, value.ToString(), basis);
            node = node.With(parameter, value);
        }

        // Tests of the first fact that matters: a tank of unknown size holds what is in it, a level of unknown height is full.
        if (node.Parameters.ContainsKey(NodeParameter.Fuel) != node.Parameters.ContainsKey(NodeParameter.Tank))
        {
            var missing = node.Parameters.ContainsKey(NodeParameter.Fuel) ? NodeParameter.Tank : NodeParameter.Fuel;
            Assume(node.Id, missing, "the same", "the tank is taken to be full at the start");
            node = node.With(missing, Quantity.Unlimited);
        }

        return WithCapacity(node, index, leaving);
    }

    private NodeDefinition WithCapacity(NodeDefinition node, int index, HashSet<(string, Kind)> leaving)
    {
        if (!node.Parameters.TryGetValue(NodeParameter.Capacity, out var capacity) || capacity.Equals(Quantity.Unlimited))
            return node with { CapacityKind = null, Parameters = node.Parameters.Remove(NodeParameter.Capacity) };
        var carried = Enum.GetValues<Kind>().Where(k => leaving.Contains((node.Id, k))).ToArray();
        if (node.CapacityKind is { } named)
        {
            if (carried.Length > 0 && !carried.Contains(named))
                Refuse($"/nodes/{index}/capacity", "unknown-unit", $"{node.Id} passes on {string.Join(" and ", carried)}; give the capacity in {string.Join(" or ", carried.Select(Unit.Of))}.");
            return node;
        }

        if (carried.Length > 1)
            Refuse($"/nodes/{index}/capacity", "ambiguous", $"{node.Id} passes on {string.Join(" and ", carried)}; say by the unit which of them is limited, and limit the others on their edges.");
        return carried.Length == 0
            ? node with { Parameters = node.Parameters.Remove(NodeParameter.Capacity) }
            : node with { CapacityKind = carried[0] };
    }

    private void Assume(string subject, NodeParameter parameter, string value, string basis)
    {
        var description = ParameterCatalog.Describe(parameter);
        _assumptions.Add(new(subject, description.Name, value, description.Unit, basis));
    }

    private static Quantity Absent(NodeParameter parameter) => parameter switch
    {
        NodeParameter.Capacity => Quantity.Unlimited,
        NodeParameter.BatteryEfficiency => Quantity.Fixed(0.95),
        NodeParameter.Critical => Quantity.Fixed(0.5),
        NodeParameter.Restart or NodeParameter.Essential or NodeParameter.TelecomEssential or NodeParameter.FinanceEssential
            or NodeParameter.WorkingShare => Quantity.Fixed(1),
        _ => Quantity.Zero,
    };

    private EdgeTable LayOutEdges(NodeTable nodes)
    {
        var sorted = _edges.OrderBy(e => e.Id, StringComparer.Ordinal).ToArray();
        var place = Enumerable.Range(0, nodes.Count).ToDictionary(i => nodes.Ids[i], StringComparer.Ordinal);
        foreach (var edge in sorted)
        {
            if (edge.Capacity is null)
                _assumptions.Add(new(edge.Id, "capacity", "unlimited", Unit.Of(edge.Kind), "nothing reported"));
            if (edge.Loss is null && edge.Kind == Kind.Power)
                _assumptions.Add(new(edge.Id, "loss", "0", "fraction", "nothing reported"));
            if (edge.Exists is null && !edge.Otherwise)
                _assumptions.Add(new(edge.Id, "exists", "1", "fraction", "taken as certain"));
        }

        int[]? OthersOf(EdgeDefinition edge) => !edge.Otherwise ? null : [.. Enumerable.Range(0, sorted.Length)
            .Where(i => sorted[i] is { Rank: 1, Otherwise: false } other && other.To == edge.To && other.Kind == edge.Kind)];

        return new EdgeTable
        {
            Ids = [.. sorted.Select(e => e.Id)],
            From = [.. sorted.Select(e => place[e.From])],
            To = [.. sorted.Select(e => place[e.To])],
            Kinds = [.. sorted.Select(e => e.Kind)],
            Ranks = [.. sorted.Select(e => e.Rank)],
            Capacity = [.. sorted.Select(e => e.Capacity ?? Quantity.Unlimited)],
            Loss = [.. sorted.Select(e => e.Loss ?? Quantity.Zero)],
            Delay = [.. sorted.Select(e => e.Delay ?? Quantity.Zero)],
            Exists = [.. sorted.Select(e => e.Otherwise ? 1 : e.Exists ?? 1)],
            Otherwise = [.. sorted.Select(OthersOf)],
        };
    }
}
