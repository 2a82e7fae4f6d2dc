using System.Globalization;
using Compounds.Driving;

namespace Compounds.Grains.Tests.Networks;

/// <summary>Claims about supply, as agencies write them.</summary>
internal static class SupplyWire
{
    public static string Category(string name, string category) => $$"""{{Of(name)}}"attribute":"category","value":"{{category}}"}""";

    public static string Status(string name, string status) => $$"""{{Of(name)}}"attribute":"status","value":"{{status}}"}""";

    public static string Number(string name, string attribute, double value, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $$"""{{Of(name)}}"attribute":"{{attribute}}","value":{{value}},"unit":"{{unit}}"}""");

    /// <summary>A compound is supplied by infrastructure.</summary>
    public static string Site(string compound, string dimension, string supplier, bool denied = false) =>
        Wire.Claim(compound, "suppliedBy", $$"""{"kind":"infrastructure","name":"{{supplier}}"}""", $$""","dimension":"{{dimension}}"{{(denied ? ",\"denied\":true" : "")}}""");

    /// <summary>Infrastructure is supplied by infrastructure.</summary>
    public static string Line(string consumer, string dimension, string supplier) =>
        $$"""{{Of(consumer)}}"attribute":"suppliedBy","dimension":"{{dimension}}","value":{"kind":"infrastructure","name":"{{supplier}}"} }""";

    private static string Of(string name) => $$"""{"subject":{"kind":"infrastructure","name":"{{name}}"},""";
}
