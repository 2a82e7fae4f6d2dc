using System.Globalization;
using System.Text;

namespace Compounds.Subjects.Sounds;

/// <summary>
/// A name as it is written and as it sounds, so that whoever types "myawadi", "miaowadi" or "chwe koko" finds a name that was only ever
/// given in Burmese, Chinese or Thai. Sounds are the consonants alone, in classes that no spelling tells apart (b and p, d and t, ch and s):
/// what ways of putting one name into Latin letters differ in, vowels, tones and breath, is left out.
/// </summary>
/// <param name="Spellings">Its matching form first; then, where there are any, its forms in plain Latin letters.</param>
/// <param name="Sounds">How it sounds; two forms where the script leaves open whether a letter is heard.</param>
/// <param name="Words">The same word by word, for a name in Latin letters; empty for any other.</param>
/// <param name="IsLatin">Whether all its letters are Latin.</param>
public sealed record SoundedName(IReadOnlyList<string> Spellings, IReadOnlyList<string> Sounds, string Words, bool IsLatin)
{
    /// <summary>Consonants from which on a sound may stand anywhere in a name.</summary>
    internal const int LeastPart = 3;

    /// <summary>Reads a name in any script.</summary>
    public static SoundedName Of(string name)
    {
        var written = SubjectName.Normalise(name);
        var form = new SoundForm();
        var latin = new StringBuilder();
        var (isLatin, hasHan) = (true, false);
        for (int i = 0, end; i < written.Length; i = end)
        {
            var kind = ScriptOf(written[i]);
            for (end = i + 1; end < written.Length && ScriptOf(written[end]) == kind; end++)
            {
            }

            var run = written.AsSpan(i, end - i);
            isLatin &= kind is Script.Latin;
            hasHan |= kind is Script.Han;
            switch (kind)
            {
                case Script.Thai:
                    ThaiSound.Read(run, form);
                    break;
                case Script.Burmese:
                    BurmeseSound.Read(run, form);
                    break;
                case Script.Khmer:
                    KhmerSound.Read(run, form);
                    break;
                case Script.Han:
                    ReadHan(run, latin, form);
                    break;
                default:
                    var plain = WithoutMarks(run);
                    latin.Append(plain);
                    LatinSound.Read(plain, form);
                    break;
            }
        }

        var spelling = latin.ToString().Trim();
        string[] others = !isLatin && !hasHan ? [] : hasHan ? [spelling, spelling.Replace(" ", "", StringComparison.Ordinal)] : [spelling];
        return new SoundedName(
            [written, .. others.Where(other => other.Length > 0 && other != written).Distinct()], [.. form.Forms().Where(static sound => sound.Length > 1)], isLatin ? WordsOf(spelling) : "", isLatin);
    }

    private static string WordsOf(string spelling) => string.Join(' ', spelling.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static word =>
    {
        var form = new SoundForm();
        LatinSound.Read(word, form);
        return form.Forms().First();
    }).Where(static sound => sound.Length > 0));

    private static void ReadHan(ReadOnlySpan<char> run, StringBuilder latin, SoundForm form)
    {
        foreach (var letter in run)
        {
            var syllable = HanReading.Of(letter)!;
            latin.Append(latin.Length > 0 && latin[^1] != ' ' ? " " : "").Append(syllable);
            // In Pinyin c is ts.
            LatinSound.Read(syllable.StartsWith('c') && !syllable.StartsWith("ch", StringComparison.Ordinal) ? $"s{syllable[1..]}" : syllable, form);
        }
    }

    private static string WithoutMarks(ReadOnlySpan<char> run)
    {
        var text = new StringBuilder(run.Length);
        foreach (var letter in run.ToString().Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) is not UnicodeCategory.NonSpacingMark)
                text.Append(letter is 'đ' ? 'd' : letter);
        }

        return text.ToString();
    }

    private static Script ScriptOf(char letter) =>
        ThaiSound.Has(letter) ? Script.Thai : BurmeseSound.Has(letter) ? Script.Burmese : KhmerSound.Has(letter) ? Script.Khmer : HanReading.Of(letter) is not null ? Script.Han : Script.Latin;

    private enum Script
    {
        Latin,
        Thai,
        Burmese,
        Khmer,
        Han,
    }
}
