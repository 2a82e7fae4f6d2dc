namespace Compounds.Simulation;

/// <summary>
/// The simulator in its plainest form: double precision, one sample, one hour after the other, in the order of the
/// specification. It is the yardstick of the fast engine, not a fallback for it.
/// </summary>
internal sealed class ReferenceEngine
{
    private readonly Network _network;
    private readonly Realisation _world;
    private readonly Timeline _timeline;
    private readonly ReferenceState _state;
    private readonly ReferenceAllocation[] _allocations;
    private readonly ReferenceDispatch _dispatch;
    private readonly ReferenceLedger _ledger;
    private readonly double[] _multipliers;
    private readonly double[][] _nodeCapacity;
    private readonly double[] _edgeCapacity;

    private ReferenceEngine(Network network, Scenario scenario, Timeline timeline, Realisation world)
    {
        (_network, _world, _timeline) = (network, world, timeline);
        _state = new ReferenceState(network, world);
        _allocations = [.. network.Graphs.Select(g => new ReferenceAllocation(network, g, scenario.Policy))];
        _dispatch = new ReferenceDispatch(network, world, _state);
        Run = new ReferenceRun(network, scenario.Horizon);
        if (scenario.Displacement is not null)
            Run.Displacement = new Displacement(new DisplacementSites(network), world);
        _ledger = new ReferenceLedger(network, world, _state, _dispatch, Run);
        _multipliers = new double[timeline.AllTargets.Length];
        _nodeCapacity = [.. network.Graphs.Select(_ => new double[network.NodeCount])];
        _edgeCapacity = new double[network.Edges.Count];
    }

    private ReferenceRun Run { get; }

    /// <summary>Simulates one sample.</summary>
    /// <param name="network">The network.</param>
    /// <param name="scenario">The scenario.</param>
    /// <param name="world">The sample.</param>
    /// <param name="watch">Sees every hour.</param>
    /// <returns>The ledgers.</returns>
    public static ReferenceRun Simulate(Network network, Scenario scenario, Realisation world, Action<ReferenceHour>? watch = null)
    {
        var engine = new ReferenceEngine(network, scenario, new Timeline(network, scenario), world);
        for (var hour = 0; hour < scenario.Horizon; hour++)
            engine.Step(hour, watch);
        return engine.Finish();
    }

    private void Step(int hour, Action<ReferenceHour>? watch)
    {
        SetCapacities(hour);
        ArmEdges();
        _dispatch.Ask(hour % 24);
        var up = (bool[])_state.Up.Clone();
        foreach (var component in _network.Components)
            Settle(component, up);
        ReferenceClocks.Advance(_network, _state, _allocations, _edgeCapacity, up);
        _dispatch.Run(_allocations);
        _ledger.Record(hour, _allocations);
        for (var v = 0; v < up.Length; v++)
            _state.Down[v] = up[v] ? 0 : _state.Down[v] + 1;
        _state.Up = up;
        watch?.Invoke(new(hour, [.. _state.Served], [.. _state.Telecom], [.. _state.Water], [.. _state.Fuel], [.. _state.Battery], up, [.. _allocations.Select(a => a.Grant.ToArray())], _allocations));
        if (hour % 24 == 23 && Run.Displacement is { } displacement)
            displacement.EndOfDay(hour, _ledger.SiteCapacity(), _ledger.Openness(AccessKept));
    }

    private void SetCapacities(int hour)
    {
        for (var e = 0; e < _edgeCapacity.Length; e++)
            _edgeCapacity[e] = _world.EdgeExists[e] ? _world.EdgeCapacity[e] : 0;
        for (var k = 0; k < _nodeCapacity.Length; k++)
        {
            for (var v = 0; v < _network.NodeCount; v++)
                _nodeCapacity[k][v] = _network.Nodes.CapacityKinds[v] == (Kind)k ? _world[NodeParameter.Capacity][v] : double.PositiveInfinity;
        }

        for (var i = 0; i < _multipliers.Length; i++)
        {
            var target = _timeline.AllTargets[i];
            _multipliers[i] = _timeline.Multiplier(i, hour, _world.MeasureDepth);
            ref var capacity = ref target.IsEdge ? ref _edgeCapacity[target.Index] : ref _nodeCapacity[(int)target.Kind][target.Index];
            capacity = Scale(capacity, _multipliers[i]);
        }
    }

    /// <summary>A capacity times a multiplier, where nothing of an unlimited capacity is nothing.</summary>
    private static double Scale(double capacity, double multiplier) => multiplier <= 0 ? 0 : multiplier >= 1 ? capacity : capacity * multiplier;

    private void ArmEdges()
    {
        for (var e = 0; e < _state.Armed.Length; e++)
            _state.Armed[e] = _world.EdgeDelay[e] <= 0 || _state.Clock[(int)_network.Edges.Kinds[e]][_network.Edges.To[e]] >= _world.EdgeDelay[e];
    }

    /// <summary>Lets nodes fail until nobody else does, then restart until nobody else can, then allocates.</summary>
    private void Settle(DependencyComponent component, bool[] up)
    {
        for (var restarting = false; ; restarting = true)
        {
            bool changed;
            do
            {
                Allocate(component, up);
                changed = false;
                var next = component.Gated.Select(v => restarting
                    ? up[v] || (_dispatch.IsFit(v, _allocations) && _state.Down[v] >= _world[NodeParameter.Restart][v])
                    : up[v] && _dispatch.IsFit(v, _allocations)).ToArray();
                for (var i = 0; i < next.Length; i++)
                {
                    changed |= up[component.Gated[i]] != next[i];
                    up[component.Gated[i]] = next[i];
                }
            }
            while (changed);
            if (restarting)
                return;
        }
    }

    private void Allocate(DependencyComponent component, bool[] up)
    {
        foreach (var kind in component.Kinds)
        {
            var k = (int)kind;
            var capacity = _nodeCapacity[k].Select((c, v) => up[v] ? c : 0).ToArray();
            _allocations[k].Run(capacity, _edgeCapacity, _world.EdgeLoss, _state.Armed, up, _state.Request[k]);
        }
    }

    /// <summary>The share of its capacity that an access edge keeps, its crossing included.</summary>
    private double AccessKept(int edge)
    {
        var kept = _world.EdgeExists[edge] ? 1.0 : 0;
        for (var i = 0; i < _multipliers.Length; i++)
        {
            var target = _timeline.AllTargets[i];
            if (target.Kind == Kind.Access && target.Index == (target.IsEdge ? edge : _network.Edges.From[edge]))
                kept *= _multipliers[i];
        }

        return kept;
    }

    private ReferenceRun Finish()
    {
        _state.Fuel.CopyTo(Run.FinalFuel, 0);
        _state.Battery.CopyTo(Run.FinalBattery, 0);
        _state.Up.CopyTo(Run.FinalUp, 0);
        return Run;
    }
}
