using System.Collections.Frozen;

namespace Compounds.Subjects.Sounds;

/// <summary>Han characters in Pinyin without tones. The table is that of AnyAscii (ISC licence), one syllable a line with its characters.</summary>
internal static class HanReading
{
    private static readonly FrozenDictionary<char, string> s_syllables = Read();

    /// <summary>The syllable of a character; null for any other letter.</summary>
    public static string? Of(char letter) => s_syllables.GetValueOrDefault(letter);

    private static FrozenDictionary<char, string> Read()
    {
        using var text = new StreamReader(typeof(HanReading).Assembly.GetManifestResourceStream("han-readings.txt")!);
        return text.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(static line => line[0] != '#')
            .SelectMany(static line => line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..].Select(letter => KeyValuePair.Create(letter, line[..line.IndexOf(' ', StringComparison.Ordinal)])))
            .ToFrozenDictionary();
    }
}
