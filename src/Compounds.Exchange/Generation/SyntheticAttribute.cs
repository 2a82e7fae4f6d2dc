using System.Text.Json;
using Compounds.Claims;
using Compounds.Subjects;

namespace Compounds.Exchange.Generation;

/// <summary>One attribute of the catalogue with the words that synthetic claims use for it.</summary>
internal sealed class SyntheticAttribute
{
    private static readonly Dictionary<string, string[]> s_dimensions = new()
    {
        ["nationality"] = ["CN", "VN", "KE", "ET", "IN", "PH", "ID", "LK", "UG", "BR"],
        ["goods"] = ["phones", "sim-cards", "dishes", "laptops"],
        ["fuel"] = ["diesel", "petrol"],
        ["product"] = ["diesel", "petrol"],
        ["direction"] = ["in", "out"],
        ["activity"] = ["messages", "transactions", "calls"],
    };

    private static readonly Dictionary<string, string[]> s_labels = new()
    {
        ["province"] = ["Kayin State", "Tak", "Shan State", "Mon State", "Preah Sihanouk", "Bokeo"],
        ["owner"] = ["Provincial utility", "Concession company", "Village committee", "Tower company"],
        ["sanctionedBy"] = ["OFAC", "UK FCDO", "EU Council"],
        ["side"] = ["MM", "TH", "KH", "LA"],
    };

    // Only units that a person would use for the attribute; the catalogue accepts more.
    private static readonly Dictionary<string, string[]> s_units = new()
    {
        ["kW"] = ["kW", "MW"],
        ["kWh"] = ["kWh", "MWh"],
        ["Mbps"] = ["Mbps", "Gbps"],
        ["L"] = ["L", "m3"],
        ["L/h"] = ["L/h", "L/day"],
        ["m2"] = ["m2", "rai", "ha"],
        ["fraction"] = ["fraction", "%"],
        ["h"] = ["h", "days"],
        ["THB/yr"] = ["THB/yr", "THB/month"],
    };

    private static readonly Dictionary<string, double> s_weights = new()
    {
        ["status"] = 8, ["headcount"] = 6, ["suppliedBy"] = 5, ["captives"] = 4, ["incident"] = 4, ["supplyPower"] = 3, ["location"] = 2, ["load"] = 2,
    };

    private static readonly Dictionary<string, double[]> s_amounts = LoadAmounts();

    private SyntheticAttribute(AttributeRule rule, int ordinal)
    {
        Rule = rule;
        Ordinal = ordinal;
        Name = JsonEncodedText.Encode(rule.Name);
        Weight = s_weights.GetValueOrDefault(rule.Name, 1);
        Dimensions = rule.DimensionOf is null ? [] : Encode(rule.Dimensions ?? s_dimensions.GetValueOrDefault(rule.DimensionOf, ["other"]));
        Codes = Encode(rule.Codes?.Order(StringComparer.Ordinal) ?? Enumerable.Empty<string>());
        Labels = rule.Form == ValueForm.Label ? Encode(s_labels.GetValueOrDefault(rule.Name, ["East", "West", "Centre"])) : [];
        Units = rule.Unit is null ? [] : [.. s_units.GetValueOrDefault(rule.Unit, [rule.Unit]).Select(name => UnitOf(name, rule.Unit))];
        (Median, Spread) = rule.Unit is null ? (0, 0) : s_amounts.TryGetValue(rule.Name, out var amount)
            ? (amount[0], amount[1]) : throw new InvalidOperationException($"typical-amounts.json has no {rule.Name}.");
    }

    /// <summary>The entry of the catalogue.</summary>
    public AttributeRule Rule { get; }

    /// <summary>Its number among the attributes of one kind, from 0.</summary>
    public int Ordinal { get; }

    /// <summary>The name as JSON.</summary>
    public JsonEncodedText Name { get; }

    /// <summary>How often it is reported against the other attributes of its kind; positive.</summary>
    public double Weight { get; }

    /// <summary>The dimensions that occur; empty when it has none.</summary>
    public JsonEncodedText[] Dimensions { get; }

    /// <summary>The codes of a category in ordinal order; empty for other forms.</summary>
    public JsonEncodedText[] Codes { get; }

    /// <summary>The texts of a label; empty for other forms.</summary>
    public JsonEncodedText[] Labels { get; }

    /// <summary>The units of a quantity, the canonical one first; empty for other forms.</summary>
    public (JsonEncodedText Name, double Factor)[] Units { get; }

    /// <summary>The middle of the invented truths of a quantity, in the canonical unit; 0 for other forms.</summary>
    public double Median { get; }

    /// <summary>The spread of the invented truths on the natural-log scale; 0 for other forms.</summary>
    public double Spread { get; }

    /// <summary>Whether its canonical unit counts whole things.</summary>
    public bool IsCount => Rule.Unit is "people" or "households" or "units";

    /// <summary>Every attribute of a kind, in the order of the catalogue.</summary>
    public static SyntheticAttribute[] Of(SubjectKind kind) => [.. AttributeCatalogue.Current.Of(kind).Select(static (rule, ordinal) => new SyntheticAttribute(rule, ordinal))];

    private static Dictionary<string, double[]> LoadAmounts()
    {
        using var stream = typeof(SyntheticAttribute).Assembly.GetManifestResourceStream("typical-amounts.json") ?? throw new InvalidOperationException("typical-amounts.json is not embedded.");
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.GetProperty("amounts").EnumerateObject()
            .ToDictionary(static amount => amount.Name, static amount => amount.Value.EnumerateArray().Select(static number => number.GetDouble()).ToArray());
    }

    private static JsonEncodedText[] Encode(IEnumerable<string> texts) => [.. texts.Select(static text => JsonEncodedText.Encode(text))];

    private static (JsonEncodedText Name, double Factor) UnitOf(string name, string canonical) =>
        (JsonEncodedText.Encode(name), Unit.Find(name, canonical)?.Factor ?? throw new InvalidOperationException($"The catalogue has no unit '{name}' for {canonical}."));
}
