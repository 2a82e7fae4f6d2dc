namespace Compounds.Simulation;

/// <summary>Hours of shortage on rank 1, and the edges they arm: the rules of <see cref="ReferenceClocks"/>.</summary>
internal sealed unsafe class LaneClocks<TLanes, TValue, TMask>(LanePlan plan, LaneWorld world, bool[] stale)
    where TLanes : ILanes<TValue, TMask>
    where TValue : unmanaged
    where TMask : unmanaged
{
    private const float Enough = 0.999f;

    /// <summary>Arms the edges whose clock has run long enough.</summary>
    public void Arm()
    {
        var (zero, one) = (TLanes.Splat(0), TLanes.Splat(1));
        foreach (var kind in plan.Kinds)
        {
            var clock = world.Clock[(int)kind.Kind];
            foreach (var (edge, row) in kind.WaitingEdges)
            {
                var armed = TLanes.Select(TLanes.AtMost(TLanes.Load(world.Delay + edge), TLanes.Load(clock + row)), one, zero);
                var before = TLanes.Load(world.Armed + edge);
                if (!TLanes.Any(TLanes.Or(TLanes.Less(armed, before), TLanes.Less(before, armed))))
                    continue;
                TLanes.Store(world.Armed + edge, armed);
                stale[(int)kind.Kind] = true;
            }
        }
    }

    /// <summary>Counts the hour.</summary>
    public void Advance()
    {
        foreach (var kind in plan.Kinds)
        {
            AdvanceConsumers(kind);
            foreach (ref readonly var conduit in kind.Conduits.AsSpan())
            {
                if (conduit.Waits)
                    AdvanceConduit(kind, in conduit);
            }
        }
    }

    private void AdvanceConsumers(LaneKind kind)
    {
        var k = (int)kind.Kind;
        var (zero, one) = (TLanes.Splat(0), TLanes.Splat(1));
        foreach (var row in kind.WaitingConsumers)
        {
            var request = TLanes.Load(world.Request[k] + row);
            var clock = TLanes.Load(world.Clock[k] + row);
            var lacks = TLanes.Less(TLanes.Load(world.FirstRank[k] + row), TLanes.Multiply(request, TLanes.Splat(Enough)));
            var asks = TLanes.Less(TLanes.Splat((float)Physics.Nothing), request);
            TLanes.Store(world.Clock[k] + row, TLanes.Select(asks, TLanes.Select(lacks, TLanes.Add(clock, one), zero), clock));
        }
    }

    private void AdvanceConduit(LaneKind kind, in LaneConduit conduit)
    {
        var (zero, one) = (TLanes.Splat(0), TLanes.Splat(1));
        var fed = TLanes.Less(one, zero);
        foreach (ref readonly var parent in kind.ParentsOf(in conduit))
        {
            if (parent.Rank != 1)
                continue;
            var usable = TLanes.And(TLanes.Less(zero, TLanes.Load(world.EdgeCapacity + parent.EdgeRow)), TLanes.Less(zero, TLanes.Load(world.Armed + parent.EdgeRow)));
            fed = TLanes.Or(fed, parent.GateRow < 0 ? usable : TLanes.And(usable, TLanes.Less(zero, TLanes.Load(world.Up + parent.GateRow))));
        }

        var clock = world.Clock[(int)kind.Kind] + conduit.Row;
        TLanes.Store(clock, TLanes.Select(fed, zero, TLanes.Add(TLanes.Load(clock), one)));
    }
}
