using System.Text.Json;
using System.Text.Json.Serialization;
using Compounds.Simulation;

namespace Compounds.Server.Simulation;

/// <summary>One measure.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Target">The id of a node or an edge of the network.</param>
/// <param name="FromHour">The first hour, from 0.</param>
/// <param name="ToHour">The first hour no longer; null means to the end.</param>
/// <param name="Depth">The share of capacity taken away, above 0 and at most 1; 1 by default.</param>
public sealed record MeasureBody(MeasureKind? Kind, string? Target, int FromHour = 0, int? ToHour = null, DepthBody? Depth = null)
{
    internal static MeasureBody Of(Measure measure) => new(measure.Kind, measure.Target, measure.From, measure.To, DepthBody.Of(measure.Depth));

    internal Measure Read() => new(Target ?? "", Kind ?? default, FromHour, ToHour, Depth?.Quantity() ?? Quantity.Fixed(1));
}

/// <summary>A depth: a number, or lowest, likeliest and highest.</summary>
/// <param name="Low">The lowest.</param>
/// <param name="Mode">The likeliest.</param>
/// <param name="High">The highest.</param>
[JsonConverter(typeof(DepthJson))]
public sealed record DepthBody(double Low, double Mode, double High)
{
    internal static DepthBody Of(Quantity depth) => depth.Points is [var low, var mode, var high] ? new(low, mode, high) : new(depth.Median, depth.Median, depth.Median);

    /// <summary>The depth as the engine takes it. Whether it lies in its range is for the check of the scenario to say.</summary>
    internal Quantity Quantity() => Low < High && Low <= Mode && Mode <= High ? Compounds.Simulation.Quantity.Triangular(Low, Mode, High)
        : Compounds.Simulation.Quantity.Fixed(Low == High && Low == Mode ? Mode : double.PositiveInfinity);
}

/// <summary>Reads and writes a depth as a number, or as an object with low, mode and high.</summary>
internal sealed class DepthJson : JsonConverter<DepthBody>
{
    public override DepthBody Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is JsonTokenType.Number)
            return reader.GetDouble() is var number ? new(number, number, number) : throw new JsonException();
        using var document = JsonDocument.ParseValue(ref reader);
        return document.RootElement is { ValueKind: JsonValueKind.Object } depth && depth.EnumerateObject().Count() == 3
            ? new(Number(depth, "low"), Number(depth, "mode"), Number(depth, "high")) : throw new JsonException("A depth is a number or has low, mode and high.");
    }

    public override void Write(Utf8JsonWriter writer, DepthBody value, JsonSerializerOptions options)
    {
        if (value.Low == value.High)
        {
            writer.WriteNumberValue(value.Mode);
            return;
        }

        writer.WriteStartObject();
        writer.WriteNumber("low", value.Low);
        writer.WriteNumber("mode", value.Mode);
        writer.WriteNumber("high", value.High);
        writer.WriteEndObject();
    }

    private static double Number(JsonElement depth, string name) =>
        depth.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Number ? value.GetDouble() : throw new JsonException($"A depth has a number {name}.");
}
