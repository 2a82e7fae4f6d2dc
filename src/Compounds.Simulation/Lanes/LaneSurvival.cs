namespace Compounds.Simulation;

/// <summary>Which gated nodes survive an hour: fail until stable, then restart until stable, suppliers first.</summary>
internal sealed unsafe class LaneSurvival<TLanes, TValue, TMask>
    where TLanes : ILanes<TValue, TMask>
    where TValue : unmanaged
    where TMask : unmanaged
{
    private readonly LaneWorld _world;
    private readonly LaneDispatch<TLanes, TValue, TMask> _dispatch;
    private readonly LaneShares<TLanes, TValue, TMask> _shares;
    private readonly LaneAllocation<TLanes, TValue, TMask>[] _allocations;
    private readonly bool[] _stale;
    private readonly LaneNode[] _gated;
    private readonly (DependencyComponent Component, LaneNode[] Gated)[] _components;
    private readonly Kind[] _unsupplied;
    private readonly Kind[][] _needs;
    private readonly int[][] _carries;
    private readonly float*[] _next;
    private readonly LaneMemory _memory = new();
    private readonly bool[] _changed;

    public LaneSurvival(LanePlan plan, LaneWorld world, LaneDispatch<TLanes, TValue, TMask> dispatch, LaneShares<TLanes, TValue, TMask> shares, bool[] stale)
    {
        (_world, _dispatch, _shares, _stale, _gated) = (world, dispatch, shares, stale, plan.Gated);
        _allocations = [.. plan.Kinds.Select(k => new LaneAllocation<TLanes, TValue, TMask>(plan, k, world))];
        _components = [.. plan.Network.Components.Select(c => (c, c.Gated.Select(v => plan.Nodes[plan.Position[v]]).ToArray()))];
        _unsupplied = [.. plan.Kinds.Where(k => k.IsEmpty).Select(k => k.Kind)];
        _needs = plan.Network.Nodes.Needs;
        _carries = [.. plan.Network.Nodes.Ids.Select((_, v) => plan.Kinds.Where(k => k.Conduits.Any(c => c.Row == plan.Row(v))).Select(k => (int)k.Kind).ToArray())];
        _changed = new bool[plan.Kinds.Length];
        _next = new float*[plan.Network.NodeCount];
        foreach (var node in _gated)
            _next[node.Node] = _memory.Floats(TLanes.Count);
    }

    /// <summary>Settles an hour.</summary>
    public void Settle(int hour)
    {
        foreach (var kind in _unsupplied)
            Share(kind, hour);
        foreach (var (component, gated) in _components)
        {
            Repeat(component, gated, hour % 24, restarting: false);
            Repeat(component, gated, hour % 24, restarting: true);
            foreach (var kind in component.Kinds)
            {
                if (_changed[(int)kind])
                    _shares.Update(kind, hour);
                _changed[(int)kind] = false;
            }
        }
    }

    /// <summary>Counts the hours that nodes are down.</summary>
    public void Advance()
    {
        var zero = TLanes.Splat(0);
        foreach (var node in _gated)
        {
            var up = TLanes.Less(zero, TLanes.Load(_world.Up + node.Row));
            TLanes.Store(_world.Down + node.Row, TLanes.Select(up, zero, TLanes.Add(TLanes.Load(_world.Down + node.Row), TLanes.Splat(1))));
        }
    }

    /// <summary>Sets what a node passes of a kind from what it could pass and whether it is up.</summary>
    public void Gate(int kind, int row)
    {
        var zero = TLanes.Splat(0);
        var up = TLanes.Less(zero, TLanes.Load(_world.Up + row));
        TLanes.Store(_world.NodeCapacity[kind] + row, TLanes.Select(up, TLanes.Load(_world.OpenNodeCapacity[kind] + row), zero));
    }

    private void Share(Kind kind, int hour)
    {
        if (!_stale[(int)kind])
            return;
        _stale[(int)kind] = false;
        _shares.Update(kind, hour);
    }

    private void Repeat(DependencyComponent component, LaneNode[] gated, int hourOfDay, bool restarting)
    {
        bool changed;
        do
        {
            foreach (var kind in component.Kinds)
                Allocate((int)kind);
            changed = false;
            foreach (var node in gated)
                Judge(node, hourOfDay, restarting);
            foreach (var node in gated)
                changed |= Adopt(node);
        }
        while (changed && component.IsCyclic);
    }

    private void Allocate(int kind)
    {
        if (!_stale[kind])
            return;
        _stale[kind] = false;
        _changed[kind] = true;
        _allocations[kind].Run();
    }

    private void Judge(LaneNode node, int hourOfDay, bool restarting)
    {
        var (zero, one) = (TLanes.Splat(0), TLanes.Splat(1));
        var fit = TLanes.Less(zero, one);
        foreach (var need in _needs[node.Node])
            fit = TLanes.And(fit, Meets(node, need, hourOfDay));
        var up = TLanes.Less(zero, TLanes.Load(_world.Up + node.Row));
        var rested = TLanes.AtMost(TLanes.Load(_world.Restart + node.Row), TLanes.Load(_world.Down + node.Row));
        var stays = restarting ? TLanes.Or(up, TLanes.And(fit, rested)) : TLanes.And(up, fit);
        TLanes.Store(_next[node.Node], TLanes.Select(stays, one, zero));
    }

    private TMask Meets(LaneNode node, Kind need, int hourOfDay)
    {
        var critical = TLanes.Load(_world.Critical + node.Row);
        if (need != Kind.Power)
        {
            var missing = LaneShares<TLanes, TValue, TMask>.Short(TLanes.Load(_world.Grant[(int)need] + node.Row), TLanes.Load(_world.Request[(int)need] + node.Row));
            return LaneDispatch<TLanes, TValue, TMask>.Reaches(TLanes.Subtract(TLanes.Splat(1), missing), critical);
        }

        var fit = LaneDispatch<TLanes, TValue, TMask>.Reaches(_dispatch.Reachable(node, hourOfDay), critical);
        return node.IsWaterworks ? TLanes.Or(fit, TLanes.AtMost(TLanes.Splat(1), TLanes.Load(_world.Reservoir + node.Row))) : fit;
    }

    private bool Adopt(LaneNode node)
    {
        var next = TLanes.Load(_next[node.Node]);
        var now = TLanes.Load(_world.Up + node.Row);
        if (!TLanes.Any(TLanes.Or(TLanes.Less(next, now), TLanes.Less(now, next))))
            return false;
        TLanes.Store(_world.Up + node.Row, next);
        foreach (var kind in _carries[node.Node])
        {
            Gate(kind, node.Row);
            _stale[kind] = true;
        }

        return true;
    }
}
