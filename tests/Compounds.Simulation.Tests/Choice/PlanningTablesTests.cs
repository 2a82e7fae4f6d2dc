using System.Collections.Immutable;
using Compounds.Simulation.Choice;
using CsCheck;

namespace Compounds.Simulation.Tests.Choice;

/// <summary>Planning with a network: which actions meet where, and what simulating just those combinations tells of all others.</summary>
public class PlanningTablesTests
{
    private static readonly ChoiceQuery s_query = new(HarmWeights.Default, HarmBudget.Default, [HarmLine.CaptiveExposure]);

    [Fact]
    public void On_separate_stretches_the_plan_of_twelve_actions_is_that_of_simulating_all_4096_sets() =>
        Gen.Int[0, 1_000_000].Sample(
            static seed =>
            {
                var stretches = new Stretches(3, seed);
                var model = stretches.Model(out var tables);
                Assert.Equal((3 * 12) - 2, tables.Sets.Length); // For each stretch four sets of its feeders and eight of both with the line of site or town; the empty set once.

                Assert.True(ClusterFront.TryFind(model, s_query, out var front, out _));
                var expected = BruteForce.Front(PlanningModels.Subsets(model.Actions).Select(set => new EvaluatedSet(set, stretches.Simulate(set))), s_query);
                Assert.Equal(
                    expected.Select(static set => Math.Round(set.Outcome.Disruption, 1)).Distinct().Order(),
                    front.Points.Select(static point => Math.Round(point.Disruption, 1)).Distinct().Order());
            },
            iter: 2);

    [Fact]
    public void Two_feeders_into_one_substation_are_worth_cutting_together_only()
    {
        var stretches = new Stretches(1, 1);
        var model = stretches.Model(out _);

        Assert.Equal(0, model.Evaluate(["feed0a"]).Disruption);
        Assert.Equal(0, model.Evaluate(["feed0b"]).Disruption);
        Assert.True(model.Evaluate(["feed0a", "feed0b"]).Disruption > 0);
    }

    [Fact]
    public void Consumers_that_the_same_actions_reach_are_one_group_and_what_nothing_reaches_another()
    {
        var stretches = new Stretches(2, 1);
        Assert.True(PlanningTables.TryPlan(stretches.Network, stretches.Actions.Where(static each => each.Key.StartsWith("feed0", StringComparison.Ordinal)).ToDictionary(), out var tables, out _));

        Assert.Equal([0, 2], tables.Groups.Select(static group => group.Actions.Length).Order());
        Assert.Contains("clinic1", tables.Groups.Single(static group => group.Actions.IsEmpty).Nodes);
        Assert.Equal(["clinic0", "site0", "town0"], tables.Groups.Single(static group => !group.Actions.IsEmpty).Nodes.AsEnumerable());
        Assert.Equal(4, tables.Sets.Length);
    }

    [Fact]
    public void More_actions_at_one_place_than_can_be_tried_are_refused_with_the_place()
    {
        var network = new Stretches(1, 1).Network;
        var actions = Enumerable.Range(0, 11).ToDictionary(static at => $"a{at:D2}", static at => ImmutableArray.Create(new Measure("feed0a", MeasureKind.CutPower, at)));

        Assert.False(PlanningTables.TryPlan(network, actions, out _, out var fault));
        Assert.Equal((PlanningFaultKind.TooManyChannels, "clinic0"), (fault.Kind, fault.Where));
        Assert.StartsWith("11 actions reach clinic0; up to 10", fault.Sentence, StringComparison.Ordinal);
    }

    /// <summary>Stretches of a border that share nothing: each a substation on two feeders with a site, a town and a clinic, each on a line of its own.</summary>
    private sealed class Stretches
    {
        private static readonly Scenario s_scenario = new() { Measures = [], Horizon = 30, Samples = 16, Tolerance = 0 };

        public Stretches(int count, int seed)
        {
            var draws = 0;
            int Pick(int from, int to) => from + (int)(Draw.Uniform((ulong)seed, draws++, "stretches") * (to - from));
            var (nodes, edges) = (new List<NodeDefinition>(), new List<EdgeDefinition>());
            var actions = new Dictionary<string, ImmutableArray<Measure>>();
            for (var at = 0; at < count; at++)
            {
                nodes.AddRange([
                    new NodeDefinition($"feed{at}a", NodeType.Source).With(NodeParameter.Capacity, 50_000), new NodeDefinition($"feed{at}b", NodeType.Source).With(NodeParameter.Capacity, 50_000),
                    new NodeDefinition($"station{at}", NodeType.Substation).With(NodeParameter.Capacity, 50_000),
                    new NodeDefinition($"site{at}", NodeType.Compound).With(NodeParameter.Load, Pick(500, 3_000)).With(NodeParameter.Headcount, Pick(500, 3_000)).With(NodeParameter.Captives, Pick(50, 500)),
                    new NodeDefinition($"town{at}", NodeType.Village).With(NodeParameter.Load, Pick(500, 3_000)).With(NodeParameter.Population, Pick(500, 9_000)),
                    new NodeDefinition($"clinic{at}", NodeType.Hospital).With(NodeParameter.Load, Pick(50, 300)),
                ]);
                edges.AddRange([
                    new($"feed{at}a", $"station{at}", Kind.Power), new($"feed{at}b", $"station{at}", Kind.Power) { Rank = 2 },
                    new($"station{at}", $"site{at}", Kind.Power), new($"station{at}", $"town{at}", Kind.Power), new($"station{at}", $"clinic{at}", Kind.Power),
                ]);
                foreach (var (id, target) in new[] { ("feed{0}a", "feed{0}a>station{0}:Power"), ("feed{0}b", "feed{0}b>station{0}:Power"), ("line{0}", "station{0}>site{0}:Power"), ("town{0}", "station{0}>town{0}:Power") })
                    actions[string.Format(null, id, at)] = [new(string.Format(null, target, at), MeasureKind.CutPower, Pick(0, 24))];
            }

            var reading = Simulation.Network.Build(nodes, edges);
            Assert.Empty(reading.Problems);
            (Network, Actions) = (reading.Network!, actions);
        }

        public Simulation.Network Network { get; }

        public Dictionary<string, ImmutableArray<Measure>> Actions { get; }

        public PlanningModel Model(out PlanningTables tables)
        {
            Assert.True(PlanningTables.TryPlan(Network, Actions, out var planned, out _));
            tables = planned;
            var outcomes = planned.Sets.ToDictionary(SetOrder.KeyOf, Blocks);
            Assert.True(planned.TryModel((group, set) => SampledCut.Of(Network, [outcomes[SetOrder.KeyOf(set)]], group.Nodes), out var model, out _));
            return model;
        }

        public CutOutcome Simulate(ImmutableArray<string> set) => SampledCut.Of([Blocks(set)]);

        private BlockOutcome Blocks(ImmutableArray<string> set) => new BlockSimulator(Network, s_scenario with { Measures = [.. set.SelectMany(action => Actions[action])] }).Simulate(0, default);
    }
}
