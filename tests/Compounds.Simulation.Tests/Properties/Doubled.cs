namespace Compounds.Simulation.Tests.Properties;

/// <summary>A network with everything that is an amount twice as large.</summary>
internal static class Doubled
{
    private static readonly NodeParameter[] Amounts =
    [
        NodeParameter.Capacity, NodeParameter.Load, NodeParameter.Solar, NodeParameter.Battery, NodeParameter.BatteryPower, NodeParameter.Generator,
        NodeParameter.Fuel, NodeParameter.Tank, NodeParameter.Telecom, NodeParameter.Water, NodeParameter.Headcount, NodeParameter.Captives,
        NodeParameter.SpareBeds, NodeParameter.Population,
    ];

    public static Simulation.Network Of(RandomNetwork made) => RandomNetwork.Build(
        [.. made.Nodes.Select(n => Amounts.Where(n.Parameters.ContainsKey).Aggregate(n, (node, p) => node.With(p, node.Parameters[p].Times(2))))],
        [.. made.Edges.Select(e => e with { Capacity = e.Capacity?.Times(2) })]);
}
