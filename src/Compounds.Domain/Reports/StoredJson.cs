using System.Globalization;
using System.Text.Json;

namespace Compounds.Reports;

/// <summary>
/// Steps through JSON that this system wrote. It checks no rules again: what is malformed is a broken ledger and throws. Properties that
/// a later version added are passed over.
/// </summary>
internal static class StoredJson
{
    private const string Day = "yyyy-MM-dd";
    private const int DayLength = 10;

    /// <summary>Moves to the next property name of the object at the reader; false at its end.</summary>
    public static bool NextProperty(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    /// <summary>Whether the property at the reader has this name; if so, moves to its value. Names are never written with escapes.</summary>
    public static bool Is(ref Utf8JsonReader reader, ReadOnlySpan<byte> name) => reader.ValueSpan.SequenceEqual(name) && reader.Read();

    /// <summary>Passes over the property at the reader.</summary>
    public static void Pass(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }

    /// <summary>Writes a text, or nothing for null.</summary>
    public static void WriteOptional(Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? text)
    {
        if (text is not null)
            writer.WriteString(name, text);
    }

    /// <summary>Writes a day, or nothing for null.</summary>
    public static void WriteOptional(Utf8JsonWriter writer, ReadOnlySpan<byte> name, DateOnly? day)
    {
        if (day is not { } date)
            return;
        Span<byte> text = stackalloc byte[DayLength];
        date.TryFormat(text, out _, Day, CultureInfo.InvariantCulture);
        writer.WriteString(name, text);
    }

    /// <summary>Reads a day.</summary>
    public static DateOnly ReadDay(ref Utf8JsonReader reader) => DateOnly.FromDateTime(reader.GetDateTime());
}
