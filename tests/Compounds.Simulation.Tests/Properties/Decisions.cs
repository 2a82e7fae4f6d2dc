namespace Compounds.Simulation.Tests.Properties;

/// <summary>
/// How close a sample comes to deciding otherwise: the smallest relative distance of a yes or no of the reference from its
/// boundary. Within the rounding of a float the lanes may rightly decide otherwise, and an hour of a generator or of a
/// hospital then comes or goes whole.
/// </summary>
internal sealed class Decisions(Simulation.Network network, Realisation world)
{
    /// <summary>What a few additions in single precision may be off: the lanes take a shortfall below 4e-6 of the load for none.</summary>
    private const double Rounding = 6e-6;

    /// <summary>Ties of double precision are ties of single precision where both engines leave room for them.</summary>
    private const double Tie = 1e-11;

    private readonly double[] _fuel = [.. Enumerable.Range(0, network.NodeCount).Select(v => world.FuelOf(v).Fuel)];
    private readonly double[] _battery = [.. world[NodeParameter.Battery]];
    private readonly double[] _generatorClock = new double[network.NodeCount];
    private double _nearest = double.PositiveInfinity;

    /// <summary>Simulates a sample and tells whether it decides anything within the rounding of a float.</summary>
    public static bool AreClear(Simulation.Network network, Scenario scenario, Realisation world)
    {
        var decisions = new Decisions(network, world);
        foreach (var delay in world.EdgeDelay)
            decisions.Note(delay - Math.Round(delay), delay, Tie);
        var run = ReferenceEngine.Simulate(network, scenario, world, decisions.Watch);
        for (var hour = 0; hour < scenario.Horizon; hour++)
            decisions.Note(run.ByHour[(int)LedgerLine.LostWorkerHours][hour] - (run.Working[hour] / 2), run.Working[hour]);
        return decisions._nearest >= Rounding;
    }

    private void Watch(ReferenceHour hour)
    {
        foreach (var graph in network.Graphs)
        {
            foreach (var v in graph.Consumers)
                Note(hour.Allocations[(int)graph.Kind].FirstRankGrant[v] - (0.999 * Asked(graph.Kind, v, hour)), Asked(graph.Kind, v, hour));
        }

        hour.Battery.CopyTo(_battery, 0);
        for (var v = 0; v < network.NodeCount; v++)
        {
            Note(world.FuelOf(v).Tank - _fuel[v], world.FuelOf(v).Tank, Physics.Nothing);
            WatchGenerator(v, hour);
            if (network.Nodes.Needs[v].Length > 0 || network.Nodes.Types[v] is NodeType.Hospital or NodeType.OxygenPlant)
            {
                Note(hour.Served[v] - world[NodeParameter.Critical][v], 1, Tie);
                Note(hour.Telecom[v] - world[NodeParameter.Critical][v], 1, Tie);
            }

            if (world[NodeParameter.Captives][v] > 0)
                Note(Math.Min(Math.Abs(hour.Served[v] - 0.2), Math.Abs(hour.Water[v] - 0.5)), 1);
            if (network.Nodes.Types[v] != NodeType.Compound)
                continue;
            Note((hour.Served[v] / world[NodeParameter.Essential][v]) - 0.5, 1);
            Note((hour.Telecom[v] / world[NodeParameter.TelecomEssential][v]) - 0.5, 1);
        }
    }

    /// <summary>A generator burns its idle fuel for the smallest shortfall, and nothing while its tank does not cover that.</summary>
    private void WatchGenerator(int v, ReferenceHour hour)
    {
        var need = Load(v, hour) - hour.Grants[(int)Kind.Power][v] - Sun(v, hour);
        var (rating, fuel) = (world[NodeParameter.Generator][v], _fuel[v]);
        _fuel[v] = hour.Fuel[v];
        if (rating <= 0)
            return;
        Note(need, Load(v, hour), Physics.Nothing);
        if (need <= Physics.Nothing)
        {
            _generatorClock[v] = 0;
            return;
        }

        var share = Math.Max(0, 1 - Math.Max(0, world[NodeParameter.GeneratorDelay][v] - _generatorClock[v]));
        _generatorClock[v]++;
        Note(fuel - (Physics.IdleLitresPerKilowatt * rating * share), Math.Max(fuel, rating));
    }

    private double Load(int v, ReferenceHour hour) => world[NodeParameter.Load][v] * (network.Nodes.Profiles[v]?[hour.Hour % 24] ?? 1);

    private double Sun(int v, ReferenceHour hour) => world[NodeParameter.Solar][v] * Physics.Sun(hour.Hour % 24);

    private double Asked(Kind kind, int v, ReferenceHour hour) => kind switch
    {
        Kind.Telecom => world[NodeParameter.Telecom][v],
        Kind.Water => world[NodeParameter.Water][v],
        Kind.Finance => world[NodeParameter.Finance][v],
        Kind.Power => Math.Max(0, Load(v, hour) + Recharge(v) - Sun(v, hour)),
        _ => 0,
    };

    private double Recharge(int v) => Math.Min(
        world[NodeParameter.BatteryPower][v], Math.Max(0, (world[NodeParameter.Battery][v] - _battery[v]) / world[NodeParameter.BatteryEfficiency][v]));

    private void Note(double distance, double scale, double tie = -1)
    {
        if (scale > 0 && double.IsFinite(distance) && Math.Abs(distance) > tie)
            _nearest = Math.Min(_nearest, Math.Abs(distance) / scale);
    }
}
