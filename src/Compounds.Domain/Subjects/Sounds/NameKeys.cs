namespace Compounds.Subjects.Sounds;

/// <summary>The names of a subject, ready to be searched: as written, put into Latin letters, and by sound.</summary>
/// <param name="Written">The names in matching form, and those that can be read as Latin without marks, a line each.</param>
/// <param name="OtherScripts">The sounds of names in other scripts than Latin, a line each.</param>
/// <param name="Latin">The sounds of names in Latin script, a line each.</param>
public readonly record struct NameKeys(string Written, string OtherScripts, string Latin)
{
    /// <summary>The keys of some names.</summary>
    public static NameKeys Of(IEnumerable<string> names)
    {
        var read = names.Select(SoundedName.Of).ToArray();
        return new NameKeys(
            Lines(read.SelectMany(static name => name.Spellings)),
            Lines(read.Where(static name => !name.IsLatin).SelectMany(static name => name.Sounds)),
            Lines(read.Where(static name => name.IsLatin).SelectMany(static name => name.Sounds)));
    }

    /// <summary>
    /// Whether one of the names is what somebody typed: contains it as written, or sounds like it where the two are in different scripts.
    /// In one script the writing alone decides, so that a search in English finds no names that merely sound alike.
    /// </summary>
    public bool Contain(SoundedName typed) =>
        typed.Spellings.Take(typed.IsLatin ? int.MaxValue : 1).Any(IsWritten)
        || typed.Sounds.Any(IsIn(OtherScripts))
        || (!typed.IsLatin && typed.Sounds.Any(IsIn(Latin)));

    private bool IsWritten(string spelling) => Written.Contains(spelling, StringComparison.Ordinal);

    /// <summary>Three consonants or more may stand anywhere in a name; two are so common that they must be all of it.</summary>
    private static Func<string, bool> IsIn(string lines) => sound =>
        lines.Length > 0 && (sound.Length >= SoundedName.LeastPart ? lines.Contains(sound, StringComparison.Ordinal)
            : sound.Length == SoundedName.LeastPart - 1 && lines.Contains($"\n{sound}\n", StringComparison.Ordinal));

    private static string Lines(IEnumerable<string> texts) => string.Join('\n', texts) is { Length: > 0 } text ? $"\n{text}\n" : "";
}
