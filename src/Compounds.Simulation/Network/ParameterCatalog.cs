using System.Collections.Frozen;

namespace Compounds.Simulation;

/// <summary>Name, unit and range of every node parameter.</summary>
public static class ParameterCatalog
{
    private static readonly ParameterDescription[] Descriptions =
    [
        new("capacity", "", 0, double.PositiveInfinity),
        new("load", "kW", 0, double.PositiveInfinity),
        new("solar", "kWp", 0, double.PositiveInfinity),
        new("battery", "kWh", 0, double.PositiveInfinity),
        new("batteryPower", "kW", 0, double.PositiveInfinity),
        new("batteryEfficiency", "fraction", 0.01, 1),
        new("generator", "kW", 0, double.PositiveInfinity),
        new("generatorDelay", "h", 0, double.PositiveInfinity),
        new("fuel", "L", 0, double.PositiveInfinity),
        new("tank", "L", 0, double.PositiveInfinity),
        new("telecom", "Mbps", 0, double.PositiveInfinity),
        new("water", "m3/h", 0, double.PositiveInfinity),
        new("finance", "fraction", 0, 1),
        new("critical", "fraction", 0, 1),
        new("restart", "h", 0, double.PositiveInfinity),
        new("waterStorage", "h", 0, double.PositiveInfinity),
        new("essential", "fraction", 0.01, 1),
        new("telecomEssential", "fraction", 0.01, 1),
        new("financeEssential", "fraction", 0.01, 1),
        new("headcount", "persons", 0, double.PositiveInfinity),
        new("captives", "persons", 0, double.PositiveInfinity),
        new("spareBeds", "persons", 0, double.PositiveInfinity),
        new("population", "persons", 0, double.PositiveInfinity),
        new("workingShare", "fraction", 0, 1),
    ];

    private static readonly FrozenDictionary<string, NodeParameter> ByName =
        Enum.GetValues<NodeParameter>().ToFrozenDictionary(p => Descriptions[(int)p].Name, StringComparer.Ordinal);

    /// <summary>Gets the number of node parameters.</summary>
    public static int Count => Descriptions.Length;

    /// <summary>The description of a parameter.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <returns>Its name in documents, unit and range.</returns>
    public static ParameterDescription Describe(NodeParameter parameter) => Descriptions[(int)parameter];

    /// <summary>Finds a parameter by its name in documents.</summary>
    /// <param name="name">The name, such as <c>generatorDelay</c>.</param>
    /// <returns>The parameter; nothing when there is none of that name.</returns>
    public static NodeParameter? Find(string name) => ByName.TryGetValue(name, out var parameter) ? parameter : null;
}
