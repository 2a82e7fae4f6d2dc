namespace Compounds.Simulation.Tests.Properties;

/// <summary>Reads every meter every hour: what came in was served, stored or spilt, and no tank or battery leaves its bounds.</summary>
internal sealed class Meters(Simulation.Network network, Realisation world)
{
    private readonly double[] _battery = [.. world[NodeParameter.Battery]];
    private readonly double[] _fuel = [.. Enumerable.Range(0, network.NodeCount).Select(v => world.FuelOf(v).Fuel)];

    public Realisation World => world;

    public void AssertBalanced(ReferenceHour hour)
    {
        for (var v = 0; v < network.NodeCount; v++)
        {
            Assert.InRange(hour.Fuel[v], 0, world.FuelOf(v).Tank + 1e-9);
            Assert.InRange(hour.Battery[v], 0, world[NodeParameter.Battery][v] + 1e-9);
            var served = hour.Served[v] * world[NodeParameter.Load][v] * (network.Nodes.Profiles[v]?[hour.Hour % 24] ?? 1);
            var direct = hour.Grants[(int)Kind.Power][v] + (world[NodeParameter.Solar][v] * Physics.Sun(hour.Hour % 24));
            var efficiency = world[NodeParameter.BatteryEfficiency][v];
            var stored = hour.Battery[v] - _battery[v];
            var discharged = stored < 0 ? -stored * efficiency : 0;
            var charged = stored > 0 ? stored / efficiency : 0;

            // What neither the line, the sun nor the battery gave came from the generator, and its fuel is gone.
            var generated = Math.Max(0, served - direct - discharged);
            var burnt = _fuel[v] + hour.Grants[(int)Kind.Fuel][v] - hour.Fuel[v];
            Assert.True(generated <= world[NodeParameter.Generator][v] + 1e-6, $"{network.NodeIds[v]} generates {generated}");
            Assert.True(burnt + 1e-6 >= generated * Physics.LitresPerKilowattHour, $"{network.NodeIds[v]} burns {burnt} for {generated}");
            Assert.True(direct + generated + discharged + 1e-6 >= served + charged, $"{network.NodeIds[v]} serves more than it has");
            (_battery[v], _fuel[v]) = (hour.Battery[v], hour.Fuel[v]);
        }
    }
}
