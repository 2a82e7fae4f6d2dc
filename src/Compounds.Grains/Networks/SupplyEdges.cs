using Compounds.Assessments;
using Compounds.Simulation;
using Compounds.Subjects;

namespace Compounds.Grains.Networks;

/// <summary>Turns ties into dependencies: how likely each is, what it can carry, and in which order a consumer turns to them.</summary>
internal sealed class SupplyEdges(NetworkDraft draft, IReadOnlyDictionary<SubjectId, SubjectView> views, NetworkRules rules)
{
    private const double LikelierThanNot = 0.5;

    /// <summary>
    /// Takes ties in. A tie that cannot be taken in is noted and left out. Ties that become one dependency, as a line and a satellite terminal of
    /// one supplier do, are as likely as the likeliest of them, and only denied where each of them is.
    /// </summary>
    public void Take(IEnumerable<SupplyTie> ties)
    {
        foreach (var tie in ties.GroupBy(static tie => tie.EdgeId, static (_, same) => same.OrderBy(static tie => tie.IsDenied).ThenByDescending(static tie => tie.Probability).First()))
        {
            var inService = InService(tie.Supplier);
            if (tie.IsDenied || inService < LikelierThanNot)
                draft.Deny(tie.Consumer.Value, tie.Supply.Kind);
            var exists = FusedQuantity.Round(tie.Probability * inService, rules.SignificantDigits);
            if (exists < rules.LeastProbability && tie.IsDenied)
                draft.Omit(tie.EdgeId, "denied", $"Reports say that {tie.Supplier} does not supply {tie.Consumer} with {tie.Supply.Dimension}.");
            else if (exists < rules.LeastProbability)
                draft.Omit(tie.EdgeId, "unlikely", $"With {100 * exists:0.#} % it is too unlikely that {tie.Supplier} supplies {tie.Consumer} with {tie.Supply.Dimension} now.");
            else if (WhyNot(tie) is var (code, sentence))
                draft.Omit(tie.EdgeId, code, sentence);
            else
                draft.Edges[tie.EdgeId] = new EdgeDefinition(tie.Supplier.Value, tie.Consumer.Value, tie.Supply.Kind) { Exists = exists, Capacity = CapacityOf(tie) };
        }
    }

    /// <summary>Makes fallbacks of what is turned to only when another supply of the kind fails.</summary>
    public void Rank(IReadOnlyList<SupplyTie> ties)
    {
        foreach (var tie in ties.Where(tie => tie.Supply is { IsFallback: true, DelayHours: not null } && draft.Edges.ContainsKey(tie.EdgeId)))
        {
            var edge = draft.Edges[tie.EdgeId];
            if (!draft.Arriving(edge.To, edge.Kind).Any(other => other.Id != edge.Id && other.Rank == 1))
                continue;
            var delay = tie.Supply.DelayHours!.Read();
            draft.Edges[edge.Id] = edge with { Rank = 2, Delay = delay };
            draft.Assume(edge.Id, "delay", delay.ToString(), "h", tie.Supply.Basis!);
        }
    }

    private (string Code, string Sentence)? WhyNot(SupplyTie tie)
    {
        if (tie.Supplier == tie.Consumer)
            return ("supplies-itself", $"{tie.Supplier} is said to supply itself.");
        if (!draft.Nodes.ContainsKey(tie.Consumer.Value))
            return ("unknown-consumer", $"Nobody reported what {tie.Consumer} is.");
        if (!draft.Nodes.TryGetValue(tie.Supplier.Value, out var supplier))
            return ("unknown-supplier", $"{tie.Supplier} has no place in a network.");
        return LiveNode.IsConsumer(supplier.Type) || (LiveNode.IsPowered(supplier.Type) && tie.Supply.Kind is Kind.Power)
            ? ("consumer-supplies", $"{tie.Supplier} uses {tie.Supply.Dimension} itself and is said to pass it on to {tie.Consumer}; report the line between them as infrastructure of its own.")
            : null;
    }

    private double InService(SubjectId supplier) =>
        views.TryGetValue(supplier, out var view) && supplier.Kind() is not SubjectKind.Compound ? 1 - (LiveNode.ProbabilityOf(view, rules.OutOfService) ?? 0) : 1;

    private Quantity? CapacityOf(SupplyTie tie) => views[tie.Consumer].Assessments
        .Where(each => each.Slot.Party == tie.Supplier && each.Quantity?.Estimate is not null && rules.EdgeCapacities.TryGetValue(each.Attribute, out var kind) && kind == tie.Supply.Kind)
        .Select(each => LiveNode.QuantityOf(tie.Consumer.Kind(), each.Attribute, each.Quantity!.Estimate!, rules)).FirstOrDefault();
}
