using System.Text.Json.Nodes;

namespace Compounds.Simulation.Tests.Reference;

public sealed class MoeiMiniTests
{
    private static readonly JsonObject Expected = Asset.Json("sim_vectors").AsObject();

    public static TheoryData<string> Scenarios => [.. Expected.Select(e => e.Key).Where(k => k.StartsWith('S'))];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void The_totals_are_the_expected_values(string name)
    {
        var scenario = MoeiMini.Of(name);
        Assert.Empty(scenario.Check(MoeiMini.Network));
        var run = MoeiMini.Simulate(scenario);
        var totals = Expected[name]!["totals"]!.AsObject();
        foreach (var (line, field) in Vector.Lines)
            Close.Equal(totals[field]!.GetValue<double>(), run.Total(line), what: $"{name} {line}");
        Close.Equal(Expected[name]!["moved"]!.GetValue<double>(), run.Displacement?.Moved ?? 0, absolute: 1e-6);
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Every_node_has_the_expected_share(string name)
    {
        var run = MoeiMini.Simulate(MoeiMini.Of(name));
        Vector.AssertByNode(MoeiMini.Network, Expected[name]!.AsObject(), run);
        foreach (var (node, fuel) in Expected[name]!["endFuel"]!.AsObject())
            Close.Equal(fuel!.GetValue<double>(), run.FinalFuel[MoeiMini.Network.FindNode(node)!.Value], what: $"fuel of {node}");
        Vector.AssertFirstBelow(MoeiMini.Network, Expected[name]!["firstBelow50pct"]!.AsObject(), run, 336);
    }

    [Theory]
    [InlineData("S1 cut F1 at 24h")]
    [InlineData("S3 cut F1 + fuel crossing at 24h")]
    [InlineData("S6 derate PEA to 20% = 4 MW")]
    public void Every_hour_is_as_expected(string name)
    {
        var hours = new List<ReferenceHour>();
        MoeiMini.Simulate(MoeiMini.Of(name), hours.Add);
        foreach (var (hour, nodes) in Expected[name]!["trace"]!.AsObject())
        {
            var row = hours[int.Parse(hour, System.Globalization.CultureInfo.InvariantCulture)];
            foreach (var (node, values) in nodes!.AsObject())
            {
                var v = MoeiMini.Network.FindNode(node)!.Value;
                double[] actual = [row.Served[v], row.Telecom[v], row.Water[v], row.Fuel[v], row.Battery[v], row.Up[v] ? 1 : 0];
                double[] absolute = [1e-6, 1e-6, 1e-6, 1e-3, 1e-3, 0];
                for (var i = 0; i < actual.Length; i++)
                    Close.Equal(values![i]!.GetValue<double>(), actual[i], absolute: absolute[i], what: $"{name} hour {hour} {node} [{i}]");
            }
        }
    }

    [Fact]
    public void People_moved_are_where_expected_and_nobody_is_lost()
    {
        var run = MoeiMini.Simulate(MoeiMini.Of("S9 = S2 with displacement"));
        var heads = run.Displacement!.Heads;
        Assert.Equal([3412.569, 794.9786, 1151.3285], heads.Select(h => Math.Round(h, 4)));
        Assert.Equal(453.692844, run.Displacement.Moved, 6);
        Assert.Equal(5400, heads.Sum() + run.Displacement.InTransit, 6);
    }

    [Fact]
    public void The_generator_runs_out_when_the_closed_form_says()
    {
        var run = MoeiMini.Simulate(MoeiMini.Of("S3 cut F1 + fuel crossing at 24h"), null);
        var burnt = run.ByNode[(int)LedgerLine.GeneratorHours][MoeiMini.Network.FindNode("C1")!.Value];
        Assert.InRange(burnt, 98.69 - 1, 98.69 + 1);
    }
}
