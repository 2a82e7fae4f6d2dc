using Compounds.Simulation.Tests.MonteCarlo;

namespace Compounds.Simulation.Tests.Lanes;

public sealed class UncertainLaneTests
{
    [Fact]
    public void Samples_that_differ_agree_lane_by_lane_with_the_reference()
    {
        var worlds = Enumerable.Range(0, 19).Select(sample =>
        {
            var world = new Realisation(UncertainMoei.Network, UncertainMoei.Scenario);
            world.Fill(UncertainMoei.Scenario.Seed, sample);
            return world;
        }).ToArray();
        LaneAgreement.Assert(UncertainMoei.Network, UncertainMoei.Scenario, worlds);
    }
}
