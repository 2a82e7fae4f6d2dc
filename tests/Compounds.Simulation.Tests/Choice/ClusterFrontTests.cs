using System.Collections.Immutable;
using System.Text.Json;
using Compounds.Simulation.Choice;
using CsCheck;

namespace Compounds.Simulation.Tests.Choice;

public class ClusterFrontTests
{
    private static readonly Gen<ChoiceQuery> Queries =
        from budgets in Gen.Select(Gen.Enum<HarmLine>(), Gen.Int[-3, 12], Gen.Enum<HarmStatistic>()).Array[0, 3]
        from axes in Gen.Int[-1, 2].Select(static count => new[] { HarmLine.CaptiveExposure, HarmLine.CivilTelecom }.Take(count).ToArray())
        from basis in Gen.Enum<ChoiceBasis>()
        select new ChoiceQuery(PlanningModels.ExampleWeights, [.. budgets.Select(static budget => new HarmBudget(budget.Item1, budget.Item2, budget.Item3))], [.. axes], basis);

    [Fact]
    public void The_front_is_that_of_brute_force() =>
        Gen.Select(PlanningModels.Any(9, 7), Queries).Sample(
            (model, query) =>
            {
                var expected = BruteForce.Front(PlanningModels.Subsets(model.Actions).Select(set => new EvaluatedSet(set, model.Evaluate(set))), query);
                AssertSame(expected, Front(model, query), query);
            },
            iter: PropertyCases.Count);

    [Fact]
    public void The_front_of_the_worked_example_has_its_three_points()
    {
        var vectors = PlanningModels.Expected("opt_vectors");
        var model = WorkedExample(vectors);

        var open = Front(model, new(PlanningModels.ExampleWeights, [], []));
        var limited = Front(model, ChoiceQuery.Default(PlanningModels.ExampleWeights));

        Assert.Equal(Summaries(vectors.GetProperty("pareto_bruteforce")), open.Points.Select(Summary));
        Assert.Equal(Summaries(vectors.GetProperty("pareto_hospital_zero")), limited.Points.Select(Summary));
        Assert.Equal([54_000, 168_200, 0], limited.Points.Select(static point => point.Outcome.Harm.CaptiveExposure));
    }

    [Fact]
    public void Captive_exposure_on_its_own_axis_is_never_traded_for_a_better_scalar()
    {
        var model = WorkedExample(PlanningModels.Expected("opt_vectors"));

        var front = Front(model, new(PlanningModels.ExampleWeights, [], [HarmLine.CaptiveExposure]));

        Assert.Equal(
            ["0 worker-hours, 0 captive-hours", "3465.704 worker-hours, 4800 captive-hours", "135000 worker-hours, 54000 captive-hours"],
            front.Points.Where(static point => point.Harm == 0)
                .Select(static point => FormattableString.Invariant($"{point.Disruption} worker-hours, {point.Outcome.Harm.CaptiveExposure} captive-hours")));
    }

    [Fact]
    public void Twelve_actions_in_three_clusters_have_the_expected_front()
    {
        var front = Front(PlanningModels.Clustered("twelve"), new(PlanningModels.PlainWeights, [], []));

        Assert.Equal(
            PlanningModels.Expected("cluster_vectors").GetProperty("front_12_actions").EnumerateArray().Select(static point => (point[0].GetDouble(), point[1].GetDouble())),
            front.Points.Select(static point => (point.Disruption, point.Harm)));
    }

    [Fact]
    public void A_hundred_actions_in_ten_clusters_have_the_expected_front()
    {
        var model = PlanningModels.Clustered("hundred");
        var expected = PlanningModels.Expected("cluster_vectors");

        var front = Front(model, new(PlanningModels.PlainWeights, [], []));

        Assert.Equal(expected.GetProperty("front_100_actions_size").GetInt32(), front.Points.Length);
        Assert.Equal(
            expected.GetProperty("front_100_first_last").EnumerateArray().Select(static point => (point[0].GetDouble(), point[1].GetDouble())),
            new[] { front.Points[0], front.Points[front.Points.Length / 2], front.Points[^1] }.Select(static point => (point.Disruption, point.Harm)));
        Assert.All(front.Points, point => Assert.Equal((point.Disruption, point.Harm), (point.Outcome.Disruption, point.Outcome.Harm.CivilPower)));
    }

    [Fact]
    public void Sixteen_actions_that_hang_together_are_tried_and_seventeen_are_named()
    {
        Assert.True(ClusterFront.TryFind(Chain(16), ChoiceQuery.Default(PlanningModels.PlainWeights), out var front, out _));
        Assert.Equal(16, front.Points[^1].Disruption);

        Assert.False(ClusterFront.TryFind(Chain(17), ChoiceQuery.Default(PlanningModels.PlainWeights), out _, out var refusal));
        Assert.Equal(17, refusal.Actions.Length);
    }

    [Fact]
    public void Less_of_a_budget_does_not_displace_an_equal_with_fewer_actions_but_is_kept_for_where_it_counts()
    {
        static CutOutcome Cut(int disruption, int telecom, int power = 0) => CutOutcome.Certain(disruption, new(power, telecom));
        var model = PlanningModels.Create(["v", "w", "x", "y", "z"],
        [
            new("two or one", [new("x", ["x"]), new("y", ["y"]), new("z", ["z"])],
                [default, default, default, Cut(5, 1), Cut(5, 2), Cut(5, 2), Cut(5, 2), Cut(5, 2)]),
            new("then", [new("w", ["w"]), new("v", ["v"])], [default, Cut(1, 1), Cut(2, 2, power: 1), Cut(3, 9, power: 1)]),
        ]);

        var front = Front(model, new(PlanningModels.PlainWeights with { CivilTelecom = 0 }, [new(HarmLine.CivilTelecom, 3)], []));

        Assert.Equal(["6 0 w+z", "7 1 v+x+y"], front.Points.Select(Summary));
    }

    [Fact]
    public void Among_equals_the_fewest_actions_win_and_then_the_first_ids()
    {
        var model = PlanningModels.Create(["a", "b", "c", "d"], [new("C", [new("one", ["d", "c"]), new("other", ["b", "a"])],
            [default, CutOutcome.Certain(4, default), CutOutcome.Certain(4, default), CutOutcome.Certain(9, default)])]);

        Assert.Equal(["9 0 a+c"], Front(model, new(PlanningModels.PlainWeights, [], [])).Points.Select(Summary));
    }

    [Fact]
    public void No_set_is_offered_when_even_doing_nothing_breaks_a_budget()
    {
        var model = PlanningModels.Create(["a"], [new("H", [], [CutOutcome.Certain(0, new(HospitalCritical: 1))])]);

        Assert.Empty(Front(model, ChoiceQuery.Default(PlanningModels.ExampleWeights)).Points);
    }

    [Fact]
    public void A_negative_weight_is_no_harm() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Front(Chain(2), new(PlanningModels.PlainWeights with { CivilPower = -1 }, [], [])));

    // One channel for each action at a single consumer: the table of all 128 subsets.
    private static PlanningModel WorkedExample(JsonElement vectors)
    {
        ImmutableArray<string> actions = ["F1", "F1>C1:Power", "F2", "F3", "ISP", "STAR", "X1"];
        var table = vectors.GetProperty("all_subsets");
        return PlanningModels.Create(actions, [new("everything", [.. actions.Select(static action => new PlanningChannel(action, [action]))],
            [.. Enumerable.Range(0, 128).Select(subset =>
            {
                var values = table.GetProperty(subset == 0 ? "none" : string.Join('+', actions.Where((_, at) => ((subset >> at) & 1) == 1)));
                var hospital = values[2].GetDouble();
                return CutOutcome.Certain(values[0].GetDouble(), new(
                    CivilPower: values[1].GetDouble() - (10_000 * hospital), HospitalCritical: hospital, CaptiveExposure: values[3].GetDouble()));
            })])]);
    }

    private static PlanningModel Chain(int actions)
    {
        ImmutableArray<string> ids = [.. Enumerable.Range(0, actions).Select(static at => $"a{at:D2}")];
        return PlanningModels.Create(ids, [.. ids.Select((id, at) => new PlanningConsumer(
            id, [new("own", [id]), new("next", [ids[(at + 1) % actions]])], [.. Enumerable.Range(0, 4).Select(static down => CutOutcome.Certain(down & 1, default))]))]);
    }

    private static CutFront Front(PlanningModel model, ChoiceQuery query) =>
        ClusterFront.TryFind(model, query, out var front, out var refusal) ? front : throw new InvalidOperationException(string.Join(' ', refusal.Actions));

    private static void AssertSame(ImmutableArray<EvaluatedSet> expected, CutFront front, ChoiceQuery query) =>
        Assert.Equal(
            expected.Select(set => FormattableString.Invariant($"{query.DisruptionOf(set.Outcome):F3} {query.HarmOf(set.Outcome):F3} {string.Join('+', set.Actions)}")).Order(StringComparer.Ordinal),
            front.Points.Select(static point => FormattableString.Invariant($"{point.Disruption:F3} {point.Harm:F3} {string.Join('+', point.Actions)}")).Order(StringComparer.Ordinal));

    private static string Summary(FrontPoint point) => FormattableString.Invariant($"{point.Disruption} {point.Harm} {string.Join('+', point.Actions)}");

    private static IEnumerable<string> Summaries(JsonElement points) => points.EnumerateArray().Select(static point =>
        FormattableString.Invariant($"{point[0].GetDouble()} {point[1].GetDouble()} {string.Join('+', point[2].EnumerateArray().Select(static action => action.GetString()))}"));
}
