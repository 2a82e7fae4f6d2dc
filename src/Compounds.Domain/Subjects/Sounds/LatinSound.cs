namespace Compounds.Subjects.Sounds;

/// <summary>Consonants of a name in Latin letters, in whatever way a local name was put into them.</summary>
internal static class LatinSound
{
    /// <summary>Adds the consonants of lower-case text without diacritics.</summary>
    public static void Read(ReadOnlySpan<char> text, SoundForm form)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var (letter, next) = (text[i], i + 1 < text.Length ? text[i + 1] : ' ');
            switch (letter)
            {
                case 'p' or 'b' or 'f':
                    form.Add('p');
                    break;
                case 't' when next is 's' or 'z': // One sound: the next letter says it.
                    break;
                case 't' or 'd':
                    form.Add('t');
                    break;
                case 'g' when i > 0 && text[i - 1] == 'n':
                    break;
                case 'c' when next is 'h' or 'e' or 'i' or 'y':
                case 's' or 'z' or 'j' or 'x' or 'q':
                    form.Add('s');
                    break;
                case 'k' or 'g' or 'c':
                    form.Add('k');
                    break;
                case 'm' or 'n':
                    form.Add(letter);
                    break;
                case 'l' or 'v':
                    form.Add(letter is 'l' ? 'r' : 'w');
                    break;
                case 'r' when IsVowel(next): // After a vowel it is written by some and heard by few: Myanmar, park.
                    form.Add('r');
                    break;
                case 'w' when IsVowel(next): // As in kaw and kaew it is a part of the vowel.
                    form.Add('w');
                    break;
                case >= '0' and <= '9':
                    form.Add(letter);
                    break;
            }
        }
    }

    private static bool IsVowel(char letter) => letter is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';
}
