using System.Globalization;

namespace Compounds.Simulation.Tests.Reference;

public sealed class TachileikTests
{
    private static readonly Simulation.Network Network = Asset.Network("tachileik");

    [Theory]
    [InlineData(RationingPolicy.HumanitarianFirst, "tachileik_humanitarian_first")]
    [InlineData(RationingPolicy.ProRata, "tachileik_pro_rata")]
    public void The_replay_of_february_2025_serves_whom_the_policy_says(RationingPolicy policy, string name)
    {
        var scenario = new Scenario
        {
            Horizon = 120,
            Policy = policy,
            Measures =
            [
                new("FL", MeasureKind.Derate, 0, 24, Quantity.Fixed(1 - (13 / 30.0))),
                new("FP", MeasureKind.CutPower, 24),
                new("FL", MeasureKind.Derate, 24, 48, Quantity.Fixed(1 - (13.5 / 30))),
                new("FL", MeasureKind.Derate, 48, 72, Quantity.Fixed(1 - (27 / 30.0))),
                new("FL", MeasureKind.Derate, 72, null, Quantity.Fixed(1 - (13 / 30.0))),
            ],
        };
        var hours = new List<ReferenceHour>();
        var run = ReferenceEngine.Simulate(Network, scenario, new Realisation(Network, scenario), hours.Add);
        var expected = Asset.Json("mc_vectors")[name]!.AsObject();
        foreach (var (hour, nodes) in expected.Where(e => e.Key != "kWhUnserved"))
        {
            foreach (var (node, served) in nodes!.AsObject())
                Assert.Equal(served!.GetValue<double>(), hours[int.Parse(hour, CultureInfo.InvariantCulture)].Served[Network.FindNode(node)!.Value], 6);
        }

        foreach (var (node, energy) in expected["kWhUnserved"]!.AsObject())
            Assert.Equal(energy!.GetValue<double>(), run.ByNode[(int)LedgerLine.UnservedEnergy][Network.FindNode(node)!.Value], 1);
    }
}
