using System.Text;
using Compounds.Narratives;

namespace Compounds.Grains.Narratives;

/// <summary>
/// What makes words of one and two characters findable, which the trigrams of SQLite are too long for: most words of Chinese. A text has as
/// grams each pair of neighbours in its words and each last character alone, so that every character begins a gram.
/// </summary>
internal static class NarrativeGrams
{
    /// <summary>The shortest word that trigrams find, in code points.</summary>
    public const int TrigramLength = 3;

    /// <summary>The grams of a text in matching form, each once, with spaces between.</summary>
    public static string Of(string folded)
    {
        var grams = new HashSet<string>(StringComparer.Ordinal);
        Rune? before = null;
        foreach (var rune in folded.EnumerateRunes().Append(new Rune(' ')))
        {
            if (before is { } first)
                grams.Add(rune.Value == ' ' ? first.ToString() : $"{first}{rune}");
            before = rune.Value == ' ' ? null : rune;
        }

        return string.Join(' ', grams);
    }

    /// <summary>The question to the trigrams: every word long enough for them; null when there is none.</summary>
    public static string? TrigramQuery(IReadOnlyList<string> terms) =>
        All(terms.Where(static term => NarrativeTerms.LengthOf(term) >= TrigramLength).Select(Quoted));

    /// <summary>The question to the grams: every shorter word; null when there is none.</summary>
    public static string? GramQuery(IReadOnlyList<string> terms) =>
        All(terms.Where(static term => NarrativeTerms.LengthOf(term) < TrigramLength).Select(static term => NarrativeTerms.LengthOf(term) == 1 ? $"{Quoted(term)} *" : Quoted(term)));

    private static string? All(IEnumerable<string> phrases) => string.Join(" AND ", phrases) is { Length: > 0 } query ? query : null;

    private static string Quoted(string term) => $"\"{term.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
