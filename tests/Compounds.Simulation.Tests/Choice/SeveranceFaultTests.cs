using System.Collections.Immutable;
using Compounds.Simulation.Choice;

namespace Compounds.Simulation.Tests.Choice;

public class SeveranceFaultTests
{
    private static readonly SeveranceNode Source = new("S", [], []);

    [Fact]
    public void A_ring_of_one_kind_is_named_in_the_direction_of_supply()
    {
        var fault = Refusal([], [Source, Fed("A", "S", "C"), Fed("B", "A"), Fed("C", "B"), Fed("D", "C")], ["D"]);

        Assert.Equal(SeveranceFaultKind.Cycle, fault.Kind);
        Assert.Equal(["A", "B", "C"], fault.Where.Order());
        Assert.Equal("B", fault.Where[(fault.Where.IndexOf("A") + 1) % 3]);
        Assert.Contains("Power runs in a ring", fault.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_place_that_supplies_itself_is_a_ring() =>
        Assert.Equal((SeveranceFaultKind.Cycle, "A"), Summary(Refusal([], [Fed("A", "A")], ["A"])));

    [Fact]
    public void A_path_from_nowhere_is_refused_with_both_ends() =>
        Assert.Equal(
            (SeveranceFaultKind.UnknownNode, "A,X"),
            Summary(Refusal([], [Fed("A", "X")], ["A"])));

    [Fact]
    public void A_cut_by_an_unknown_action_is_refused() =>
        Assert.Equal(
            (SeveranceFaultKind.UnknownAction, "A,z"),
            Summary(Refusal(["a"], [new("A", [], ["z"])], ["A"])));

    [Fact]
    public void An_unknown_consumer_is_refused() =>
        Assert.Equal((SeveranceFaultKind.UnknownNode, "C"), Summary(Refusal([], [Source], ["C"])));

    [Fact]
    public void An_id_is_used_once()
    {
        Assert.Equal((SeveranceFaultKind.DuplicateId, "S"), Summary(Refusal([], [Source, Source], ["S"])));
        Assert.Equal((SeveranceFaultKind.DuplicateId, "a"), Summary(Refusal(["a", "a"], [Source], ["S"])));
    }

    [Fact]
    public void More_actions_than_can_be_tried_are_refused() =>
        Assert.Equal(
            SeveranceFaultKind.TooManyActions,
            Refusal(SeveranceNetworks.Actions(SeveranceGraph.MaximumActions + 1), [Source], ["S"]).Kind);

    private static SeveranceNode Fed(string id, params string[] parents) =>
        new(id, [new("Power", [.. parents.Select(static parent => new SeverancePath(parent, []))])], []);

    private static SeveranceFault Refusal(ImmutableArray<string> actions, ImmutableArray<SeveranceNode> nodes, ImmutableArray<string> consumers)
    {
        Assert.False(SeveranceGraph.TryCreate(actions, nodes, consumers, out _, out var fault));
        return fault;
    }

    private static (SeveranceFaultKind Kind, string Where) Summary(SeveranceFault fault) => (fault.Kind, string.Join(',', fault.Where));
}
