using Compounds.Simulation.Tests.Lanes;
using Compounds.Simulation.Tests.Properties;

namespace Compounds.Simulation.Tests.Network;

/// <summary>A supply that exists exactly when no reported one does.</summary>
public class OtherwiseTests
{
    private const double Exists = 0.6;

    internal static readonly NodeDefinition[] Nodes =
    [
        new("F", NodeType.Feeder), new("G", NodeType.Feeder), new("beyond", NodeType.Source),
        new NodeDefinition("H", NodeType.Hospital).With(NodeParameter.Load, 100),
    ];

    internal static readonly EdgeDefinition[] Edges =
    [
        new("F", "H", Kind.Power) { Exists = Exists }, new("G", "H", Kind.Power) { Exists = 0.5 }, new("beyond", "H", Kind.Power) { Otherwise = true },
    ];

    [Fact]
    public void In_every_sample_something_supplies_a_node_whose_lines_are_in_doubt()
    {
        var outcome = Simulation.MonteCarlo.Run(RandomNetwork.Build(Nodes, Edges), new Scenario { Horizon = 4, Samples = 512, Tolerance = 0 });

        Assert.All(outcome.TotalsOf(LedgerLine.UnservedEnergy).ToArray(), static unserved => Assert.Equal(0, unserved));
    }

    [Fact]
    public void A_cut_bites_exactly_as_often_as_the_lines_it_cuts_are_all_there_is()
    {
        var scenario = new Scenario { Horizon = 4, Samples = 4_096, Tolerance = 0, Measures = [new("F", MeasureKind.CutPower, 0)] };

        var dark = Simulation.MonteCarlo.Run(RandomNetwork.Build(Nodes, Edges), scenario).TotalsOf(LedgerLine.UnservedEnergy).ToArray().Count(static unserved => unserved > 0);

        // F is real and G is not; four standard errors.
        Assert.Equal(Exists * 0.5, dark / 4_096.0, 4 * Math.Sqrt(0.3 * 0.7 / 4_096));
    }

    [Fact]
    public void The_vector_engine_agrees_with_the_reference_about_it()
    {
        var (network, scenario) = (RandomNetwork.Build(Nodes, Edges), new Scenario { Horizon = 4, Measures = [new("F", MeasureKind.CutPower, 1)] });
        var worlds = Enumerable.Range(0, 32).Select(sample =>
        {
            var world = new Realisation(network, scenario);
            world.Fill(scenario.Seed, sample);
            return world;
        }).ToArray();

        LaneAgreement.Assert(network, scenario, worlds);
    }
}
