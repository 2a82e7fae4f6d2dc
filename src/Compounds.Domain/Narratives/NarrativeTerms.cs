namespace Compounds.Narratives;

/// <summary>
/// What a search looks for: the words of the query in matching form. A text is found when it contains every one of them, anywhere and as
/// part of longer words too, since many scripts here write no spaces. Quotation marks and words such as OR have no meaning of their own.
/// </summary>
public static class NarrativeTerms
{
    /// <summary>The longest query, in UTF-16 units.</summary>
    public const int MaxLength = 200;

    /// <summary>The most words of a query.</summary>
    public const int MaxCount = 16;

    /// <summary>Reads a query.</summary>
    /// <returns>The words, each once, in order; none when the query has no letter and no digit.</returns>
    public static IReadOnlyList<string> Read(string query) =>
        [.. FoldedText.Of(WellFormed(query)).Text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];

    /// <summary>The characters of a word, as an index counts them: code points.</summary>
    public static int LengthOf(string term) => term.EnumerateRunes().Count();

    /// <summary>An unpaired surrogate, which can occur only in a query, is not a character.</summary>
    private static string WellFormed(string query) => string.Concat(query.EnumerateRunes().Select(static rune => rune.ToString()));
}
