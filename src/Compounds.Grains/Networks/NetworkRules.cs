using System.Text.Json;
using System.Text.Json.Serialization;
using Compounds.Simulation;

namespace Compounds.Grains.Networks;

/// <summary>How live state becomes a network, and what is taken where nobody reported anything: versioned data (<c>network-rules.json</c>).</summary>
internal sealed record NetworkRules
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() }, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    /// <summary>The rules that ship with this version.</summary>
    public static NetworkRules Current { get; } = Load();

    /// <summary>The version of the data; every change of meaning raises it.</summary>
    public required int Version { get; init; }

    /// <summary>Who answers for it.</summary>
    public required string Owner { get; init; }

    /// <summary>Why it is as it is.</summary>
    public required string Reason { get; init; }

    /// <summary>The digits that quantities and probabilities keep.</summary>
    public required int SignificantDigits { get; init; }

    /// <summary>A supply less likely than this is left out.</summary>
    public required double LeastProbability { get; init; }

    /// <summary>Persons in a household, where only households are reported.</summary>
    public required double PersonsPerHousehold { get; init; }

    /// <summary>The load of one hospital of which only the number is known, kW.</summary>
    public required QuantityText HospitalLoadKilowatts { get; init; }

    /// <summary>What each category of infrastructure is in a network.</summary>
    public required IReadOnlyDictionary<string, NodeType> Categories { get; init; }

    /// <summary>The supplies, by their dimension in reports.</summary>
    public required IReadOnlyList<SupplyRule> Supplies { get; init; }

    /// <summary>The attributes that are parameters of consumers.</summary>
    public required IReadOnlyDictionary<string, NodeParameter> Parameters { get; init; }

    /// <summary>The attributes that limit what a node passes on.</summary>
    public required IReadOnlyDictionary<string, Kind> Capacities { get; init; }

    /// <summary>The attributes that limit what one supplier gives one consumer.</summary>
    public required IReadOnlyDictionary<string, Kind> EdgeCapacities { get; init; }

    /// <summary>The statuses in which infrastructure or a crossing passes nothing on.</summary>
    public required IReadOnlyList<string> OutOfService { get; init; }

    /// <summary>The statuses in which a site is at work.</summary>
    public required IReadOnlyList<string> AtWork { get; init; }

    /// <summary>Which generation stands at its consumer.</summary>
    public required StandbyRule Standby { get; init; }

    /// <summary>The supplies that a consumer is taken to have though nobody reported any.</summary>
    public required IReadOnlyList<UnreportedRule> Unreported { get; init; }

    /// <summary>What is taken for a node when nobody reported it, in an order in which later ones may rest on earlier ones.</summary>
    public required IReadOnlyList<DefaultRule> Defaults { get; init; }

    private static NetworkRules Load()
    {
        using var stream = typeof(NetworkRules).Assembly.GetManifestResourceStream("network-rules.json") ?? throw new InvalidOperationException("network-rules.json is not embedded.");
        return JsonSerializer.Deserialize<NetworkRules>(stream, s_json) ?? throw new InvalidOperationException("network-rules.json is empty.");
    }
}

/// <summary>One kind of supply.</summary>
/// <param name="Dimension">Its name in reports.</param>
/// <param name="Kind">What flows.</param>
/// <param name="UnknownSupplier">What a supplier is of which nothing is known but that it supplies.</param>
/// <param name="IsFallback">Whether it is turned to only when another supply of the kind fails.</param>
/// <param name="DelayHours">How long that takes, h.</param>
/// <param name="Basis">Why.</param>
internal sealed record SupplyRule(string Dimension, Kind Kind, NodeType UnknownSupplier, bool IsFallback = false, QuantityText? DelayHours = null, string? Basis = null);

/// <summary>Generation that stands at the site it supplies.</summary>
/// <param name="Category">The category.</param>
/// <param name="SuppliedWith">The dimension of supply that tells it from a power station of its own.</param>
/// <param name="OfLoad">The share of the load that it carries.</param>
/// <param name="Basis">Why.</param>
internal sealed record StandbyRule(string Category, string SuppliedWith, double OfLoad, string Basis);

/// <summary>A supply that nobody reported.</summary>
/// <param name="Kind">What flows.</param>
/// <param name="Exists">How likely it is, 0 to 1.</param>
/// <param name="Basis">Why.</param>
internal sealed record UnreportedRule(Kind Kind, double Exists, string Basis);

/// <summary>What is taken for a parameter that nobody reported: a quantity, or a share of another parameter of the node.</summary>
/// <param name="Type">For which nodes.</param>
/// <param name="Parameter">The parameter.</param>
/// <param name="Basis">Why.</param>
/// <param name="Quantity">The quantity.</param>
/// <param name="Of">The other parameter.</param>
/// <param name="Factor">The share of it.</param>
/// <param name="Category">Only for this category of infrastructure.</param>
internal sealed record DefaultRule(
    NodeType Type, NodeParameter Parameter, string Basis, QuantityText? Quantity = null, NodeParameter? Of = null, double Factor = 1, string? Category = null);

/// <summary>A quantity as it stands in the rules.</summary>
/// <param name="Value">A known number.</param>
/// <param name="Triangular">Lowest, likeliest, highest.</param>
/// <param name="Lognormal">Median and the standard deviation of the logarithm.</param>
internal sealed record QuantityText(double? Value = null, double[]? Triangular = null, double[]? Lognormal = null)
{
    /// <summary>The quantity.</summary>
    public Quantity Read() => this switch
    {
        { Triangular: [var low, var mode, var high] } => Quantity.Triangular(low, mode, high),
        { Lognormal: [var median, var sigma] } => Quantity.LogNormal(median, sigma),
        { Value: { } value } => Quantity.Fixed(value),
        _ => throw new InvalidOperationException("A quantity of network-rules.json has no value, triangular or lognormal."),
    };
}
