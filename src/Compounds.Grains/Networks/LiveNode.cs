using Compounds.Assessments;
using Compounds.Claims;
using Compounds.Simulation;
using Compounds.Subjects;

namespace Compounds.Grains.Networks;

/// <summary>What reports say of one subject, as a node.</summary>
internal static class LiveNode
{
    // The plane of a network: kilometres from a point in the middle of the region.
    private const double OriginLatitude = 15, OriginLongitude = 100, KilometresPerDegree = 111.32;

    private static readonly NodeType[] s_consumers = [NodeType.Compound, NodeType.Village, NodeType.Hospital, NodeType.OxygenPlant];
    private static readonly NodeType[] s_powered = [.. s_consumers, NodeType.Tower, NodeType.Waterworks];

    /// <summary>Whether nodes of a type use things up and pass nothing on.</summary>
    public static bool IsConsumer(NodeType type) => s_consumers.Contains(type);

    /// <summary>Whether nodes of a type use power.</summary>
    public static bool IsPowered(NodeType type) => s_powered.Contains(type);

    /// <summary>What a subject is in a network; null when it has no place in one, or nobody reported what it is.</summary>
    public static NodeType? TypeOf(SubjectView view, NetworkRules rules) => view.Card.Kind switch
    {
        SubjectKind.Compound => NodeType.Compound,
        SubjectKind.Crossing => NodeType.Crossing,
        SubjectKind.Infrastructure when view.Card.Type is { } category && rules.Categories.TryGetValue(category.Value, out var type) => type,
        _ => null,
    };

    /// <summary>The node of a subject.</summary>
    public static NodeDefinition Of(SubjectView view, NodeType type, NetworkRules rules)
    {
        var node = Placed(new NodeDefinition(view.Card.Id.Value, type) { OperatorId = OperatorOf(view) }, view.Card.Location);
        foreach (var assessment in view.Assessments)
        {
            if (RangeOf(assessment) is not { } range)
                continue;
            var quantity = QuantityOf(view.Card.Kind, assessment.Attribute, range, rules);
            if (IsPowered(type) && rules.Parameters.TryGetValue(assessment.Attribute, out var parameter))
                node = node.With(parameter, quantity);
            else if (!IsConsumer(type) && rules.Capacities.TryGetValue(assessment.Attribute, out var kind) && node.CapacityKind is null)
                node = node.With(NodeParameter.Capacity, quantity) with { CapacityKind = kind };
            else if (type is NodeType.Village && assessment.Attribute is "households" && !node.Parameters.ContainsKey(NodeParameter.Population))
                node = node.With(NodeParameter.Population, quantity.Times(rules.PersonsPerHousehold));
        }

        return type is NodeType.Compound && ProbabilityOf(view, rules.AtWork) is { } atWork
            ? node.With(NodeParameter.WorkingShare, FusedQuantity.Whether(FusedQuantity.Round(atWork, rules.SignificantDigits))) : node;
    }

    /// <summary>The fused range of an attribute as a quantity.</summary>
    public static Quantity QuantityOf(SubjectKind kind, string attribute, QuantityRange range, NetworkRules rules)
    {
        var rule = AttributeCatalogue.Current[kind, attribute];
        return FusedQuantity.Of(range, rule.Least, rule.Most ?? rule.High, rules.SignificantDigits);
    }

    /// <summary>How likely a subject has one of some statuses; null when nobody reported its status.</summary>
    public static double? ProbabilityOf(SubjectView view, IReadOnlyList<string> statuses) =>
        view.Assessments.FirstOrDefault(static each => each.Attribute is "status") is { Values.Count: > 0 } status
            ? status.Values.Where(value => statuses.Contains(value.Value)).Sum(static value => value.Probability) : null;

    /// <summary>Puts a node where a place lies in the plane of the network.</summary>
    public static NodeDefinition Placed(NodeDefinition node, PlaceBelief? place) => place is null ? node : node with
    {
        East = Math.Round((place.Longitude - OriginLongitude) * KilometresPerDegree * Math.Cos(OriginLatitude * Math.PI / 180), 1),
        North = Math.Round((place.Latitude - OriginLatitude) * KilometresPerDegree, 1),
    };

    /// <summary>The range of an attribute that has one value; null when it has several, or no figure was reported but bounds.</summary>
    private static QuantityRange? RangeOf(Assessment assessment) =>
        assessment is { Quantity.Estimate: { } range, Slot: { Dimension: null, Of: null, Party: null, On: null } } ? range : null;

    private static string? OperatorOf(SubjectView view) =>
        view.Assessments.FirstOrDefault(static each => each.Attribute is "operatedBy") is { Values: [{ Probability: >= 0.5 } likeliest, ..] } ? likeliest.Value : null;
}
