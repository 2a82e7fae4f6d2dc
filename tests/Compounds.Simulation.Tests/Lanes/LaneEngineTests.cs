using Compounds.Simulation.Tests.Reference;

namespace Compounds.Simulation.Tests.Lanes;

public sealed class LaneEngineTests
{
    public static TheoryData<string> Scenarios => MoeiMiniTests.Scenarios;

    public static TheoryData<int> Numbers => RandomNetworkTests.Numbers;

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void The_lanes_agree_with_the_reference_on_the_worked_example(string name)
    {
        var scenario = MoeiMini.Of(name);
        LaneAgreement.Assert(MoeiMini.Network, scenario, [new Realisation(MoeiMini.Network, scenario)]);
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void The_lanes_agree_with_the_reference_on_random_networks(int number)
    {
        var (network, scenario) = RandomNetworkTests.Case(number);
        LaneAgreement.Assert(network, scenario, [new Realisation(network, scenario)]);
    }
}
