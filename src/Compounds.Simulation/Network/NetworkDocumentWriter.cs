using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Compounds.Simulation;

/// <summary>Writes definitions in the form that <see cref="NetworkDocument"/> reads. What is read again compiles to the same network.</summary>
public static class NetworkDocumentWriter
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a document.</summary>
    /// <param name="nodes">The nodes.</param>
    /// <param name="edges">The edges.</param>
    /// <returns>UTF-8 JSON.</returns>
    public static ReadOnlyMemory<byte> Write(IEnumerable<NodeDefinition> nodes, IEnumerable<EdgeDefinition> edges)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, s_options))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("nodes");
            foreach (var node in nodes)
                Write(writer, node);
            writer.WriteEndArray();
            writer.WriteStartArray("edges");
            foreach (var edge in edges)
                Write(writer, edge);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static void Write(Utf8JsonWriter writer, NodeDefinition node)
    {
        writer.WriteStartObject();
        writer.WriteString("id", node.Id);
        writer.WriteString("type", node.Type.ToString());
        if (node.PriorityClass is { } priority)
            writer.WriteNumber("class", priority);
        if (node.Needs is { } needs)
            Write(writer, "needs", needs, static (w, kind) => w.WriteStringValue(kind.ToString()));
        if (node.Profile is { } profile)
            Write(writer, "profile", profile, static (w, hour) => w.WriteNumberValue(hour));
        if (node.Shift is { } shift)
            Write(writer, "shift", shift, static (w, hour) => w.WriteNumberValue(hour));
        if (node.East != 0 || node.North != 0)
            Write(writer, "place", [node.East, node.North], static (w, kilometres) => w.WriteNumberValue(kilometres));
        if (!string.IsNullOrEmpty(node.OperatorId))
            writer.WriteString("operator", node.OperatorId);
        foreach (var (parameter, quantity) in node.Parameters.OrderBy(static p => p.Key))
        {
            // An unlimited capacity is the same as none, and JSON has no infinity.
            if (!quantity.Equals(Quantity.Unlimited))
                Write(writer, ParameterCatalog.Describe(parameter).Name, quantity, parameter is NodeParameter.Capacity && node.CapacityKind is { } kind ? Unit.Of(kind) : null);
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, EdgeDefinition edge)
    {
        writer.WriteStartObject();
        writer.WriteString("from", edge.From);
        writer.WriteString("to", edge.To);
        writer.WriteString("kind", edge.Kind.ToString());
        writer.WriteString("id", edge.Id);
        writer.WriteNumber("rank", edge.Rank);
        if (edge.Capacity is { } capacity && !capacity.Equals(Quantity.Unlimited))
            Write(writer, "capacity", capacity, null);
        if (edge.Loss is { } loss)
            Write(writer, "loss", loss, null);
        if (edge.Delay is { } delay)
            Write(writer, "delay", delay, null);
        if (edge.Exists is { } exists)
            writer.WriteNumber("exists", exists);
        if (edge.Otherwise)
            writer.WriteBoolean("otherwise", true);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, Quantity quantity, string? unit)
    {
        writer.WriteStartObject(name);
        switch (quantity.Shape)
        {
            case QuantityShape.Triangular:
                Write(writer, "triangular", quantity.Points, static (w, x) => w.WriteNumberValue(x));
                break;
            case QuantityShape.LogNormal:
                writer.WriteStartObject("lognormal");
                writer.WriteNumber("median", quantity.Points[0]);
                writer.WriteNumber("sigma", quantity.Points[1]);
                writer.WriteEndObject();
                break;
            case QuantityShape.Quantiles:
                Write(writer, "quantiles", quantity.Points.Chunk(2), static (w, point) =>
                {
                    w.WriteStartArray();
                    w.WriteNumberValue(point[0]);
                    w.WriteNumberValue(point[1]);
                    w.WriteEndArray();
                });
                break;
            default:
                writer.WriteNumber("value", quantity.Points[0]);
                break;
        }

        if (unit is not null)
            writer.WriteString("unit", unit);
        writer.WriteEndObject();
    }

    private static void Write<T>(Utf8JsonWriter writer, string name, IEnumerable<T> values, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
            write(writer, value);
        writer.WriteEndArray();
    }
}
