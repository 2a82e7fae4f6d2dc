using System.Globalization;
using System.Text;
using Compounds.Subjects;

namespace Compounds.Narratives;

/// <summary>
/// A text in the matching form of <see cref="SubjectName.Normalise"/>, which remembers where in the source each character came from. It is
/// folded one user-perceived character at a time, so that a match can be shown in the text as it was written.
/// </summary>
public sealed class FoldedText
{
    private readonly int[]? _offsets;

    private FoldedText(string source, string text, int[]? offsets) => (Source, Text, _offsets) = (source, text, offsets);

    /// <summary>The text as written.</summary>
    public string Source { get; }

    /// <summary>The matching form.</summary>
    public string Text { get; }

    /// <summary>Folds a text.</summary>
    /// <exception cref="ArgumentException">The text has half a surrogate pair.</exception>
    public static FoldedText Of(string source)
    {
        var text = new StringBuilder(source.Length);
        var offsets = new List<int>(source.Length);
        var isInPlace = true;
        for (var at = 0; at < source.Length;)
        {
            // An ASCII letter that no mark follows is nearly every character of most texts.
            var isPlain = char.IsAscii(source[at]) && (at + 1 == source.Length || char.IsAscii(source[at + 1]));
            var length = isPlain ? 1 : StringInfo.GetNextTextElementLength(source, at);
            if (isPlain && char.IsAsciiLetterOrDigit(source[at]))
                Append(char.ToLowerInvariant(source[at]), at);
            else if (isPlain)
                Separate(at);
            else
                AppendElement(source.Substring(at, length), at);
            at += length;
        }

        if (text.Length > 0 && text[^1] == ' ')
            text.Length--;
        return new FoldedText(source, text.ToString(), isInPlace && text.Length == source.Length ? null : [.. offsets[..text.Length]]);

        void AppendElement(string element, int at)
        {
            var folded = SubjectName.Normalise(element);
            foreach (var c in folded)
            {
                if (c == ' ')
                    Separate(at);
                else
                    Append(c, at);
            }

            if (folded.Length == 0 && !IsInvisible(element))
                Separate(at);
        }

        void Append(char c, int at)
        {
            isInPlace &= text.Length == at;
            text.Append(c);
            offsets.Add(at);
        }

        void Separate(int at)
        {
            if (text.Length > 0 && text[^1] != ' ')
                Append(' ', at);
        }
    }

    /// <summary>Where in the source a part of the matching form stands.</summary>
    /// <param name="start">Its first character in <see cref="Text"/>.</param>
    /// <param name="length">Its length in <see cref="Text"/>, at least 1.</param>
    /// <returns>The part of the source, whole user-perceived characters.</returns>
    public Range Locate(int start, int length)
    {
        if (_offsets is null)
            return start..(start + length);
        var end = start + length;
        while (end < _offsets.Length && _offsets[end] == _offsets[end - 1])
            end++;
        return _offsets[start]..(end < _offsets.Length ? _offsets[end] : EndOf(_offsets[^1]));
    }

    private int EndOf(int element) => element + StringInfo.GetNextTextElementLength(Source, element);

    /// <summary>Zero-width spaces and joiners stand between letters of one word in Khmer, Thai and Burmese.</summary>
    private static bool IsInvisible(string element) => element.EnumerateRunes().All(static rune => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format);
}
