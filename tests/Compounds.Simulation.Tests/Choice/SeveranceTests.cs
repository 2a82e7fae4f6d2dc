using System.Collections.Immutable;
using Compounds.Simulation.Choice;
using CsCheck;

namespace Compounds.Simulation.Tests.Choice;

public class SeveranceTests
{
    [Fact]
    public void Every_subset_agrees_with_following_the_definition() =>
        SeveranceNetworks.Any(0, 7).Sample(
            network =>
            {
                var graph = network.Compile();
                SeveranceSweep.Run(graph, block =>
                {
                    for (var subset = 0L; subset < graph.SubsetCount; subset++)
                    {
                        var up = SeveranceNetworks.NaivelyUp(network, action => ((subset >> network.Actions.IndexOf(action)) & 1) == 1);
                        for (var node = 0; node < block.ConsumerCount; node++)
                            Assert.Equal(!up.Contains(network.Nodes[node].Id), block.IsSevered(node, subset));
                    }
                });
            },
            iter: PropertyCases.Count);

    [Fact]
    public void Actions_beyond_the_ninth_agree_too() =>
        SeveranceNetworks.Any(10, 13).Sample(
            network =>
            {
                var graph = network.Compile();
                SeveranceSweep.Run(graph, block =>
                {
                    var subset = block.FirstSubset + (block.FirstSubset / 512 * 37 % 512);
                    var up = SeveranceNetworks.NaivelyUp(network, action => ((subset >> network.Actions.IndexOf(action)) & 1) == 1);
                    for (var node = 0; node < block.ConsumerCount; node++)
                        Assert.Equal(!up.Contains(network.Nodes[node].Id), block.IsSevered(node, subset));
                });
            },
            iter: PropertyCases.Count);

    [Fact]
    public void Minimal_sets_sever_and_none_of_their_parts_does() =>
        SeveranceNetworks.Any(0, 11).Sample(
            network =>
            {
                var graph = network.Compile();
                var counts = SeveranceReport.Count(graph);
                var report = SeveranceReport.Of(graph);
                Assert.Equal(counts, report.Select(static consumer => consumer.SeveringSubsets));
                foreach (var consumer in report)
                {
                    bool Severs(IEnumerable<string> set) => !SeveranceNetworks.NaivelyUp(network, set.Contains).Contains(consumer.Consumer);
                    Assert.All(consumer.MinimalSets, set => Assert.True(Severs(set)));
                    Assert.All(consumer.MinimalSets, set => Assert.All(set, action => Assert.False(Severs(set.Remove(action)))));
                    Assert.Equal(consumer.SeveringSubsets, Supersets(consumer.MinimalSets, network.Actions));
                }
            },
            iter: PropertyCases.Count / 10);

    [Fact]
    public void Two_feeders_to_one_compound_must_both_be_cut()
    {
        var network = new SeveranceNetworks.Network(["north", "south"],
        [
            new("N", [], ["north"]),
            new("S", [], ["south"]),
            new("C", [new("Power", [new("N", []), new("S", [])])], []),
        ]);

        var compound = SeveranceReport.Of(network.Compile())[2];

        Assert.Equal(1, compound.SeveringSubsets);
        Assert.Equal("north south", string.Join(' ', Assert.Single(compound.MinimalSets)));
    }

    [Fact]
    public void A_tower_without_power_takes_the_telecom_of_a_powered_compound()
    {
        var network = new SeveranceNetworks.Network(["grid"],
        [
            new("Grid", [], ["grid"]),
            new("Isp", [], []),
            new("Tower", [new("Power", [new("Grid", [])]), new("Telecom", [new("Isp", [])])], []),
            new("C", [new("Telecom", [new("Tower", [])])], []),
        ]);

        Assert.Equal("grid", string.Join(' ', Assert.Single(SeveranceReport.Of(network.Compile())[3].MinimalSets)));
    }

    [Fact]
    public void A_plant_and_its_telecom_keep_each_other_up_until_one_is_cut()
    {
        var network = new SeveranceNetworks.Network(["plant"],
        [
            new("Plant", [new("Telecom", [new("Tower", [])])], ["plant"]),
            new("Tower", [new("Power", [new("Plant", [])])], []),
        ]);

        Assert.All(SeveranceReport.Of(network.Compile()), static place => Assert.Equal("plant", string.Join(' ', Assert.Single(place.MinimalSets))));
    }

    [Fact]
    public void A_place_that_is_never_supplied_is_severed_by_nothing_at_all()
    {
        var network = new SeveranceNetworks.Network(["a"], [new("C", [new("Water", [])], [])]);

        var consumer = Assert.Single(SeveranceReport.Of(network.Compile()));

        Assert.Equal(2, consumer.SeveringSubsets);
        Assert.Empty(Assert.Single(consumer.MinimalSets));
    }

    [Fact]
    public void Blocks_can_be_shared_out()
    {
        var graph = SeveranceNetworks.Any(12, 12).Single().Compile();
        var starts = new List<long>();

        SeveranceSweep.Run(graph, 0, 3, block => starts.Add(block.FirstSubset));
        SeveranceSweep.Run(graph, 3, 5, block => starts.Add(block.FirstSubset));

        Assert.Equal(Enumerable.Range(0, 8).Select(static block => block * 512L), starts);
        Assert.Throws<ArgumentOutOfRangeException>(() => SeveranceSweep.Run(graph, 4, 5, static _ => { }));
    }

    private static long Supersets(ImmutableArray<ImmutableArray<string>> minimal, ImmutableArray<string> actions)
    {
        var masks = minimal.Select(set => set.Sum(action => 1L << actions.IndexOf(action))).ToArray();
        var count = 0L;
        for (var subset = 0L; subset < 1L << actions.Length; subset++)
            count += masks.Any(mask => (mask & ~subset) == 0) ? 1 : 0;

        return count;
    }
}
