using System.Text.Json;
using Compounds.Claims;

namespace Compounds.Reports;

/// <summary>Values as the ledger keeps them: one property named as the form.</summary>
internal static class ClaimValueJson
{
    /// <summary>Writes the property of a value.</summary>
    public static void Write(Utf8JsonWriter writer, ClaimValue value)
    {
        switch (value)
        {
            case CategoryValue category:
                writer.WriteString("category"u8, category.Code);
                break;
            case LabelValue label:
                writer.WriteString("label"u8, label.Text);
                break;
            case EntityValue entity:
                writer.WritePropertyName("entity"u8);
                SubjectReferenceJson.Write(writer, entity.Subject);
                break;
            case AliasValue alias:
                writer.WriteStartObject("alias"u8);
                WriteAlias(writer, alias);
                writer.WriteEndObject();
                break;
            case PointValue point:
                writer.WriteStartObject("point"u8);
                WritePoint(writer, point);
                writer.WriteEndObject();
                break;
            case QuantityValue quantity:
                writer.WriteStartObject("quantity"u8);
                WriteBounds(writer, quantity);
                writer.WriteString("unit"u8, quantity.Unit);
                if (quantity.Factor != 1)
                    writer.WriteNumber("factor"u8, quantity.Factor);
                writer.WriteEndObject();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(value), value, "Not a form of value.");
        }
    }

    /// <summary>Reads the property at the reader when it is a value; passes over it and returns null when it is another.</summary>
    public static ClaimValue? TryRead(ref Utf8JsonReader reader)
    {
        if (StoredJson.Is(ref reader, "quantity"u8))
            return ReadQuantity(ref reader);
        if (StoredJson.Is(ref reader, "category"u8))
            return new CategoryValue(TextPool.Read(ref reader));
        if (StoredJson.Is(ref reader, "entity"u8))
            return new EntityValue(SubjectReferenceJson.Read(ref reader));
        if (StoredJson.Is(ref reader, "label"u8))
            return new LabelValue(TextPool.Read(ref reader));
        if (StoredJson.Is(ref reader, "alias"u8))
            return ReadAlias(ref reader);
        if (StoredJson.Is(ref reader, "point"u8))
            return ReadPoint(ref reader);
        StoredJson.Pass(ref reader);
        return null;
    }

    /// <summary>Writes the numbers of a quantity into an open object.</summary>
    public static void WriteBounds(Utf8JsonWriter writer, QuantityValue quantity)
    {
        switch (quantity.Form)
        {
            case QuantityForm.Point:
                writer.WriteNumber("value"u8, quantity.Low);
                break;
            case QuantityForm.Interval:
                writer.WriteNumber("low"u8, quantity.Low);
                writer.WriteNumber("high"u8, quantity.High);
                break;
            case QuantityForm.AtLeast:
                writer.WriteNumber("atLeast"u8, quantity.Low);
                break;
            default:
                writer.WriteNumber("atMost"u8, quantity.Low);
                break;
        }

        if (quantity.Sigma is { } sigma)
            writer.WriteNumber("sigma"u8, sigma);
        if (quantity.Counted is { } counted)
            writer.WriteBoolean("counted"u8, counted);
    }

    /// <summary>Writes a place into an open object.</summary>
    public static void WritePoint(Utf8JsonWriter writer, PointValue point)
    {
        writer.WriteNumber("lat"u8, point.Latitude);
        writer.WriteNumber("lon"u8, point.Longitude);
        writer.WriteNumber("precisionKm"u8, point.PrecisionKilometres);
    }

    /// <summary>Writes a name into an open object.</summary>
    public static void WriteAlias(Utf8JsonWriter writer, AliasValue alias)
    {
        writer.WriteString("name"u8, alias.Name);
        StoredJson.WriteOptional(writer, "language"u8, alias.Language);
    }

    private static QuantityValue ReadQuantity(ref Utf8JsonReader reader)
    {
        var form = QuantityForm.Point;
        double low = 0, high = 0, factor = 1;
        double? sigma = null;
        bool? counted = null;
        var unit = "";
        while (StoredJson.NextProperty(ref reader))
        {
            if (StoredJson.Is(ref reader, "value"u8))
                low = high = reader.GetDouble();
            else if (StoredJson.Is(ref reader, "low"u8))
                (form, low) = (QuantityForm.Interval, reader.GetDouble());
            else if (StoredJson.Is(ref reader, "high"u8))
                high = reader.GetDouble();
            else if (StoredJson.Is(ref reader, "atLeast"u8))
                (form, low, high) = (QuantityForm.AtLeast, reader.GetDouble(), reader.GetDouble());
            else if (StoredJson.Is(ref reader, "atMost"u8))
                (form, low, high) = (QuantityForm.AtMost, reader.GetDouble(), reader.GetDouble());
            else if (StoredJson.Is(ref reader, "sigma"u8))
                sigma = reader.GetDouble();
            else if (StoredJson.Is(ref reader, "counted"u8))
                counted = reader.GetBoolean();
            else if (StoredJson.Is(ref reader, "unit"u8))
                unit = TextPool.Read(ref reader);
            else if (StoredJson.Is(ref reader, "factor"u8))
                factor = reader.GetDouble();
            else
                StoredJson.Pass(ref reader);
        }

        return new QuantityValue(form, low, high, sigma, unit, factor) { Counted = counted };
    }

    private static PointValue ReadPoint(ref Utf8JsonReader reader)
    {
        double latitude = 0, longitude = 0, precision = 0;
        while (StoredJson.NextProperty(ref reader))
        {
            if (StoredJson.Is(ref reader, "lat"u8))
                latitude = reader.GetDouble();
            else if (StoredJson.Is(ref reader, "lon"u8))
                longitude = reader.GetDouble();
            else if (StoredJson.Is(ref reader, "precisionKm"u8))
                precision = reader.GetDouble();
            else
                StoredJson.Pass(ref reader);
        }

        return new PointValue(latitude, longitude, precision);
    }

    private static AliasValue ReadAlias(ref Utf8JsonReader reader)
    {
        var name = "";
        string? language = null;
        while (StoredJson.NextProperty(ref reader))
        {
            if (StoredJson.Is(ref reader, "name"u8))
                name = reader.GetString()!;
            else if (StoredJson.Is(ref reader, "language"u8))
                language = TextPool.Read(ref reader);
            else
                StoredJson.Pass(ref reader);
        }

        return new AliasValue(name, language);
    }
}
