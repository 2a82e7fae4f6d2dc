namespace Compounds.Subjects.Sounds;

/// <summary>Consonants of a name in Thai or Lao script. The two differ in letters, not in how they are read.</summary>
internal static class ThaiSound
{
    private const char Silencer = '\u0E4C';

    public static bool Has(char letter) => letter is >= '\u0E01' and <= '\u0E5B' or >= '\u0E81' and <= '\u0EDF';

    /// <summary>Adds the consonants of a run of Thai or Lao letters.</summary>
    public static void Read(ReadOnlySpan<char> text, SoundForm form)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is Silencer)
                form.Silence();
            else if (text[i] is 'ํ' or 'ໍ' && At(text, i + 1) is 'า' or 'າ') // The two parts of the vowel am.
                form.Add('m');
            else if (text[i] is 'ว' or 'ວ')
                ReadW(text, i, form);
            else if (text[i] is 'ญ')
                form.Add(IsLeading(At(text, i - 1)) || IsVowel(Heard(text, i, 1)) ? null : 'n');
            else if (text[i] is >= '๐' and <= '๙')
                form.Add((char)(text[i] - '๐' + '0'));
            else if (text[i] is >= '໐' and <= '໙')
                form.Add((char)(text[i] - '໐' + '0'));
            else if (IsConsonant(text[i]))
                form.Add(i + 1 == text.Length && !IsLeading(At(text, i - 1)) ? LastOf(ClassOf(text[i])) : ClassOf(text[i]));
        }
    }

    /// <summary>The letter for w is also the end of the vowels aeo and iao, and the middle of ua, and no mark tells which.</summary>
    private static void ReadW(ReadOnlySpan<char> text, int at, SoundForm form)
    {
        if (At(text, at - 1) is 'ั' or 'ົ')
            form.Add(null);
        else
            form.Add('w', isOptional: at > 0 && !IsLeading(At(text, at - 1)) && !IsVowel(Heard(text, at, 1)));
    }

    /// <summary>What a consonant is heard as at the end of a word.</summary>
    private static char? LastOf(char? sound) => sound switch { 's' => 't', 'r' => 'n', _ => sound };

    private static char? ClassOf(char letter) => letter switch
    {
        'ก' or 'ข' or 'ฃ' or 'ค' or 'ฅ' or 'ฆ' or 'ກ' or 'ຂ' or 'ຄ' => 'k',
        'ง' or 'ณ' or 'น' or 'ງ' or 'ນ' => 'n',
        'จ' or 'ฉ' or 'ช' or 'ซ' or 'ฌ' or 'ศ' or 'ษ' or 'ส' or 'ຈ' or 'ຊ' or 'ສ' => 's',
        >= 'ฎ' and <= 'ฒ' or >= 'ด' and <= 'ธ' or 'ດ' or 'ຕ' or 'ຖ' or 'ທ' => 't',
        >= 'บ' and <= 'ภ' or 'ບ' or 'ປ' or 'ຜ' or 'ຝ' or 'ພ' or 'ຟ' => 'p',
        'ม' or 'ມ' => 'm',
        'ร' or 'ฤ' or 'ล' or 'ฬ' or 'ຣ' or 'ລ' or '\u0EBC' => 'r',
        _ => null,
    };

    private static bool IsConsonant(char letter) => letter is >= 'ก' and <= 'ฮ' or >= '\u0E81' and <= '\u0EAE' or '\u0EBC';

    private static bool IsLeading(char letter) => letter is >= 'เ' and <= 'ไ' or >= '\u0EC0' and <= '\u0EC4';

    private static bool IsVowel(char letter) => letter is >= 'ะ' and <= 'ู' or '็' or 'ํ' or >= '\u0EB0' and <= '\u0EB9' or '\u0EBB' or '\u0EBD' or 'ໍ';

    private static bool IsTone(char letter) => letter is >= '\u0E48' and <= '\u0E4B' or >= '\u0EC8' and <= '\u0ECB';

    /// <summary>The next letter that is no tone mark.</summary>
    private static char Heard(ReadOnlySpan<char> text, int at, int step)
    {
        for (at += step; IsTone(At(text, at)); at += step)
        {
        }

        return At(text, at);
    }

    private static char At(ReadOnlySpan<char> text, int at) => at >= 0 && at < text.Length ? text[at] : ' ';
}
