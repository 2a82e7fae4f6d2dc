using System.Text.Json;

namespace Compounds.Exchange.Generation;

/// <summary>Numbers as sources tell them: a few digits, in a unit of their choice, exact, as a range or one-sided.</summary>
internal static class SyntheticQuantity
{
    private static readonly double[] s_powersOfTen = [.. Enumerable.Range(0, 17).Select(static n => double.Parse($"1e{n}", System.Globalization.CultureInfo.InvariantCulture))];

    /// <summary>Writes the properties <c>value</c> and <c>unit</c> for an observed amount in the canonical unit.</summary>
    public static void Write(Utf8JsonWriter writer, ref Chance chance, SyntheticAttribute attribute, double observed)
    {
        var rule = attribute.Rule;
        var (least, most) = (rule.Least * 1.05, Math.Min(rule.High, rule.Most ?? rule.High) * 0.95);
        observed = Math.Clamp(observed, least, most);
        var isDefault = chance.Below(25) == 0;
        var unit = attribute.Units[isDefault ? 0 : chance.Below(attribute.Units.Length)];
        var isWhole = attribute.IsCount && unit.Factor == 1;
        writer.WritePropertyName("value"u8);
        switch (chance.Below(20))
        {
            case < 10:
                writer.WriteNumberValue(Told(observed, unit.Factor, isWhole));
                break;
            case < 11:
                writer.WriteStartObject();
                writer.WriteNumber("value"u8, Told(observed, unit.Factor, isWhole));
                writer.WriteBoolean("counted"u8, chance.Below(2) == 0);
                writer.WriteEndObject();
                break;
            case < 14:
                writer.WriteStartObject();
                writer.WriteNumber("value"u8, Told(observed, unit.Factor, isWhole));
                writer.WriteNumber("sigma"u8, (5 + chance.Below(45)) / 100.0);
                writer.WriteEndObject();
                break;
            case < 17:
                var low = Told(Math.Clamp(observed * 0.75, least, most), unit.Factor, isWhole);
                var high = Told(Math.Clamp(observed * 1.3, least, most), unit.Factor, isWhole);
                writer.WriteStartObject();
                writer.WriteNumber("low"u8, low);
                writer.WriteNumber("high"u8, high > low ? high : isWhole ? low + 1 : low * 1.01);
                writer.WriteEndObject();
                break;
            case < 19:
                WriteBound(writer, "atLeast"u8, Told(Math.Clamp(observed * 0.7, least, most), unit.Factor, isWhole));
                break;
            default:
                WriteBound(writer, "atMost"u8, Told(Math.Clamp(observed * 1.4, least, most), unit.Factor, isWhole));
                break;
        }

        if (!isDefault)
            writer.WriteString("unit"u8, unit.Name);
    }

    /// <summary>The number that is told: whole for counts, else of three digits.</summary>
    internal static double Told(double canonical, double factor, bool isWhole)
    {
        var value = canonical / factor;
        var exponent = 0;
        while (exponent < 13 && value >= s_powersOfTen[exponent + 1])
            exponent++;
        if (exponent >= 2)
            return Math.Round(value / s_powersOfTen[exponent - 2]) * s_powersOfTen[exponent - 2];
        if (isWhole)
            return Math.Max(1, Math.Round(value));

        // Below 100 the digits follow the point; below 1 as many more as there are leading zeros.
        var places = 2 - exponent;
        while (places < 15 && value * s_powersOfTen[places] < 100)
            places++;
        return Math.Round(value * s_powersOfTen[places]) / s_powersOfTen[places];
    }

    private static void WriteBound(Utf8JsonWriter writer, ReadOnlySpan<byte> name, double value)
    {
        writer.WriteStartObject();
        writer.WriteNumber(name, value);
        writer.WriteEndObject();
    }
}
