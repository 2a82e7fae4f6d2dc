using System.Collections.Immutable;
using Compounds.Simulation.Choice;
using CsCheck;

namespace Compounds.Simulation.Tests.Choice;

public class ActionReductionTests
{
    private static readonly CutOutcome Nothing = CutOutcome.Certain(0, default);

    [Fact]
    public void The_front_has_the_same_amounts_without_the_dropped_actions() =>
        PlanningModels.Any(8, 6).Select(PlanningModels.WithHarmedVillages).Sample(
            static model =>
            {
                var query = new ChoiceQuery(PlanningModels.ExampleWeights, [new(HarmLine.CivilTelecom, 5)], [HarmLine.CaptiveExposure]);
                Assert.Equal(Amounts(model, query), Amounts(ActionReduction.Reduce(model, out _), query));
            },
            iter: PropertyCases.Count);

    [Fact]
    public void Of_duplicates_the_first_by_id_stays()
    {
        var model = PlanningModels.Create(["b", "a", "c"], [new("C", [new("grid", ["c", "b", "a"])], [Nothing, CutOutcome.Certain(1, default)])]);

        var reduced = ActionReduction.Reduce(model, out var dropped);

        Assert.Equal(["a"], reduced.Actions.AsEnumerable());
        Assert.Equal([new("b", "a"), new("c", "a")], dropped.AsEnumerable());
    }

    [Fact]
    public void A_whole_feeder_gives_way_to_the_service_line_it_contains()
    {
        var model = PlanningModels.Create(["F1", "F1>C1"],
        [
            new("C1", [new("grid", ["F1", "F1>C1"])], [Nothing, CutOutcome.Certain(9, default)]),
            new("V1", [new("grid", ["F1"])], [Nothing, CutOutcome.Certain(0, new(CivilPower: 7))]),
        ]);

        Assert.Equal(["F1>C1"], ActionReduction.Reduce(model, out var dropped).Actions.AsEnumerable());
        Assert.Equal([new DroppedAction("F1", "F1>C1")], dropped.AsEnumerable());
    }

    [Fact]
    public void An_action_that_only_harms_gives_way_to_doing_nothing()
    {
        var model = PlanningModels.Create(["w"], [new("V1", [new("water", ["w"])], [Nothing, CutOutcome.Certain(0, new(WaterBelowMinimum: 7))])]);

        Assert.Equal([new DroppedAction("w", null)], Drop(model).AsEnumerable());
    }

    [Fact]
    public void A_feeder_stays_when_a_village_would_be_better_off_without_it()
    {
        var model = PlanningModels.Create(["F1", "F1>C1"],
        [
            new("C1", [new("grid", ["F1", "F1>C1"])], [Nothing, CutOutcome.Certain(9, default)]),
            new("V1", [new("grid", ["F1"])], [CutOutcome.Certain(0, new(CivilPower: 7)), Nothing]),
        ]);

        Assert.Empty(Drop(model).AsEnumerable());
    }

    private static ImmutableArray<DroppedAction> Drop(PlanningModel model)
    {
        ActionReduction.Reduce(model, out var dropped);
        return dropped;
    }

    private static IEnumerable<(double Disruption, double Harm, double CaptiveExposure)> Amounts(PlanningModel model, ChoiceQuery query)
    {
        Assert.True(ClusterFront.TryFind(model, query, out var front, out _));
        return front.Points.Select(static point => (point.Disruption, point.Harm, point.Outcome.Harm.CaptiveExposure)).Order();
    }
}
