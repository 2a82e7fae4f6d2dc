namespace Compounds.Subjects.Sounds;

/// <summary>The names of a subject, ready to be searched: as written, put into Latin letters, and by sound.</summary>
/// <param name="Written">The names in matching form, and those that can be read as Latin without marks, a line each.</param>
/// <param name="OtherScripts">The sounds of names in other scripts than Latin, a line each.</param>
/// <param name="Latin">The sounds of names in Latin script, a line each.</param>
/// <param name="LatinWords">The same word by word, a line each, with a space before and after each word.</param>
public readonly record struct NameKeys(string Written, string OtherScripts, string Latin, string LatinWords)
{
    /// <summary>The keys of some names.</summary>
    public static NameKeys Of(IEnumerable<string> names)
    {
        var read = names.Select(SoundedName.Of).ToArray();
        return new NameKeys(
            Lines(read.SelectMany(static name => name.Spellings)),
            Lines(read.Where(static name => !name.IsLatin).SelectMany(static name => name.Sounds)),
            Lines(read.Where(static name => name.IsLatin).SelectMany(static name => name.Sounds)),
            Lines(read.Where(static name => name.Words.Length > 0).Select(static name => $" {name.Words} ")));
    }

    /// <summary>
    /// Whether one of the names is what somebody typed: contains it as written, or sounds like it. Where both are in Latin letters, whole
    /// words must sound alike, so that a search in English finds no names that merely hold the same consonants.
    /// </summary>
    public bool Contain(SoundedName typed) =>
        typed.Spellings.Take(typed.IsLatin ? int.MaxValue : 1).Any(IsWritten)
        || typed.Sounds.Any(IsIn(OtherScripts))
        || (typed.IsLatin ? HasWords(typed) : typed.Sounds.Any(IsIn(Latin)));

    private bool HasWords(SoundedName typed) => typed.Words.Count(char.IsAsciiLetter) >= SoundedName.LeastPart && LatinWords.Contains($" {typed.Words} ", StringComparison.Ordinal);

    private bool IsWritten(string spelling) => Written.Contains(spelling, StringComparison.Ordinal);

    /// <summary>Three consonants or more may stand anywhere in a name; two are so common that they must be all of it.</summary>
    private static Func<string, bool> IsIn(string lines) => sound =>
        lines.Length > 0 && (sound.Length >= SoundedName.LeastPart ? lines.Contains(sound, StringComparison.Ordinal)
            : sound.Length == SoundedName.LeastPart - 1 && lines.Contains($"\n{sound}\n", StringComparison.Ordinal));

    private static string Lines(IEnumerable<string> texts) => string.Join('\n', texts) is { Length: > 0 } text ? $"\n{text}\n" : "";
}
