using Compounds.Assessments;
using Compounds.Simulation;
using Compounds.Subjects;

namespace Compounds.Grains.Networks;

/// <summary>Fills in what nobody reported, from the rules; every value taken is an assumption of every result.</summary>
internal static class NetworkDefaults
{
    // The load of a site by its headcount where neither is known better; the engine takes the same, kW a head.
    private const double KilowattsPerHead = 0.75;

    private const double KilowattsPerResident = 0.2;

    /// <summary>Fills a draft.</summary>
    public static void Fill(NetworkDraft draft, IReadOnlyDictionary<SubjectId, SubjectView> views, NetworkRules rules)
    {
        foreach (var rule in rules.Defaults)
        {
            foreach (var node in draft.Nodes.Values.Where(node => node.Type == rule.Type && !node.Parameters.ContainsKey(rule.Parameter) && Fits(node, rule, views)).ToArray())
            {
                if (ValueOf(node, rule) is { } value)
                    draft.Assume(node, rule.Parameter, value, rule.Basis);
            }
        }
    }

    /// <summary>The load of a consumer, reported or by its people.</summary>
    public static Quantity LoadOf(NodeDefinition node, NetworkRules rules)
    {
        if (node.Parameters.TryGetValue(NodeParameter.Load, out var load))
            return load;
        var (people, factor) = node.Type is NodeType.Compound ? (NodeParameter.Headcount, KilowattsPerHead) : (NodeParameter.Population, KilowattsPerResident);
        return node.Parameters.TryGetValue(people, out var reported) ? reported.Times(factor)
            : rules.Defaults.FirstOrDefault(rule => rule.Type == node.Type && rule.Parameter == people)?.Quantity?.Read().Times(factor)
                ?? rules.HospitalLoadKilowatts.Read();
    }

    private static bool Fits(NodeDefinition node, DefaultRule rule, IReadOnlyDictionary<SubjectId, SubjectView> views) =>
        rule.Category is null || (SubjectId.TryParse(node.Id, out var id) && views.GetValueOrDefault(id)?.Card.Type?.Value == rule.Category);

    private static Quantity? ValueOf(NodeDefinition node, DefaultRule rule) => rule.Quantity is { } text ? text.Read()
        : rule.Of is { } other && node.Parameters.TryGetValue(other, out var of) ? of.Times(rule.Factor) : null;
}
