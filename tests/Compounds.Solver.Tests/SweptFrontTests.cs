using System.Collections.Immutable;
using Compounds.Simulation.Choice;
using Compounds.Simulation.Tests.Choice;
using CsCheck;

namespace Compounds.Solver.Tests;

public class SweptFrontTests
{
    private static readonly SweepLimits Ample = new(Questions: 1_000);

    [Fact]
    public void With_enough_questions_the_sweep_is_the_exact_front_down_to_the_ties() =>
        Gen.Select(PlanningModels.Any(7, 5), Gen.Int[-1, 6], Gen.Enum<ChoiceBasis>()).Sample(
            static (model, limit, basis) =>
            {
                var query = new ChoiceQuery(PlanningModels.PlainWeights, [new(HarmLine.CaptiveExposure, limit)], [], basis);
                Assert.True(ClusterFront.TryFind(model, query, out var exact, out _));

                var swept = SweptFront.Find(model, query, Ample);

                Assert.True(swept.IsComplete);
                Assert.Equal(exact.Points.Select(Summary), swept.Points.Select(Summary));
            },
            iter: Math.Max(1, PropertyCases.Count / 10));

    [Fact]
    public void Planning_instances_have_the_expected_optimum()
    {
        foreach (var expected in PlanningModels.Expected("opt_vectors").GetProperty("planning_instances").EnumerateArray())
        {
            var budgets = expected.GetProperty("budget").EnumerateArray().Select(static (limit, at) => new HarmBudget((HarmLine)at, limit.GetDouble(), HarmStatistic.Mean));

            var front = SweptFront.Find(PlanningModels.FromInstance(expected.GetProperty("instance")), new(PlanningModels.PlainWeights, [.. budgets], []), new(Questions: 2));

            Assert.Equal(expected.GetProperty("optimum")[0].GetDouble(), front.Points[^1].Disruption);
            Assert.Equal(0, front.Points[^1].ProvenGap);
        }
    }

    [Fact]
    public void A_cluster_of_twenty_is_swept_and_every_point_is_proven()
    {
        Assert.True(CutChoice.TryFind(Ring(20), new(PlanningModels.PlainWeights, [], []), new(Questions: 7), out var front, out _));

        Assert.Equal((0, 20), (front.Points[0].Actions.Length, front.Points[^1].Actions.Length));
        Assert.All(front.Points, static point => Assert.Equal(0, point.ProvenGap));
        Assert.All(front.Points.Zip(front.Points.Skip(1)), static pair => Assert.True(pair.First.Harm < pair.Second.Harm && pair.First.Disruption < pair.Second.Disruption));
    }

    [Fact]
    public void A_point_that_was_not_closed_says_how_much_it_may_miss()
    {
        var front = SweptFront.Find(Dense(30, 60), new(PlanningModels.PlainWeights, [], []), new(Questions: 3, Effort: 0.01));

        Assert.False(front.IsComplete);
        Assert.All(front.Points, static point => Assert.InRange(point.ProvenGap, 0, 1));
        Assert.Contains(front.Points, static point => point.ProvenGap > 0);
    }

    [Fact]
    public void The_same_sweep_has_the_same_answer_even_when_it_runs_out_of_effort()
    {
        var limits = new SweepLimits(Questions: 3, Effort: 0.01);
        var query = new ChoiceQuery(PlanningModels.PlainWeights, [], []);

        Assert.Equal(
            SweptFront.Find(Dense(30, 60), query, limits).Points.Select(Summary),
            SweptFront.Find(Dense(30, 60), query, limits).Points.Select(Summary));
    }

    [Fact]
    public void Nothing_is_offered_when_no_set_keeps_the_budgets_and_that_is_proven()
    {
        var model = PlanningModels.Create(["a"], [new("H", [], [CutOutcome.Certain(0, new(HospitalCritical: 1))])]);

        var front = SweptFront.Find(model, ChoiceQuery.Default(PlanningModels.PlainWeights), Ample);

        Assert.Empty(front.Points);
        Assert.True(front.IsComplete);
    }

    [Fact]
    public void An_own_axis_on_a_cluster_too_large_is_refused_with_its_actions()
    {
        Assert.False(CutChoice.TryFind(Ring(17), new(PlanningModels.PlainWeights, [], [HarmLine.CaptiveExposure]), Ample, out _, out var refusal));

        Assert.Equal(17, refusal.Actions.Length);
    }

    [Fact]
    public void Small_clusters_are_not_swept()
    {
        var query = new ChoiceQuery(PlanningModels.PlainWeights, [], []);

        Assert.True(CutChoice.TryFind(PlanningModels.Clustered("hundred"), query, new(Questions: 2), out var front, out _));

        Assert.Equal(673, front.Points.Length);
        Assert.True(front.IsComplete);
    }

    [Fact]
    public void A_sweep_can_be_stopped() =>
        Assert.Throws<OperationCanceledException>(() => SweptFront.Find(Ring(3), new(PlanningModels.PlainWeights, [], []), Ample, new(canceled: true)));

    // Neighbouring actions share a consumer, so all hang together; each disrupts 3 alone and 10 with its neighbour, for a harm of its number.
    private static PlanningModel Ring(int actions)
    {
        ImmutableArray<string> ids = [.. Enumerable.Range(0, actions).Select(static at => $"a{at:D2}")];
        return PlanningModels.Create(ids, [.. ids.Select((id, at) => new PlanningConsumer(
            id,
            [new("own", [id]), new("next", [ids[(at + 1) % actions]])],
            [default, CutOutcome.Certain(3, new(at + 1)), default, CutOutcome.Certain(10, new(at + 1))]))]);
    }

    // Every consumer has two channels of three actions each, spread so that no structure helps.
    private static PlanningModel Dense(int actions, int consumers)
    {
        ImmutableArray<string> ids = [.. Enumerable.Range(0, actions).Select(static at => $"a{at:D2}")];
        var state = 7u;
        int Next(int below)
        {
            state = unchecked((state * 1664525) + 1013904223);
            return (int)(state >> 8) % below;
        }

        PlanningChannel Channel(string name) => new(name, [ids[Next(actions)], ids[Next(actions)], ids[Next(actions)]]);
        return PlanningModels.Create(ids, [.. Enumerable.Range(0, consumers).Select(at =>
        {
            ImmutableArray<PlanningChannel> channels = [Channel("0"), Channel("1")];
            int[] amounts = [0, Next(100), Next(100), 200 + Next(200)];
            return new PlanningConsumer($"c{at:D3}", channels, [.. amounts.Select(amount => at % 2 == 0 ? CutOutcome.Certain(amount, default) : CutOutcome.Certain(0, new(amount)))]);
        })]);
    }

    private static string Summary(FrontPoint point) =>
        FormattableString.Invariant($"{point.Disruption} {point.Harm} {string.Join('+', point.Actions)} {point.ProvenGap}");
}
