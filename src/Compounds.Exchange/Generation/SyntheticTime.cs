using System.Globalization;
using System.Text.Json;

namespace Compounds.Exchange.Generation;

/// <summary>Days and instants as JSON properties, without a string for each.</summary>
internal static class SyntheticTime
{
    /// <summary>Writes the UTC day.</summary>
    public static void WriteDay(Utf8JsonWriter writer, ReadOnlySpan<byte> name, DateTime utc)
    {
        Span<byte> text = stackalloc byte[10];
        _ = utc.TryFormat(text, out var length, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        writer.WriteString(name, text[..length]);
    }

    /// <summary>Writes the instant to the second, as clocks at the offset show it; 0 is written as Z.</summary>
    public static void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> name, DateTime utc, int offsetHours)
    {
        Span<byte> text = stackalloc byte[25];
        _ = utc.AddHours(offsetHours).TryFormat(text, out var length, "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
        if (offsetHours == 0)
        {
            text[length++] = (byte)'Z';
        }
        else
        {
            _ = offsetHours.TryFormat(text[length..], out var digits, "+00':00'", CultureInfo.InvariantCulture);
            length += digits;
        }

        writer.WriteString(name, text[..length]);
    }
}
