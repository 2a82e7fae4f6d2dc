using System.Collections.Frozen;

namespace Compounds.Simulation;

/// <summary>The units a document may use, and what one of each is in the canonical unit of a quantity.</summary>
public static class Unit
{
    private static readonly FrozenDictionary<string, FrozenDictionary<string, double>> Accepted = new Dictionary<string, FrozenDictionary<string, double>>
    {
        ["kW"] = Table(("kW", 1), ("MW", 1000), ("W", 0.001)),
        ["kWp"] = Table(("kWp", 1), ("MWp", 1000)),
        ["kWh"] = Table(("kWh", 1), ("MWh", 1000)),
        ["Mbps"] = Table(("Mbps", 1), ("Gbps", 1000), ("kbps", 0.001)),
        ["L"] = Table(("L", 1), ("m3", 1000)),
        ["L/h"] = Table(("L/h", 1), ("m3/h", 1000), ("L/d", 1.0 / 24), ("m3/d", 1000.0 / 24)),
        ["m3/h"] = Table(("m3/h", 1), ("L/h", 0.001), ("m3/d", 1.0 / 24), ("L/s", 3.6)),
        ["h"] = Table(("h", 1), ("d", 24), ("min", 1.0 / 60)),
        ["persons"] = Table(("persons", 1)),
        ["persons/h"] = Table(("persons/h", 1), ("persons/d", 1.0 / 24)),
        ["fraction"] = Table(("fraction", 1), ("%", 0.01)),
    }.ToFrozenDictionary();

    /// <summary>The canonical unit of what a kind carries.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>The unit.</returns>
    public static string Of(Kind kind) => kind switch
    {
        Kind.Power => "kW",
        Kind.Telecom => "Mbps",
        Kind.Fuel => "L/h",
        Kind.Water => "m3/h",
        Kind.Access => "persons/h",
        _ => "fraction",
    };

    /// <summary>How many canonical units one given unit is.</summary>
    /// <param name="canonical">The canonical unit.</param>
    /// <param name="unit">The unit used.</param>
    /// <returns>The factor; nothing when the unit does not measure the same thing.</returns>
    public static double? Factor(string canonical, string unit) =>
        Accepted[canonical].TryGetValue(unit, out var factor) ? factor : null;

    /// <summary>The units accepted for a quantity, for messages.</summary>
    /// <param name="canonical">The canonical unit.</param>
    /// <returns>The units, canonical first.</returns>
    public static string Choices(string canonical) =>
        string.Join(", ", Accepted[canonical].OrderBy(u => u.Key != canonical).ThenBy(u => u.Key, StringComparer.Ordinal).Select(u => u.Key));

    private static FrozenDictionary<string, double> Table(params (string Unit, double Factor)[] units) =>
        units.ToFrozenDictionary(u => u.Unit, u => u.Factor, StringComparer.Ordinal);
}
