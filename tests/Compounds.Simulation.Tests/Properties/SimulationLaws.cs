using CsCheck;
using Compounds.Simulation.Tests.Lanes;

namespace Compounds.Simulation.Tests.Properties;

/// <summary>What holds for every network and scenario.</summary>
public sealed class SimulationLaws
{
    private static readonly LedgerLine[] Harms =
        [LedgerLine.LostWorkerHours, LedgerLine.CivilPower, LedgerLine.CivilTelecom, LedgerLine.WaterBelowMinimum, LedgerLine.HospitalCritical, LedgerLine.UnservedEnergy];

    [Fact]
    public void Without_measures_and_shortage_every_ledger_is_zero() => RandomNetwork.Ample.Sample(
        made =>
        {
            var run = Simulate(made.Network, new Scenario { Horizon = 60 });
            Assert.All(Enum.GetValues<LedgerLine>(), line => Assert.Equal(0, run.Total(line), 1e-9));
        },
        iter: Cases.Count());

    [Fact]
    public void What_enters_a_conduit_leaves_it_and_never_exceeds_its_capacity() => RandomNetwork.Any.Sample(
        made =>
        {
            var (network, scenario) = (made.Network, made.Scenario);
            var world = World(network, scenario);
            ReferenceEngine.Simulate(network, scenario, world, hour => Flow.AssertBalanced(network, world, hour));
        },
        iter: Cases.Count(300));

    [Fact]
    public void Energy_in_is_energy_served_and_stored() => RandomNetwork.Any.Sample(
        made =>
        {
            var (network, scenario) = (made.Network, made.Scenario);
            var meters = new Meters(network, World(network, scenario));
            ReferenceEngine.Simulate(network, scenario, meters.World, meters.AssertBalanced);
        },
        iter: Cases.Count());

    [Fact]
    public void Heads_are_conserved_when_people_move() => RandomNetwork.Any.Sample(
        made =>
        {
            var scenario = made.Scenario with { Displacement = DisplacementRule.Default, Horizon = 100, Measures = [made.Cut(0), made.Cut(1)] };
            var world = World(made.Network, scenario);
            var moved = ReferenceEngine.Simulate(made.Network, scenario, world).Displacement!;
            Assert.Equal(world[NodeParameter.Headcount].Sum(), moved.Heads.Sum() + moved.InTransit, 1e-6);
        },
        iter: Cases.Count(300));

    [Fact]
    public void The_order_of_the_input_does_not_matter() => RandomNetwork.Any.Sample(
        made =>
        {
            var turned = RandomNetwork.Build([.. made.Nodes.AsEnumerable().Reverse()], [.. made.Edges.AsEnumerable().Reverse()]);
            Assert.Equal(made.Network.Hash, turned.Hash);
            Assert.Equal(Totals(Simulate(made.Network, made.Scenario)), Totals(Simulate(turned, made.Scenario with { Measures = [.. made.Scenario.Measures.Reverse()] })));
        },
        iter: Cases.Count(500));

    [Fact]
    public void The_same_seed_gives_the_same_bits_on_any_number_of_threads() => RandomNetwork.Any.Sample(
        made =>
        {
            var scenario = made.Scenario with { Samples = 520 };
            Assert.Equal(
                Simulation.MonteCarlo.Run(made.Network, scenario, 1).ResultHash,
                Simulation.MonteCarlo.Run(made.Network, scenario, 3).ResultHash);
        },
        iter: Cases.Count(10),
        threads: 1);

    [Fact]
    public void A_measure_of_depth_zero_or_restored_at_once_is_none() => RandomNetwork.Any.Sample(
        made =>
        {
            var scenario = made.Scenario;
            var nothing = Simulate(made.Network, scenario with { Measures = [] });
            var shallow = scenario with { Measures = [made.Cut(0) with { Depth = Quantity.Zero }] };
            var undone = scenario with { Measures = [made.Cut(0), made.Cut(0) with { Kind = MeasureKind.Restore }] };
            Assert.Equal(Totals(nothing), Totals(Simulate(made.Network, shallow)));
            Assert.Equal(Totals(nothing), Totals(Simulate(made.Network, undone)));
        },
        iter: Cases.Count(300));

    [Fact]
    public void After_a_restoration_and_a_refill_the_state_is_what_it_would_have_been() => RandomNetwork.Ample.Sample(
        made =>
        {
            var scenario = new Scenario { Horizon = 60 };
            var plain = Simulate(made.Network, scenario);
            var cut = Simulate(made.Network, scenario with { Measures = [made.Cut(0, 20), made.Cut(1, 20)] });
            Assert.Equal(plain.FinalUp, cut.FinalUp);
            for (var v = 0; v < made.Network.NodeCount; v++)
            {
                Assert.Equal(plain.FinalFuel[v], cut.FinalFuel[v], 1e-6);
                Assert.Equal(plain.FinalBattery[v], cut.FinalBattery[v], 1e-6);
            }
        },
        iter: Cases.Count(500));

    [Fact]
    public void Without_shortage_and_alternatives_more_cuts_never_mean_less_harm() => RandomNetwork.Ample.Sample(
        made =>
        {
            var scenario = new Scenario { Horizon = 60 };
            var fewer = Simulate(made.Network, scenario with { Measures = [made.Cut(0)] });
            var more = Simulate(made.Network, scenario with { Measures = [made.Cut(0), made.Cut(1), made.Cut(2)] });
            Assert.All(Harms, line => Assert.True(more.Total(line) >= fewer.Total(line) - 1e-6, $"{line}"));
        },
        iter: Cases.Count(500));

    [Fact]
    public void The_lanes_agree_with_the_reference()
    {
        var (clear, close) = (0, 0);
        RandomNetwork.Any.Sample(
            made =>
            {
                var (network, scenario) = (made.Network, made.Scenario with { Displacement = DisplacementRule.Default });
                Realisation[] worlds = [.. Enumerable.Range(0, 3).Select(s => World(network, scenario, s)).Where(w => Decisions.AreClear(network, scenario, w))];
                Interlocked.Add(ref clear, worlds.Length);
                Interlocked.Add(ref close, 3 - worlds.Length);
                LaneAgreement.AssertOfParts(network, scenario, worlds);
            },
            iter: Cases.Count(300));
        Assert.True(close <= 0.01 * (clear + close), $"{close} of {clear + close} samples decide something within the rounding of a float");
    }

    [Fact]
    public void A_node_apart_changes_no_sample_of_the_others() => RandomNetwork.Any.Sample(
        made =>
        {
            var apart = new NodeDefinition("A0", NodeType.Village).With(NodeParameter.Load, Quantity.LogNormal(5, 1));
            var more = RandomNetwork.Build([.. made.Nodes, apart], made.Edges);
            var (before, after) = (Simulate(made.Network, made.Scenario), Simulate(more, made.Scenario));
            Assert.All(Harms.Except([LedgerLine.UnservedEnergy]), line => Assert.Equal(before.Total(line), after.Total(line)));
        },
        iter: Cases.Count(300));

    [Fact]
    public void Twice_the_loads_on_twice_the_capacities_are_served_alike() => RandomNetwork.Any.Sample(
        made =>
        {
            var doubled = Doubled.Of(made);
            var (once, twice) = (new List<double[]>(), new List<double[]>());
            ReferenceEngine.Simulate(made.Network, made.Scenario, World(made.Network, made.Scenario), hour => once.Add(hour.Served));
            ReferenceEngine.Simulate(doubled, made.Scenario, World(doubled, made.Scenario), hour => twice.Add(hour.Served));
            for (var hour = 0; hour < once.Count; hour++)
                Assert.All(once[hour].Zip(twice[hour]), pair => Assert.Equal(pair.First, pair.Second, 1e-9));
        },
        iter: Cases.Count(300));

    private static ReferenceRun Simulate(Simulation.Network network, Scenario scenario) => ReferenceEngine.Simulate(network, scenario, World(network, scenario));

    private static Realisation World(Simulation.Network network, Scenario scenario, int sample = 0)
    {
        var world = new Realisation(network, scenario);
        world.Fill(scenario.Seed, sample);
        return world;
    }

    private static double[] Totals(ReferenceRun run) => [.. Enum.GetValues<LedgerLine>().Select(run.Total)];
}
