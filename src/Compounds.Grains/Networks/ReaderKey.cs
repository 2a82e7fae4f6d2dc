using Compounds.Readers;

namespace Compounds.Grains.Networks;

/// <summary>A class of readers as part of a grain's key and of a stream's name: <c>pea/Amber</c>.</summary>
public static class ReaderKey
{
    /// <summary>The key of a reader.</summary>
    public static string Of(Reader reader) => $"{reader.Agency}/{reader.Clearance}";

    /// <summary>The reader of a key.</summary>
    /// <exception cref="FormatException">The text is no such key.</exception>
    public static Reader Parse(string key) => key.Split('/') is [var agency, var clearance] && Enum.TryParse<Tlp>(clearance, out var level)
        ? new Reader(agency, level) : throw new FormatException($"'{key}' is no class of readers.");
}
