using System.Collections.Immutable;
using System.Text.Json;
using Compounds.Simulation.Choice;

namespace Compounds.Simulation.Tests.Choice;

public class GreedyChoiceTests
{
    [Fact]
    public void Greed_takes_the_decoy_where_two_feeders_must_be_cut_together()
    {
        var trap = PlanningModels.Expected("opt_vectors").GetProperty("greedy_trap");
        var model = PlanningModels.FromInstance(trap.GetProperty("instance"));
        var query = Query(trap);

        var greedy = GreedyChoice.Choose(model.Actions, query, double.PositiveInfinity, model.Evaluate);
        Assert.True(ClusterFront.TryFind(model, query, out var exact, out _));

        Assert.Equal("10 a2", Summary(greedy));
        Assert.Equal("100 a0+a1", FormattableString.Invariant($"{exact.Points[^1].Disruption} {string.Join('+', exact.Points[^1].Actions)}"));
    }

    [Fact]
    public void Planning_instances_have_the_expected_greedy_and_exact_choices()
    {
        foreach (var expected in PlanningModels.Expected("opt_vectors").GetProperty("planning_instances").EnumerateArray())
        {
            var model = PlanningModels.FromInstance(expected.GetProperty("instance"));

            Assert.Equal(Expected(expected.GetProperty("greedy")), Summary(GreedyChoice.Choose(model.Actions, Query(expected), double.PositiveInfinity, model.Evaluate)));
            Assert.True(ClusterFront.TryFind(model, Query(expected), out var exact, out _));
            Assert.Equal(expected.GetProperty("optimum")[0].GetDouble(), exact.Points[^1].Disruption);
        }
    }

    [Fact]
    public void The_worked_example_has_the_expected_greedy_choice_for_each_limit_of_harm()
    {
        var vectors = PlanningModels.Expected("opt_vectors");
        ImmutableArray<string> actions = ["F1", "F1>C1:Power", "F2", "F3", "ISP", "STAR", "X1"];
        var table = vectors.GetProperty("all_subsets");
        CutOutcome Evaluate(ImmutableArray<string> set)
        {
            var values = table.GetProperty(set.IsEmpty ? "none" : string.Join('+', set));
            return CutOutcome.Certain(values[0].GetDouble(), new(values[1].GetDouble()));
        }

        foreach (var expected in vectors.GetProperty("greedy_vs_exact").EnumerateArray())
        {
            var greedy = GreedyChoice.Choose(actions, new(PlanningModels.PlainWeights, [], []), expected.GetProperty("budget").GetDouble(), Evaluate);

            Assert.Equal(expected.GetProperty("greedy")[0].EnumerateArray().Select(static action => action.GetString()), greedy.Actions);
            Assert.Equal(expected.GetProperty("greedy")[1].GetDouble(), greedy.Outcome.Disruption, precision: 1);
        }
    }

    private static ChoiceQuery Query(JsonElement expected) => new(
        PlanningModels.PlainWeights,
        [.. expected.GetProperty("budget").EnumerateArray().Select(static (limit, at) => new HarmBudget((HarmLine)at, limit.GetDouble(), HarmStatistic.Mean))],
        []);

    private static string Expected(JsonElement choice) =>
        FormattableString.Invariant($"{choice[0].GetDouble()} {string.Join('+', choice[1].EnumerateArray().Select(static action => action.GetString()))}");

    private static string Summary(EvaluatedSet set) => FormattableString.Invariant($"{set.Outcome.Disruption} {string.Join('+', set.Actions)}");
}
