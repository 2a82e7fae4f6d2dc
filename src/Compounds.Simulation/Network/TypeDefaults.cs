using System.Collections.Immutable;

namespace Compounds.Simulation;

/// <summary>What is taken for a node when nobody reported it, and on what ground.</summary>
internal static class TypeDefaults
{
    private const string Judgement = "judgement; to be calibrated";
    private const string WorkedExample = "judgement, from the ratios of the worked example";

    public static int Class(NodeType type) => type switch
    {
        NodeType.Village => 1,
        NodeType.Compound => 2,
        _ => 0,
    };

    public static ImmutableArray<Kind> Needs(NodeType type) => type is NodeType.Tower or NodeType.Waterworks ? [Kind.Power] : [];

    /// <summary>The defaults that a node needs, in an order in which later ones may rest on earlier ones.</summary>
    public static IEnumerable<(NodeParameter Parameter, Quantity Value, string Basis)> For(NodeDefinition node, Func<Kind, bool> arrives)
    {
        switch (node.Type)
        {
            case NodeType.Tower:
                yield return (NodeParameter.Load, Quantity.Triangular(2, 8, 15), "typical load of a tower with two tenants");
                if (!node.Parameters.ContainsKey(NodeParameter.Battery))
                {
                    yield return (NodeParameter.Battery, Quantity.Fixed(40), "4 to 8 hours of autonomy are usual");
                    yield return (NodeParameter.BatteryPower, Quantity.Fixed(15), "covers the largest load of a tower");
                }

                break;
            case NodeType.Waterworks:
                yield return (NodeParameter.Load, Quantity.LogNormal(150, 0.7), WorkedExample);
                yield return (NodeParameter.WaterStorage, Quantity.Triangular(2, 6, 24), Judgement);
                break;
            case NodeType.Hospital or NodeType.OxygenPlant:
                yield return (NodeParameter.Load, Quantity.LogNormal(200, 0.7), WorkedExample);
                yield return (NodeParameter.Critical, Quantity.Fixed(node.Type == NodeType.Hospital ? 0.4 : 0.5), "share of the load that is life-critical");
                break;
            case NodeType.Village:
                yield return (NodeParameter.Population, Quantity.Zero, "nothing reported");
                yield return (NodeParameter.Load, Scaled(node, NodeParameter.Population, 0.2), "0.2 kW a resident");
                if (arrives(Kind.Telecom))
                    yield return (NodeParameter.Telecom, Scaled(node, NodeParameter.Population, 0.002), "2 kbps a resident at the busy hour");
                if (arrives(Kind.Water))
                    yield return (NodeParameter.Water, Scaled(node, NodeParameter.Population, 15.0 / 24 / 1000), "15 L a person a day (Sphere)");
                break;
            case NodeType.Compound:
                yield return (NodeParameter.Headcount, Quantity.Zero, "nothing reported");
                yield return (NodeParameter.Load, Scaled(node, NodeParameter.Headcount, 0.75), "0.75 kW a head, " + WorkedExample);
                yield return (NodeParameter.Essential, Quantity.Triangular(0.15, 0.30, 0.60), "cooling is shed before desks; " + Judgement);
                if (arrives(Kind.Telecom))
                    yield return (NodeParameter.Telecom, Scaled(node, NodeParameter.Headcount, 0.1), "0.1 Mbps a head, " + WorkedExample);
                yield return (NodeParameter.TelecomEssential, Quantity.Fixed(0.3), Judgement);
                yield return (NodeParameter.FinanceEssential, Quantity.Fixed(0.3), Judgement);
                yield return (NodeParameter.Captives, Quantity.Zero, "nothing reported");
                yield return (NodeParameter.SpareBeds, Quantity.Zero, "nothing reported");
                break;
        }

        if (arrives(Kind.Finance))
            yield return (NodeParameter.Finance, Quantity.Fixed(1), "a finance edge arrives");
        if (node.Needs is { Length: > 0 } or null && Needs(node.Type).Length > 0)
        {
            yield return (NodeParameter.Critical, Quantity.Fixed(0.5), Judgement);
            yield return (NodeParameter.Restart, Quantity.Fixed(1), "a restart takes the following hour");
        }

        foreach (var backup in Backup(node))
            yield return backup;
    }

    private static IEnumerable<(NodeParameter Parameter, Quantity Value, string Basis)> Backup(NodeDefinition node)
    {
        if (node.Parameters.TryGetValue(NodeParameter.Generator, out var generator) && generator.Median > 0)
        {
            if (!node.Parameters.ContainsKey(NodeParameter.Fuel) && !node.Parameters.ContainsKey(NodeParameter.Tank))
                yield return (NodeParameter.Fuel, Quantity.LogNormal(24 * Physics.FullLoadLitresPerKilowattHour * generator.Median, 0.7), "24 hours at full load, within a factor of two");
            yield return (NodeParameter.GeneratorDelay, Quantity.Zero, "an immediate start");
        }

        if (node.Parameters.TryGetValue(NodeParameter.Battery, out var battery) && battery.Median > 0)
            yield return (NodeParameter.BatteryPower, battery.Times(0.5), "charges and discharges in two hours");
        if (node.Type == NodeType.Tower || node.Parameters.ContainsKey(NodeParameter.Battery))
            yield return (NodeParameter.BatteryEfficiency, Quantity.Fixed(0.95), "usual, each way");
    }

    private static Quantity Scaled(NodeDefinition node, NodeParameter parameter, double factor) =>
        node.Parameters.TryGetValue(parameter, out var quantity) && !(quantity.IsFixed && quantity.Points[0] == 0)
            ? quantity.Times(factor) : Quantity.Zero;
}
