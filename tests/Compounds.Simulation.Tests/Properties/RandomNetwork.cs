using System.Collections.Immutable;
using CsCheck;

namespace Compounds.Simulation.Tests.Properties;

/// <summary>Networks and scenarios made at random from a number.</summary>
internal sealed class RandomNetwork
{
    private readonly uint _seed;
    private int _drawn;

    private RandomNetwork(uint seed, bool ample)
    {
        _seed = seed;
        IsAmple = ample;
        AddSupply();
        for (var i = Whole(1, 3); i > 0; i--)
            AddCompound($"C{i}");
        for (var i = Whole(1, 3); i > 0; i--)
            AddVillage($"V{i}");
        AddHospital();
    }

    /// <summary>Gets networks with limits, losses, alternatives, unknowns and a plant that needs telecom.</summary>
    public static Gen<RandomNetwork> Any { get; } = Gen.UInt.Select(seed => new RandomNetwork(seed, ample: false));

    /// <summary>Gets networks in which nothing is short, nothing is unknown and nothing has an alternative.</summary>
    public static Gen<RandomNetwork> Ample { get; } = Gen.UInt.Select(seed => new RandomNetwork(seed, ample: true));

    public bool IsAmple { get; }

    public List<NodeDefinition> Nodes { get; } = [];

    public List<EdgeDefinition> Edges { get; } = [];

    public Simulation.Network Network => Build(Nodes, Edges);

    /// <summary>Gets a scenario of up to four measures.</summary>
    public Scenario Scenario => new() { Horizon = 60, Seed = _seed, Samples = 3, Tolerance = 0, Policy = (RationingPolicy)(_seed % 3), Measures = [.. Enumerable.Range(0, (int)(_seed % 5)).Select(Measure)] };

    public static Simulation.Network Build(IReadOnlyList<NodeDefinition> nodes, IReadOnlyList<EdgeDefinition> edges)
    {
        var reading = Simulation.Network.Build(nodes, edges);
        Assert.Empty(reading.Problems);
        return reading.Network!;
    }

    public override string ToString() => $"seed {_seed}, {(IsAmple ? "ample" : "any")}";

    /// <summary>A complete cut of something, from hour 5 on or between hours 5 and 20.</summary>
    public Measure Cut(int number, int? to = null)
    {
        string[] targets = ["S1", "F1", "F2", "F3", "X", "ISP", "T1"];
        return new(targets[(int)((_seed / 7) + (uint)number) % targets.Length], MeasureKind.Derate, 5, to, Quantity.Fixed(1));
    }

    private Measure Measure(int number)
    {
        var cut = Cut(number);
        var depth = number % 2 == 0 ? Quantity.Fixed(1) : IsAmple ? Quantity.Fixed(0.37) : Quantity.Triangular(0.2, 0.6, 0.9);
        return cut with { From = (int)(_seed % 29) + number, To = number % 3 == 0 ? null : 50, Depth = depth };
    }

    private double Uniform() => Draw.Uniform(_seed, 0, "shape", _drawn++);

    private int Whole(int low, int high) => low + (int)(Uniform() * (high - low + 1));

    private double Between(double low, double high) => low + (Uniform() * (high - low));

    private bool Chance(double p) => Uniform() < p;

    private Quantity Unknown(double median) => IsAmple || Chance(0.5) ? Quantity.Fixed(median) : Quantity.LogNormal(median, 0.3);

    private void AddSupply()
    {
        NodeDefinition plant = new("S1", NodeType.Source);
        if (!IsAmple && Chance(0.3))
        {
            plant = (plant with { Needs = [Kind.Telecom] }).With(NodeParameter.Telecom, 1).With(NodeParameter.Critical, 0.3);
            Edge("T1", "S1", Kind.Telecom);
        }

        Nodes.AddRange([Limited(plant, 1500, 6000), new("ISP", NodeType.Source), new("STAR", NodeType.Satellite), new("D", NodeType.Depot), Limited(new("X", NodeType.Crossing), 100, 400)]);
        Nodes.Add(new("S2", NodeType.Source));
        Edge("D", "X", Kind.Fuel);
        for (var i = 1; i <= 3; i++)
        {
            Nodes.Add(Limited(new($"F{i}", NodeType.Feeder), 700, 3000));
            Edge(i == 3 ? "S2" : "S1", $"F{i}", Kind.Power);
        }

        if (!IsAmple && Chance(0.4))
            Edge("S2", "F1", Kind.Power, e => e with { Rank = 2, Delay = Quantity.Fixed(Whole(0, 12)), Capacity = Quantity.Fixed(Between(200, 900)) });
        for (var i = 1; i <= 2; i++)
        {
            Nodes.Add(Limited(new NodeDefinition($"T{i}", NodeType.Tower).With(NodeParameter.Load, Unknown(8)).With(NodeParameter.Battery, Unknown(30)).With(NodeParameter.Restart, Whole(0, 3)), 100, 500));
            Edge($"F{Whole(1, 3)}", $"T{i}", Kind.Power);
            Edge("ISP", $"T{i}", Kind.Telecom);
        }

        Nodes.Add(new NodeDefinition("W", NodeType.Waterworks).With(NodeParameter.Load, 150).With(NodeParameter.WaterStorage, Whole(0, 8)));
        Edge($"F{Whole(1, 3)}", "W", Kind.Power);
    }

    private NodeDefinition Limited(NodeDefinition node, double low, double high) =>
        IsAmple || Chance(0.3) ? node : node.With(NodeParameter.Capacity, Between(low, high));

    private void AddCompound(string id)
    {
        var node = new NodeDefinition(id, NodeType.Compound) { East = Whole(0, 30), OperatorId = Chance(0.5) ? "Y" : null }
            .With(NodeParameter.Load, Unknown(Between(200, 1500))).With(NodeParameter.Headcount, Whole(50, 2000)).With(NodeParameter.Captives, Whole(0, 300))
            .With(NodeParameter.Telecom, Unknown(Between(20, 200))).With(NodeParameter.Essential, IsAmple ? Quantity.Fixed(0.3) : Quantity.Triangular(0.15, 0.3, 0.6))
            .With(NodeParameter.SpareBeds, Whole(0, 900));
        if (Chance(0.6))
            node = node.With(NodeParameter.Generator, Unknown(Between(200, 900))).With(NodeParameter.Fuel, Unknown(Between(800, 9000))).With(NodeParameter.GeneratorDelay, Between(0, 0.3));
        if (Chance(0.3))
            node = node.With(NodeParameter.Battery, Unknown(400)).With(NodeParameter.BatteryPower, 170);
        if (Chance(0.3))
            node = node.With(NodeParameter.Solar, Between(50, 500));
        if (Chance(0.3))
            node = node with { Profile = Day(), Shift = Day() };
        Nodes.Add(node);
        Supply(id);
        Edge($"T{Whole(1, 2)}", id, Kind.Telecom);
        if (!IsAmple && Chance(0.4))
            Edge("STAR", id, Kind.Telecom, e => e with { Rank = 2, Delay = Quantity.Fixed(Whole(0, 30)), Capacity = Quantity.Fixed(150) });
        Edge("X", id, Kind.Fuel, e => IsAmple ? e : e with { Capacity = Quantity.Fixed(Between(10, 100)) });
    }

    private void AddVillage(string id)
    {
        var people = Whole(500, 9000);
        Nodes.Add(new NodeDefinition(id, NodeType.Village).With(NodeParameter.Population, people).With(NodeParameter.Load, Unknown(people * 0.15)).With(NodeParameter.Solar, Chance(0.3) ? 150 : 0));
        Supply(id);
        Edge($"T{Whole(1, 2)}", id, Kind.Telecom);
        Edge("W", id, Kind.Water, e => IsAmple || Chance(0.5) ? e : e with { Capacity = Quantity.Fixed(people * 0.000625 * Between(0.2, 1)) });
    }

    private void AddHospital()
    {
        Nodes.Add(new NodeDefinition("H", NodeType.Hospital).With(NodeParameter.Load, Unknown(200)).With(NodeParameter.Generator, 150).With(NodeParameter.Fuel, 900));
        Supply("H");
        Edge("X", "H", Kind.Fuel, e => IsAmple ? e : e with { Capacity = Quantity.Fixed(20) });
    }

    private void Supply(string id)
    {
        var first = Whole(1, 3);
        Edge($"F{first}", id, Kind.Power, e => IsAmple ? e : e with { Loss = Chance(0.3) ? Quantity.Fixed(0.05) : null, Exists = Chance(0.2) ? 0.8 : null });
        if (!IsAmple && Chance(0.4))
            Edge($"F{(first % 3) + 1}", id, Kind.Power, e => e with { Rank = 2, Delay = Chance(0.5) ? Quantity.Triangular(2, 9, 30) : null });
    }

    private void Edge(string from, string to, Kind kind, Func<EdgeDefinition, EdgeDefinition>? change = null)
    {
        EdgeDefinition edge = new(from, to, kind);
        Edges.Add(change is null ? edge : change(edge));
    }

    private ImmutableArray<double> Day() => [.. Enumerable.Range(0, 24).Select(h => 0.7 + (0.3 * Math.Sin(h / 24.0 * Math.Tau)))];
}
