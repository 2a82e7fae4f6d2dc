using System.Buffers;
using System.Text.Json;
using Compounds.Claims;

namespace Compounds.Reports;

/// <summary>
/// Writes reports in the wire format of intake in one canonical way: properties in a fixed order, defaults filled in, values in the unit
/// they were given in. Reading it again gives an equal report.
/// </summary>
public static class ReportWriter
{
    /// <summary>Writes a report as one line without a line end.</summary>
    public static void Write(IBufferWriter<byte> output, Report report)
    {
        var writer = ThreadWriter.To(output);
        Write(writer, report);
        writer.Flush();
    }

    /// <summary>Writes a report as one object.</summary>
    public static void Write(Utf8JsonWriter writer, Report report)
    {
        writer.WriteStartObject();
        EnvelopeJson.Write(writer, report);
        if (!report.IsUnmarked)
            EnvelopeJson.WriteHandling(writer, report.Handling);
        writer.WriteStartArray("claims"u8);
        foreach (var claim in report.Claims)
            WriteClaim(writer, claim);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteClaim(Utf8JsonWriter writer, Claim claim)
    {
        writer.WriteStartObject();
        ClaimJson.WriteSlot(writer, claim);
        writer.WritePropertyName("value"u8);
        WriteValue(writer, claim.Value);
        if (claim.Value is QuantityValue quantity)
            writer.WriteString("unit"u8, quantity.Unit);
        ClaimJson.WriteCircumstances(writer, claim);
        writer.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter writer, ClaimValue value)
    {
        switch (value)
        {
            case CategoryValue category:
                writer.WriteStringValue(category.Code);
                break;
            case LabelValue label:
                writer.WriteStringValue(label.Text);
                break;
            case EntityValue entity:
                SubjectReferenceJson.Write(writer, entity.Subject);
                break;
            case AliasValue { Language: null } alias:
                writer.WriteStringValue(alias.Name);
                break;
            case AliasValue alias:
                writer.WriteStartObject();
                ClaimValueJson.WriteAlias(writer, alias);
                writer.WriteEndObject();
                break;
            case PointValue point:
                writer.WriteStartObject();
                ClaimValueJson.WritePoint(writer, point);
                writer.WriteEndObject();
                break;
            case QuantityValue { Form: QuantityForm.Point, Sigma: null, Counted: null } quantity:
                writer.WriteNumberValue(quantity.Low);
                break;
            case QuantityValue quantity:
                writer.WriteStartObject();
                ClaimValueJson.WriteBounds(writer, quantity);
                writer.WriteEndObject();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(value), value, "Not a form of value.");
        }
    }
}
