namespace Compounds.Simulation;

/// <summary>The numbers of the samples side by side, and the state carried from hour to hour: a row of lanes for each node.</summary>
internal sealed unsafe class LaneWorld
{
    private readonly LanePlan _plan;
    private readonly LaneMemory _memory = new();
    private readonly int _lanes;
    private readonly int _size;
    private readonly (LaneNode[] Nodes, Action<Realisation, int, int> Pack)[] _once, _again;
    private bool _packed;

    public LaneWorld(LanePlan plan, int lanes)
    {
        (_plan, _lanes, _size) = (plan, lanes, plan.Nodes.Length * lanes);
        Load = Row();
        Sun = Row();
        Battery = Row();
        BatteryPower = Row();
        Efficiency = Row();
        InverseEfficiency = Row();
        Generator = Row();
        GeneratorDelay = Row();
        Tank = Row();
        Critical = Row();
        Restart = Row();
        InverseEssential = Row();
        InverseTelecomEssential = Row();
        InverseFinanceEssential = Row();
        Captives = Row();
        Population = Row();
        ReservoirSize = Row();
        Energy = Row();
        Fuel = Row();
        FuelRest = Row();
        Need = Row();
        Missing = Row();
        GeneratorClock = Row();
        Up = Row();
        Down = Row();
        Reservoir = Row();
        TelecomShort = Row();
        WaterShort = Row();
        MinimumShort = Row();
        SurvivalShort = Row();
        FinanceShort = Row();
        FuelShort = Row();
        Ceiling = Row();
        Workers = Row();
        Capacity = Row();
        FirstBelow = Row();
        HoursBelow = Row();
        var kinds = plan.Kinds.Length;
        (Request, Grant, FirstRank, Clock, NodeCapacity, OpenNodeCapacity, FullNodeCapacity) = (Rows(kinds), Rows(kinds), Rows(kinds), Rows(kinds), Rows(kinds), Rows(kinds), Rows(kinds));
        var edges = plan.Network.Edges.Count * lanes;
        FullEdgeCapacity = _memory.Floats(edges);
        EdgeCapacity = _memory.Floats(edges);
        Keep = _memory.Floats(edges);
        InverseKeep = _memory.Floats(edges);
        Delay = _memory.Floats(edges);
        Armed = _memory.Floats(edges);
        var packings = Packings();
        _once = [.. packings.Select(p => (plan.Nodes.Where(p.Of).ToArray(), p.Pack))];
        _again = [.. packings.Select(p => (plan.Nodes.Where(n => p.Of(n) && (p.From is not { } number || plan.IsUncertain(n, number))).ToArray(), p.Pack))];
        Depths = new double[lanes][];
        Worlds = new Realisation[lanes];
    }

    public float* Load { get; }
    public float* Sun { get; }
    public float* Battery { get; }
    public float* BatteryPower { get; }
    public float* Efficiency { get; }
    public float* InverseEfficiency { get; }
    public float* Generator { get; }
    public float* GeneratorDelay { get; }
    public float* Tank { get; }
    public float* Critical { get; }
    public float* Restart { get; }
    public float* InverseEssential { get; }
    public float* InverseTelecomEssential { get; }
    public float* InverseFinanceEssential { get; }
    public float* Captives { get; }
    public float* Population { get; }
    public float* ReservoirSize { get; }
    public float* Energy { get; }
    public float* Fuel { get; }

    /// <summary>Gets what is still to be met within the hour, kW.</summary>
    public float* Need { get; }

    /// <summary>Gets the share of the load that was not served in the hour.</summary>
    public float* Missing { get; }

    /// <summary>Gets what single precision leaves out of the fuel: hundreds of small withdrawals must not add up to an hour's error.</summary>
    public float* FuelRest { get; }
    public float* GeneratorClock { get; }
    public float* Up { get; }
    public float* Down { get; }
    public float* Reservoir { get; }
    public float* TelecomShort { get; }
    public float* WaterShort { get; }
    public float* MinimumShort { get; }
    public float* SurvivalShort { get; }
    public float* FinanceShort { get; }
    public float* FuelShort { get; }

    /// <summary>Gets the most a site could work as telecom and payments stand, [0, 1].</summary>
    public float* Ceiling { get; }

    /// <summary>Gets the people at work at each site.</summary>
    public float* Workers { get; }
    public float* Capacity { get; }
    public float* FirstBelow { get; }
    public float* HoursBelow { get; }
    public float*[] Request { get; }
    public float*[] Grant { get; }
    public float*[] FirstRank { get; }
    public float*[] Clock { get; }

    /// <summary>Gets what each node passes, first by kind: measures and failure included.</summary>
    public float*[] NodeCapacity { get; }

    /// <summary>Gets what each node passes while it is up, first by kind: measures included.</summary>
    public float*[] OpenNodeCapacity { get; }
    public float*[] FullNodeCapacity { get; }
    public float* FullEdgeCapacity { get; }
    public float* EdgeCapacity { get; }
    public float* Keep { get; }
    public float* InverseKeep { get; }
    public float* Delay { get; }
    public float* Armed { get; }
    public double[][] Depths { get; }
    public Realisation[] Worlds { get; }

    /// <summary>Packs samples, one a lane, and sets the state to hour 0.</summary>
    public void Begin(ReadOnlySpan<Realisation> worlds)
    {
        for (var lane = 0; lane < _lanes; lane++)
        {
            Worlds[lane] = worlds[Math.Min(lane, worlds.Length - 1)];
            Depths[lane] = Worlds[lane].MeasureDepth;
        }

        foreach (var (nodes, pack) in _packed ? _again : _once)
        {
            foreach (var node in nodes)
            {
                for (var lane = 0; lane < _lanes; lane++)
                    pack(Worlds[lane], node.Node, node.Row + lane);
            }
        }

        BeginCapacities();
        BeginEdges();
        _packed = true;

        foreach (var rows in new[] { Grant, FirstRank, Clock })
        {
            foreach (var row in rows)
                new Span<float>(row, _size).Clear();
        }

        foreach (var row in stackalloc nint[] { (nint)GeneratorClock, (nint)Down, (nint)TelecomShort, (nint)WaterShort, (nint)MinimumShort, (nint)SurvivalShort, (nint)FinanceShort, (nint)FuelShort, (nint)HoursBelow })
            new Span<float>((float*)row, _size).Clear();
        new Span<float>(Up, _size).Fill(1);
        new Span<float>(FirstBelow, _size).Fill(_plan.Scenario.Horizon);
    }

    private void BeginCapacities()
    {
        foreach (var kind in _plan.Kinds)
        {
            var k = (int)kind.Kind;
            foreach (var conduit in kind.Conduits)
            {
                var v = _plan.Order[conduit.Row / _lanes];
                var isLimited = _plan.Network.Nodes.CapacityKinds[v] == kind.Kind;
                for (var lane = 0; lane < _lanes; lane++)
                {
                    var at = conduit.Row + lane;
                    FullNodeCapacity[k][at] = OpenNodeCapacity[k][at] = NodeCapacity[k][at] = isLimited ? (float)Worlds[lane][NodeParameter.Capacity][v] : float.PositiveInfinity;
                }
            }
        }
    }

    private void BeginEdges()
    {
        for (var e = 0; e < _plan.Network.Edges.Count; e++)
        {
            if (_packed && _plan.IsPlainEdge(e))
                continue;
            for (var lane = 0; lane < _lanes; lane++)
            {
                var at = (e * _lanes) + lane;
                if (!_packed || _plan.IsUncertainEdge(e))
                    PackEdge(Worlds[lane], e, at);
                EdgeCapacity[at] = FullEdgeCapacity[at];
                Armed[at] = Delay[at] <= 0 ? 1 : 0;
            }
        }
    }

    private void PackEdge(Realisation world, int e, int at)
    {
        FullEdgeCapacity[at] = world.EdgeExists[e] ? (float)world.EdgeCapacity[e] : 0;
        Keep[at] = (float)(1 - world.EdgeLoss[e]);
        InverseKeep[at] = (float)(1 / (1 - world.EdgeLoss[e]));
        Delay[at] = (float)world.EdgeDelay[e];
    }

    /// <summary>What is packed of whom, from which number, in this order. What names none is carried from hour to hour or made of several, and packed for each sample.</summary>
    private Packing[] Packings()
    {
        return
        [
            Copy(NodeParameter.Load, Load), Copy(NodeParameter.Population, Population), Copy(NodeParameter.Captives, Captives), Copy(NodeParameter.Critical, Critical), Copy(NodeParameter.Restart, Restart),
            Copy(NodeParameter.Telecom, Request[(int)Kind.Telecom]), Copy(NodeParameter.Water, Request[(int)Kind.Water]), Copy(NodeParameter.Finance, Request[(int)Kind.Finance]),
            Copy(NodeParameter.Load, Request[(int)Kind.Power], static n => !n.AsksAnew),
            new(static n => n.AsksAnew, null, (_, _, at) => Request[(int)Kind.Power][at] = Load[at]),
            Copy(NodeParameter.Solar, Sun, static n => n.HasSun),
            Copy(NodeParameter.Battery, Battery, static n => n.HasBattery), Copy(NodeParameter.BatteryPower, BatteryPower, static n => n.HasBattery),
            Copy(NodeParameter.BatteryEfficiency, Efficiency, static n => n.HasBattery), Invert(NodeParameter.BatteryEfficiency, InverseEfficiency, static n => n.HasBattery),
            new(static n => n.HasBattery, null, (_, _, at) => Energy[at] = Battery[at]),
            Copy(NodeParameter.Generator, Generator, static n => n.HasGenerator), Copy(NodeParameter.GeneratorDelay, GeneratorDelay, static n => n.HasGenerator),
            new(static n => n.HasTank, null, PackTank),
            Copy(NodeParameter.WaterStorage, ReservoirSize, static n => n.IsWaterworks),
            new(static n => n.IsWaterworks, null, (_, _, at) => Reservoir[at] = ReservoirSize[at]),
            Invert(NodeParameter.Essential, InverseEssential, static n => n.IsSite), Invert(NodeParameter.TelecomEssential, InverseTelecomEssential, static n => n.IsSite),
            Invert(NodeParameter.FinanceEssential, InverseFinanceEssential, static n => n.IsSite),
            new(static n => n.IsSite, null, (world, v, at) => Workers[at] = (float)(world[NodeParameter.Headcount][v] * world[NodeParameter.WorkingShare][v])),
            new(static n => n.IsSite, null, (_, _, at) => Ceiling[at] = Capacity[at] = 1),
        ];

        static Packing Copy(NodeParameter from, float* to, Func<LaneNode, bool>? of = null) => new(of ?? (static _ => true), from, (world, v, at) => to[at] = (float)world[from][v]);
        static Packing Invert(NodeParameter from, float* to, Func<LaneNode, bool> of) => new(of, from, (world, v, at) => to[at] = (float)(1 / world[from][v]));
    }

    private void PackTank(Realisation world, int v, int at)
    {
        var (tank, fuel) = world.FuelOf(v);
        (Tank[at], Fuel[at]) = ((float)tank, (float)fuel);
        FuelRest[at] = (float)(fuel - Fuel[at]);
        Request[(int)Kind.Fuel][at] = (float)(tank - fuel);
    }

    private float* Row() => _memory.Floats(_size);

    private float*[] Rows(int count)
    {
        var rows = new float*[count];
        for (var i = 0; i < count; i++)
            rows[i] = Row();
        return rows;
    }

    private sealed record Packing(Func<LaneNode, bool> Of, NodeParameter? From, Action<Realisation, int, int> Pack);
}
