namespace Compounds.Subjects.Sounds;

/// <summary>Consonants of a name in Khmer script.</summary>
internal static class KhmerSound
{
    public static bool Has(char letter) => letter is >= '\u1780' and <= '\u17FF';

    /// <summary>Adds the consonants of a run of Khmer letters.</summary>
    public static void Read(ReadOnlySpan<char> text, SoundForm form)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var isLast = i + 1 == text.Length || text[i + 1] is >= '\u1780' and <= '\u17A2';
            if (text[i] is '\u17CD') // Toandakhiat: the letter below it is silent.
                form.Silence();
            else if (text[i] is '\u17C6') // Nikahit, am.
                form.Add('m');
            else if (text[i] is >= '\u17E0' and <= '\u17E9')
                form.Add((char)(text[i] - '\u17E0' + '0'));
            else if (text[i] is >= '\u1780' and <= '\u17A2' && ClassOf(text[i]) is var sound)
                form.Add(sound, isOptional: isLast && i > 0 && text[i] is '\u179A' or '\u179C' && sound is 'r' or 'w');
        }
    }

    private static char? ClassOf(char letter) => letter switch
    {
        >= '\u1780' and <= '\u1783' => 'k',
        '\u1784' or '\u1789' or '\u178E' or '\u1793' => 'n',
        >= '\u1785' and <= '\u1788' or '\u179D' or '\u179E' or '\u179F' => 's',
        >= '\u178A' and <= '\u178D' or >= '\u178F' and <= '\u1792' => 't',
        >= '\u1794' and <= '\u1797' => 'p',
        '\u1798' => 'm',
        '\u179A' or '\u179B' or '\u17A1' => 'r',
        '\u179C' => 'w',
        _ => null,
    };
}
