using System.Collections.Immutable;
using Compounds.Simulation.Choice;
using CsCheck;

namespace Compounds.Simulation.Tests.Choice;

public class DynamicCheckTests
{
    private static readonly ChoiceQuery Query = ChoiceQuery.Default(PlanningModels.PlainWeights);

    [Fact]
    public void With_ten_actions_or_fewer_the_checked_front_is_that_of_all_subsets_whatever_was_planned() =>
        Gen.Select(PlanningModels.Any(6, 5), PlanningModels.Any(6, 5)).Where(static (planned, full) => planned.Actions.SequenceEqual(full.Actions)).Sample(
            static (planned, full) =>
            {
                var check = DynamicCheck.Run(Front(planned), full.Actions, new(), full.Evaluate);

                var expected = BruteForce.Front(PlanningModels.Subsets(full.Actions).Select(set => new EvaluatedSet(set, full.Evaluate(set))), Query);
                Assert.Equal(
                    expected.Select(static set => string.Join('+', set.Actions)),
                    check.Front.Select(static set => string.Join('+', set.Actions)));
            },
            iter: PropertyCases.Count / 10);

    [Fact]
    public void The_gap_is_what_the_simulation_says_less_what_was_planned()
    {
        var check = DynamicCheck.Run(Front(Line(2)), ["a00", "a01"], new(), static set => CutOutcome.Certain(set.Length * 5, new(set.Length * 2)));

        Assert.Equal([(0, 0), (4, 1), (8, 2)], check.Gaps.Select(static gap => (gap.DisruptionGap, gap.HarmGap)));
        Assert.All(check.Gaps, static gap => Assert.True(gap.IsAllowed && gap.IsOnFront));
    }

    [Fact]
    public void More_cuts_may_do_less_and_then_leave_the_front()
    {
        var check = DynamicCheck.Run(Front(Line(2)), ["a00", "a01"], new(), static set => CutOutcome.Certain(set.Length == 2 ? 1 : set.Length * 5, new(set.Length)));

        Assert.Equal([true, true, false], check.Gaps.Select(static gap => gap.IsOnFront));
        Assert.Equal(5, check.Front[^1].Outcome.Disruption);
    }

    [Fact]
    public void A_candidate_that_breaks_a_budget_when_simulated_is_not_allowed()
    {
        var check = DynamicCheck.Run(Front(Line(1)), ["a00"], new(), static set => new(set.Length, 0, default, new(HospitalCritical: set.Length)));

        Assert.Equal([true, false], check.Gaps.Select(static gap => gap.IsAllowed));
        Assert.Empty(Assert.Single(check.Front).Actions);
    }

    [Fact]
    public void Beyond_ten_actions_each_candidate_is_simulated_with_all_it_can_become_by_one_change()
    {
        var plan = DynamicPlan.Of(Front(Line(11)), Line(11).Actions, new());

        Assert.Equal(12, plan.Candidates.Length);
        foreach (var candidate in plan.Candidates)
        {
            var expected = PlanningModels.Subsets(Line(11).Actions).Where(set => IsWithinOneChange(set, candidate.Actions)).Select(static set => string.Join('+', set));
            Assert.Superset(expected.ToHashSet(), plan.Sets.Select(static set => string.Join('+', set)).ToHashSet());
        }

        Assert.All(plan.Sets, set => Assert.Contains(plan.Candidates, candidate => IsWithinOneChange(set, candidate.Actions)));
        Assert.Equal(plan.Sets.Length, plan.Sets.Select(static set => string.Join('+', set)).Distinct().Count());
        Assert.Equal((0, 0), (plan.LeftOutCandidates, plan.LeftOutNeighbors));
    }

    [Fact]
    public void What_is_not_simulated_is_said()
    {
        var plan = DynamicPlan.Of(Front(Line(11)), Line(11).Actions, new(Candidates: 5, Sets: 20));

        Assert.Equal([0, 2, 5, 8, 11], plan.Candidates.Select(static candidate => candidate.Actions.Length));
        Assert.Equal(7, plan.LeftOutCandidates);
        Assert.Equal(20, plan.Sets.Length);
        Assert.True(plan.LeftOutNeighbors > 0);
    }

    [Fact]
    public void Outcomes_must_be_those_of_the_plan() =>
        Assert.Throws<ArgumentException>(() => DynamicCheck.Judge(DynamicPlan.Of(Front(Line(1)), ["a00"], new()), [], Query));

    [Fact]
    public void The_robust_choice_does_most_in_bad_luck_within_the_limits()
    {
        EvaluatedSet[] sets =
        [
            new(["lucky"], new(100, 1, default, default)),
            new(["steady"], new(50, 40, default, default)),
            new(["costlier"], new(50, 40, default, new(CivilPower: 1))),
            new(["forbidden"], new(90, 80, default, new(HospitalCritical: 1))),
        ];

        Assert.Equal(sets[1], RobustChoice.Among(sets, HarmBudget.Default, PlanningModels.PlainWeights));
        Assert.Null(RobustChoice.Among(sets[3..], HarmBudget.Default, PlanningModels.PlainWeights));
    }

    private static bool IsWithinOneChange(ImmutableArray<string> set, ImmutableArray<string> candidate) =>
        set.Except(candidate).Count() <= 1 && candidate.Except(set).Count() <= 1;

    // Every action does a little for a little: action i disrupts 1 for a harm of i + 1.
    private static PlanningModel Line(int actions)
    {
        ImmutableArray<string> ids = [.. Enumerable.Range(0, actions).Select(static at => $"a{at:D2}")];
        return PlanningModels.Create(ids, [.. ids.Select((id, at) => new PlanningConsumer(
            id, [new("grid", [id])], [default, CutOutcome.Certain(1, new(at == 0 ? 1 : 1 << Math.Min(at - 1, 20)))]))]);
    }

    private static CutFront Front(PlanningModel model) =>
        ClusterFront.TryFind(model, Query, out var front, out var refusal) ? front : throw new InvalidOperationException(string.Join(' ', refusal.Actions));
}
