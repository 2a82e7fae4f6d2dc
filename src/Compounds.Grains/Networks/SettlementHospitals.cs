using Compounds.Assessments;
using Compounds.Simulation;

namespace Compounds.Grains.Networks;

/// <summary>Hospitals that are reported only as a number in a settlement: without a node of their own no forecast would speak of them.</summary>
internal static class SettlementHospitals
{
    /// <summary>Adds one node for the hospitals of each settlement, on the lines of the settlement.</summary>
    public static void Add(NetworkDraft draft, IEnumerable<SubjectView> views, NetworkRules rules)
    {
        foreach (var view in views)
        {
            if (!draft.Nodes.TryGetValue(view.Card.Id.Value, out var settlement) || settlement.Type is not NodeType.Village
                || view.Assessments.FirstOrDefault(static each => each.Attribute is "hospitals") is not { Quantity.Estimate: { P50: > 0 } number })
            {
                continue;
            }

            var count = Math.Max(1, Math.Round(number.P50));
            var node = new NodeDefinition($"{settlement.Id}/hospitals", NodeType.Hospital) { East = settlement.East, North = settlement.North };
            draft.Add(node, new NodeFace(node.Id, $"Hospitals in {view.Card.Name}", view.Card.Location));
            draft.Assume(node, NodeParameter.Load, rules.HospitalLoadKilowatts.Read().Times(count), $"{count:0} hospitals are reported in the settlement; they are simulated as one, on its lines");
            foreach (var line in draft.Edges.Values.Where(edge => edge.To == settlement.Id && edge.Kind is Kind.Power).ToArray())
            {
                var edge = new EdgeDefinition(line.From, node.Id, line.Kind) { Exists = line.Exists };
                draft.Edges[edge.Id] = edge;
                draft.Assume(edge.Id, "exists", $"{edge.Exists:0.###}", "fraction", $"as the line of {settlement.Id}");
            }
        }
    }
}
