using System.Text.Json;

namespace Compounds.Simulation;

/// <summary>Reads a quantity: a number, or an object with its distribution and unit.</summary>
internal static class QuantityReader
{
    /// <summary>The unit written beside a quantity.</summary>
    /// <returns>The unit; nothing when none is written.</returns>
    public static string? UnitOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty("unit", out var unit) && unit.ValueKind == JsonValueKind.String ? unit.GetString() : null;

    /// <summary>Reads a quantity into its canonical unit.</summary>
    /// <returns>The quantity; nothing when a problem was noted.</returns>
    public static Quantity? Read(JsonElement value, string canonical, string path, List<NetworkProblem> problems)
    {
        if (value.ValueKind == JsonValueKind.Number)
            return Quantity.Fixed(value.GetDouble());
        if (value.ValueKind != JsonValueKind.Object)
            return Refuse("malformed", "A quantity is a number or an object with value, triangular, lognormal or quantiles.");

        var factor = 1.0;
        if (value.TryGetProperty("unit", out var unit))
        {
            if (unit.ValueKind != JsonValueKind.String || Unit.Factor(canonical, unit.GetString()!) is not { } known)
                return Refuse("unknown-unit", $"The unit {unit} does not measure this; use one of {Unit.Choices(canonical)}.");
            factor = known;
        }

        var fields = value.EnumerateObject().Where(f => f.Name != "unit").ToArray();
        if (fields.Length != 1 || Points(fields[0]) is not var (shape, points))
            return Refuse("malformed", "A quantity has exactly one of value (a number), triangular ([low, mode, high]), lognormal ({ median, sigma }) or quantiles ([[u, x], …]).");
        return Quantity.Check(shape, points) is { } problem ? Refuse("out-of-range", problem) : new Quantity(shape, [.. points]).Times(factor);

        Quantity? Refuse(string code, string message)
        {
            problems.Add(new(path, code, message));
            return null;
        }
    }

    private static (QuantityShape Shape, double[] Points)? Points(JsonProperty field) => field.Name switch
    {
        "value" when Number(field.Value) is { } x => (QuantityShape.Fixed, [x]),
        "triangular" when Numbers(field.Value) is { } points => (QuantityShape.Triangular, points),
        "lognormal" when field.Value.ValueKind == JsonValueKind.Object && field.Value.EnumerateObject().Count() == 2
            && field.Value.TryGetProperty("median", out var median) && field.Value.TryGetProperty("sigma", out var sigma)
            && Number(median) is { } m && Number(sigma) is { } s => (QuantityShape.LogNormal, [m, s]),
        "quantiles" when field.Value.ValueKind == JsonValueKind.Array && field.Value.EnumerateArray().Select(Numbers).ToArray() is var rows
            && rows.All(r => r is { Length: 2 }) => (QuantityShape.Quantiles, [.. rows.SelectMany(r => r!)]),
        _ => null,
    };

    private static double? Number(JsonElement value) => value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    private static double[]? Numbers(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(e => e.ValueKind == JsonValueKind.Number)
            ? [.. value.EnumerateArray().Select(e => e.GetDouble())] : null;
}
