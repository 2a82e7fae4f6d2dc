using System.Text;
using System.Text.Json.Nodes;

namespace Compounds.Simulation.Tests.Reference;

/// <summary>Networks made at random whose expected values an independent program computed.</summary>
public sealed class RandomNetworkTests
{
    private static readonly JsonArray Cases = Asset.Json("random_vectors").AsArray();

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Cases.Count)];

    internal static (Simulation.Network Network, Scenario Scenario) Case(int number)
    {
        var given = Cases[number]!;
        var measures = given["measures"]!.AsArray().Select(m => new Measure(
            m!["target"]!.GetValue<string>(), MeasureKind.Derate, m["from"]!.GetValue<int>(), m["to"]?.GetValue<int>(), Quantity.Fixed(m["depth"]!.GetValue<double>())));
        return (Asset.Read(Encoding.UTF8.GetBytes(given["network"]!.ToJsonString())), new Scenario
        {
            Measures = [.. measures],
            Horizon = given["horizon"]!.GetValue<int>(),
            Policy = given["proRata"]!.GetValue<bool>() ? RationingPolicy.ProRata : RationingPolicy.HumanitarianFirst,
            Displacement = given["displacement"] is { } d
                ? new(Fixed(d, "lam0"), Fixed(d, "gamma"), Fixed(d, "scale"), Fixed(d, "opBonus"), Fixed(d, "stay"), Fixed(d, "lag")) : null,
        });
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void An_independent_program_finds_the_same(int number)
    {
        var (network, scenario) = Case(number);
        var run = ReferenceEngine.Simulate(network, scenario, new Realisation(network, scenario));
        var given = Cases[number]!;
        Vector.AssertByNode(network, given["expected"]!.AsObject(), run);
        Vector.AssertFirstBelow(network, given["firstBelow"]!.AsObject(), run, scenario.Horizon);
        Close.Equal(given["moved"]!.GetValue<double>(), run.Displacement?.Moved ?? 0, absolute: 1e-6, what: "moved");
        foreach (var (node, fuel) in given["fuel"]!.AsObject())
            Close.Equal(fuel!.GetValue<double>(), run.FinalFuel[network.FindNode(node)!.Value], what: $"fuel of {node}");
    }

    private static Quantity Fixed(JsonNode rule, string name) => Quantity.Fixed(rule[name]!.GetValue<double>());
}
