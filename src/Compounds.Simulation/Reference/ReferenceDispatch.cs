namespace Compounds.Simulation;

/// <summary>What happens behind the meter: solar, generator, battery, tank, reservoir.</summary>
internal sealed class ReferenceDispatch(Network network, Realisation world, ReferenceState state)
{
    private const double Tie = 1e-12;

    /// <summary>Gets the fuel each generator burnt this hour, L.</summary>
    public double[] Burnt { get; } = new double[network.NodeCount];

    /// <summary>Gets the share of the hour each generator ran.</summary>
    public double[] RunHours { get; } = new double[network.NodeCount];

    /// <summary>Fixes the requests of the hour before anything else is known; a node that is down or starved still asks.</summary>
    public void Ask(int hourOfDay)
    {
        for (var v = 0; v < network.NodeCount; v++)
        {
            state.Demand[v] = world[NodeParameter.Load][v] * (network.Nodes.Profiles[v]?[hourOfDay] ?? 1);
            state.Recharge[v] = Math.Min(world[NodeParameter.BatteryPower][v], Math.Max(0, (world[NodeParameter.Battery][v] - state.Battery[v]) / world[NodeParameter.BatteryEfficiency][v]));
            state.Sun[v] = world[NodeParameter.Solar][v] * Physics.Sun(hourOfDay);
            state.Request[(int)Kind.Power][v] = Math.Max(0, state.Demand[v] + state.Recharge[v] - state.Sun[v]);
            state.Request[(int)Kind.Telecom][v] = world[NodeParameter.Telecom][v];
            state.Request[(int)Kind.Fuel][v] = Math.Max(0, state.Tank[v] - state.Fuel[v]);
            state.Request[(int)Kind.Water][v] = world[NodeParameter.Water][v];
            state.Request[(int)Kind.Finance][v] = world[NodeParameter.Finance][v];
        }
    }

    /// <summary>Whether every need of a node could be met this hour, its own backup included.</summary>
    public bool IsFit(int v, ReferenceAllocation[] allocations)
    {
        foreach (var need in network.Nodes.Needs[v])
        {
            var share = need == Kind.Power
                ? Reachable(v, allocations[(int)Kind.Power].Grant[v])
                : Met(allocations[(int)need].Grant[v], state.Request[(int)need][v]);
            var covered = need == Kind.Power && network.Nodes.Types[v] == NodeType.Waterworks && state.Reservoir[v] >= 1;
            if (!covered && share + Tie < world[NodeParameter.Critical][v])
                return false;
        }

        return true;
    }

    /// <summary>Serves every load and moves the state to the end of the hour.</summary>
    public void Run(ReferenceAllocation[] allocations)
    {
        Array.Clear(Burnt);
        Array.Clear(RunHours);
        for (var v = 0; v < network.NodeCount; v++)
        {
            state.Served[v] = 1;
            if (state.Demand[v] > Physics.Nothing || state.Recharge[v] > Physics.Nothing)
                Serve(v, allocations[(int)Kind.Power].Grant[v]);
            if (state.Tank[v] > 0)
                state.Fuel[v] = Math.Min(state.Tank[v], state.Fuel[v] + allocations[(int)Kind.Fuel].Grant[v]);
            state.Telecom[v] = Met(allocations[(int)Kind.Telecom].Grant[v], state.Request[(int)Kind.Telecom][v]);
            state.Water[v] = Met(allocations[(int)Kind.Water].Grant[v], state.Request[(int)Kind.Water][v]);
            state.Finance[v] = Met(allocations[(int)Kind.Finance].Grant[v], state.Request[(int)Kind.Finance][v]);
            if (network.Nodes.Types[v] == NodeType.Waterworks)
            {
                state.Reservoir[v] = state.Served[v] + Tie < world[NodeParameter.Critical][v]
                    ? Math.Max(0, state.Reservoir[v] - 1)
                    : Math.Min(world[NodeParameter.WaterStorage][v], state.Reservoir[v] + 1);
            }
        }
    }

    private static double Met(double grant, double request) => request > 0 ? Math.Min(1, grant / request) : 1;

    /// <summary>The share of the hour a generator can give, after its start delay.</summary>
    private double Availability(int v) => Math.Max(0, 1 - Math.Max(0, world[NodeParameter.GeneratorDelay][v] - state.GeneratorClock[v]));

    /// <summary>What a generator gives towards a need, kWh; limited by its rating and its fuel.</summary>
    private double Generate(int v, double need)
    {
        var (rating, share) = (world[NodeParameter.Generator][v], Availability(v));
        var fuelLimit = (state.Fuel[v] - (Physics.IdleLitresPerKilowatt * rating * share)) / Physics.LitresPerKilowattHour;
        return rating > 0 && state.Fuel[v] > 0 && share > 0 ? Math.Max(0, Math.Min(Math.Min(rating, need) * share, fuelLimit)) : 0;
    }

    private double Discharge(int v, double need) =>
        Math.Min(need, Math.Min(world[NodeParameter.BatteryPower][v], state.Battery[v] * world[NodeParameter.BatteryEfficiency][v]));

    private double Reachable(int v, double grant)
    {
        var load = state.Demand[v];
        if (load <= Physics.Nothing)
            return 1;
        var direct = Math.Min(load, grant + state.Sun[v]);
        var generated = Generate(v, load - direct);
        return Math.Min(1, (direct + generated + Discharge(v, load - direct - generated)) / load);
    }

    private void Serve(int v, double grant)
    {
        var load = state.Demand[v];
        var direct = Math.Min(load, grant + state.Sun[v]);
        var need = load - direct;
        var (generated, discharged) = (0.0, 0.0);
        if (need > Physics.Nothing)
        {
            var share = Availability(v);
            generated = Generate(v, need);
            state.GeneratorClock[v]++;
            if (generated > Physics.Nothing)
                Burn(v, share, generated);
            discharged = Discharge(v, need - generated);
            state.Battery[v] = Math.Max(0, state.Battery[v] - (discharged / world[NodeParameter.BatteryEfficiency][v]));
        }
        else
        {
            state.GeneratorClock[v] = 0;
        }

        if (world[NodeParameter.Battery][v] > 0)
        {
            var surplus = Math.Min(Math.Max(0, grant + state.Sun[v] - load), world[NodeParameter.BatteryPower][v]);
            state.Battery[v] = Math.Min(world[NodeParameter.Battery][v], state.Battery[v] + (surplus * world[NodeParameter.BatteryEfficiency][v]));
        }

        state.Served[v] = load > Physics.Nothing ? (direct + generated + discharged) / load : 1;
    }

    private void Burn(int v, double share, double generated)
    {
        Burnt[v] = (Physics.IdleLitresPerKilowatt * world[NodeParameter.Generator][v] * share) + (Physics.LitresPerKilowattHour * generated);
        RunHours[v] = share;
        state.Fuel[v] = Math.Max(0, state.Fuel[v] - Burnt[v]);
    }
}
