namespace Compounds.Subjects.Sounds;

/// <summary>Consonants of a name in Burmese script, as they are spoken today: letters at the end of a syllable are not read as they are written.</summary>
internal static class BurmeseSound
{
    private const char Killer = '\u103A';
    private const char Stacker = '\u1039';
    private const char Ya = '\u103B';
    private const char Ra = '\u103C';
    private const char Wa = '\u103D';
    private const char Ha = '\u103E';
    private const char I = '\u102D';
    private const char U = '\u102F';

    public static bool Has(char letter) => letter is >= '\u1000' and <= '\u109F';

    /// <summary>Adds the consonants of a run of Burmese letters.</summary>
    public static void Read(ReadOnlySpan<char> text, SoundForm form)
    {
        var start = 0; // Of the syllable.
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '\u1036') // Anusvara.
                form.Add('n');
            else if (text[i] is >= '\u1040' and <= '\u1049')
                form.Add((char)(text[i] - '\u1040' + '0'));
            else if (!IsConsonant(text[i]))
                continue;
            else if (Follows(text, i, Killer) || At(text, i + 1) is Stacker)
                form.Add(At(text, i + 1) is Stacker ? ClassOf(text[i]) : LastOf(text[i], text[start..i]));
            else
                ReadFirst(text, start = i, form);
        }
    }

    private static void ReadFirst(ReadOnlySpan<char> text, int at, SoundForm form)
    {
        var end = at + 1;
        while (At(text, end) is >= Ya and <= Ha)
            end++;
        var medials = text[(at + 1)..end];
        var isSoft = text[at] switch
        {
            'ခ' => medials.ContainsAny(Ya, Ra),
            'ဂ' => medials.Contains(Ya),
            'ရ' or 'ယ' => medials.Contains(Ha),
            'လ' or 'သ' => medials.Contains(Ya) && medials.Contains(Ha),
            _ => false,
        };
        form.Add(isSoft ? 's' : ClassOf(text[at]), isOptional: !isSoft && text[at] is 'ရ');
        // Before some ends the medial is the vowel u.
        if (medials.Contains(Wa) && !(At(text, end) is 'တ' or 'ပ' or 'န' or 'မ' && Follows(text, end, Killer)) && At(text, end) is not '\u1036')
            form.Add('w');
    }

    /// <summary>What ends a syllable: all stops sound alike and are put into Latin by the vowel before them.</summary>
    private static char? LastOf(char letter, ReadOnlySpan<char> before) => letter switch
    {
        'င' or 'ဉ' or 'န' or 'ဏ' or 'မ' => 'n',
        'က' or 'ခ' or 'ဂ' => before.Contains(I) || before.ContainsAny('\u102B', '\u102C') ? 'k' : 't',
        'တ' or 'ထ' or 'ဒ' or 'ဓ' or 'ပ' or 'ဗ' or 'ဘ' => before.ContainsAny(I, U) ? 'k' : 't',
        'စ' or 'ဇ' => 't',
        _ => null,
    };

    private static char? ClassOf(char letter) => letter switch
    {
        >= 'က' and <= 'ဃ' => 'k',
        'င' or 'ဉ' or 'ည' or 'ဏ' or 'န' => 'n',
        >= 'စ' and <= 'ဈ' => 's',
        >= 'ဋ' and <= 'ဎ' or >= 'တ' and <= 'ဓ' or 'သ' or 'ဿ' => 't',
        >= 'ပ' and <= 'ဘ' => 'p',
        'မ' => 'm',
        'ရ' or 'လ' or 'ဠ' => 'r',
        'ဝ' => 'w',
        _ => null,
    };

    private static bool IsConsonant(char letter) => letter is >= 'က' and <= 'အ' or 'ဿ';

    /// <summary>Whether a mark follows a letter, with no more than a tone between.</summary>
    private static bool Follows(ReadOnlySpan<char> text, int at, char mark) => At(text, at + 1) == mark || (At(text, at + 1) is '\u1037' && At(text, at + 2) == mark);

    private static char At(ReadOnlySpan<char> text, int at) => at >= 0 && at < text.Length ? text[at] : ' ';
}
