namespace Compounds.Simulation;

/// <summary>Displacement beside the lanes: once a day, each sample by itself, in double precision.</summary>
internal sealed unsafe class LaneMovement(LanePlan plan, LaneWorld world, int lanes)
{
    private readonly Displacement[] _samples = new Displacement[lanes];
    private readonly double[] _capacity = new double[plan.Sites.Nodes.Length];

    public void Begin()
    {
        for (var lane = 0; lane < lanes; lane++)
            _samples[lane] = new Displacement(plan.Sites, world.Worlds[lane]);
    }

    /// <summary>Books the captives on the way in an hour.</summary>
    public void BookTransit(Action<LedgerLine, int, int, double> book)
    {
        for (var lane = 0; lane < lanes; lane++)
        {
            if (!_samples[lane].AnyInTransit)
                continue;
            for (var site = 0; site < plan.Sites.Nodes.Length; site++)
            {
                var slot = plan.Network.Layout.Slot(LedgerLine.CaptiveTransit, plan.Sites.Nodes[site]);
                if (slot >= 0)
                    book(LedgerLine.CaptiveTransit, slot, lane, _samples[lane].CaptivesFrom(site));
            }
        }
    }

    /// <summary>Moves people, and with them the work that each site can do.</summary>
    public void EndOfDay(int hour)
    {
        for (var lane = 0; lane < lanes; lane++)
        {
            var sample = lane;
            for (var site = 0; site < _capacity.Length; site++)
                _capacity[site] = world.Capacity[plan.Row(plan.Sites.Nodes[site]) + lane];
            _samples[lane].EndOfDay(hour, _capacity, (from, to) => plan.Sites.Openness(from, to, edge => Kept(edge, hour, sample)));
            for (var site = 0; site < _capacity.Length; site++)
            {
                var v = plan.Sites.Nodes[site];
                world.Workers[plan.Row(v) + lane] = (float)(_samples[lane].Heads[site] * world.Worlds[lane][NodeParameter.WorkingShare][v]);
            }
        }
    }

    public void Finish(BlockBuffer buffer, int first, int count)
    {
        var compounds = plan.Network.Layout.Compounds;
        for (var site = 0; site < plan.Sites.Nodes.Length; site++)
        {
            var c = Array.IndexOf(compounds, plan.Sites.Nodes[site]);
            for (var lane = 0; lane < count; lane++)
                buffer.MovedTo[(c * buffer.Samples) + first + lane] = (float)_samples[lane].Arrived[site];
        }
    }

    private double Kept(int edge, int hour, int lane)
    {
        var kept = world.Worlds[lane].EdgeExists[edge] ? 1.0 : 0;
        var targets = plan.Timeline.AllTargets;
        for (var i = 0; i < targets.Length; i++)
        {
            if (targets[i].Kind == Kind.Access && targets[i].Index == (targets[i].IsEdge ? edge : plan.Network.Edges.From[edge]))
                kept *= plan.Timeline.Multiplier(i, hour, world.Depths[lane]);
        }

        return kept;
    }
}
