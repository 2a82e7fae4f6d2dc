using System.Globalization;
using System.Text;

namespace Compounds.Subjects;

/// <summary>Names as people write them, and the form in which two writings of one name are equal.</summary>
public static class SubjectName
{
    /// <summary>The longest name accepted, in UTF-16 units.</summary>
    public const int MaxLength = 200;

    /// <summary>
    /// The matching form: NFKC, lower case, punctuation and symbols as one space, no space at the ends, nothing invisible.
    /// Letters, digits and combining marks of every script stay, so Thai vowels and Burmese stacks keep their meaning.
    /// </summary>
    /// <returns>The matching form; empty when the name has no letter and no digit.</returns>
    public static string Normalise(string name)
    {
        if (Ascii.IsValid(name))
            return FoldAscii(name);

        // Twice: a letter in lower case may compose with its mark where the capital does not, as H and a macron below do.
        var once = Fold(name.Normalize(NormalizationForm.FormKC));
        return Ascii.IsValid(once) ? once : Fold(once.Normalize(NormalizationForm.FormKC));
    }

    /// <summary>What <see cref="Fold"/> does, for most names and on the path of every report: without asking Unicode and without garbage.</summary>
    private static string FoldAscii(string name)
    {
        var text = name.Length <= MaxLength ? stackalloc char[MaxLength] : new char[name.Length];
        var length = 0;
        foreach (var c in name)
        {
            if (char.IsAsciiLetterOrDigit(c))
                text[length++] = char.ToLowerInvariant(c);
            else if (length > 0 && text[length - 1] != ' ')
                text[length++] = ' ';
        }

        var folded = text[..length].TrimEnd(' ');
        return folded.SequenceEqual(name) ? name : new string(folded);
    }

    private static string Fold(string name)
    {
        var text = new StringBuilder(name.Length);
        Span<char> units = stackalloc char[2];
        foreach (var rune in name.EnumerateRunes())
        {
            // Zero-width spaces and joiners, common in Khmer, Thai and Burmese text, cannot be seen, so they tell no names apart.
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format)
                continue;
            if (IsKept(rune))
                text.Append(units[..Rune.ToLowerInvariant(rune).EncodeToUtf16(units)]);
            else if (text.Length > 0 && text[^1] != ' ')
                text.Append(' ');
        }

        return text.ToString().TrimEnd(' ');
    }

    private static bool IsKept(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or
        UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.NonSpacingMark or
        UnicodeCategory.SpacingCombiningMark or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber;
}
