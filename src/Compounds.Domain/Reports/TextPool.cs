using System.Text.Json;

namespace Compounds.Reports;

/// <summary>
/// Gives one string for equal texts of few values, such as attributes, units and agencies: a million claims read from the ledger would
/// else hold millions of equal strings.
/// </summary>
/// <remarks>
/// A direct-mapped table: a text that meets another one in its place replaces it. Two threads may at worst make a string twice.
/// </remarks>
internal static class TextPool
{
    private const int Places = 4096;
    private const int LongestBytes = 64;
    private static readonly string?[] s_texts = new string?[Places];

    /// <summary>The text at the reader.</summary>
    /// <exception cref="InvalidOperationException">The token is no text.</exception>
    public static string Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String || reader.ValueIsEscaped || reader.ValueSpan.Length is 0 or > LongestBytes)
            return reader.GetString() ?? throw new JsonException("A text is null.");
        ref var place = ref s_texts[Hash(reader.ValueSpan) % Places];
        var text = place;
        if (text is not null && reader.ValueTextEquals(text))
            return text;
        text = reader.GetString()!;
        place = text;
        return text;
    }

    private static uint Hash(ReadOnlySpan<byte> bytes)
    {
        // FNV-1a, with the overflow that it means.
        var hash = 2166136261u;
        foreach (var b in bytes)
            hash = unchecked((hash ^ b) * 16777619u);
        return hash ^ (hash >> 15);
    }
}
