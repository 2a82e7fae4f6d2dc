using System.Collections.Immutable;
using Compounds.Simulation.Tests.Properties;

namespace Compounds.Simulation.Tests.Network;

public class ProtectionTests
{
    private static readonly Simulation.Network s_network = RandomNetwork.Build(
        [
            new("F", NodeType.Feeder), new("S", NodeType.Substation), new NodeDefinition("H", NodeType.Hospital).With(NodeParameter.Load, 100).With(NodeParameter.Generator, 0),
            new NodeDefinition("C", NodeType.Compound).With(NodeParameter.Load, 500).With(NodeParameter.Headcount, 100), new NodeDefinition("V", NodeType.Village).With(NodeParameter.Load, 50),
        ],
        [new("F", "S", Kind.Power), new("S", "H", Kind.Power), new("S", "C", Kind.Power), new("F", "V", Kind.Power)]);

    [Fact]
    public void The_cut_of_a_line_spares_the_branch_to_a_protected_node_and_no_other() =>
        Assert.Equal(["F>V:Power", "S>C:Power"], Targets([new("F", MeasureKind.CutPower, 3)], "H"));

    [Fact]
    public void A_spared_node_is_served_as_if_nothing_had_been_done()
    {
        ImmutableArray<Measure> asked = [new("F", MeasureKind.CutPower, 0)];
        var (whole, spared) = (Run(asked), Run(Protection.Of(s_network, asked, ["H"])));

        Assert.Equal(24, whole.Line(LedgerLine.HospitalCritical).Total.P50);
        Assert.Equal(0, spared.Line(LedgerLine.HospitalCritical).Total.P90);
        Assert.Equal(whole.Line(LedgerLine.LostWorkerHours).Total, spared.Line(LedgerLine.LostWorkerHours).Total);
    }

    [Theory]
    [InlineData("X")]
    [InlineData("V", "S>C:Power")]
    public void A_measure_that_reaches_nobody_spared_stays_as_it_is(string spared, string target = "S") =>
        Assert.Equal([target], Targets([new(target, MeasureKind.CutPower, 3)], spared));

    [Fact]
    public void A_partial_measure_stays_as_it_is() =>
        Assert.Equal(["F"], Targets([new("F", MeasureKind.CutPower, 0, null, Quantity.Fixed(0.5))], "H"));

    private static IEnumerable<string> Targets(ImmutableArray<Measure> measures, string spared) => Protection.Of(s_network, measures, [spared]).Select(static measure => measure.Target);

    private static Outcome Run(ImmutableArray<Measure> measures) => Simulation.MonteCarlo.Run(s_network, new Scenario { Horizon = 24, Samples = 32, Tolerance = 0, Measures = measures });
}
