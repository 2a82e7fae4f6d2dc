using System.Globalization;

namespace Compounds.Narratives;

/// <summary>A piece of a text around what was found in it.</summary>
/// <param name="Text">The piece on one line, with an ellipsis where the text goes on.</param>
/// <param name="MatchStart">Where the match begins in <paramref name="Text"/>, in UTF-16 units.</param>
/// <param name="MatchLength">The length of the match in UTF-16 units, at least 1.</param>
[GenerateSerializer, Immutable, Alias("value/snippet")]
public sealed record Snippet([Id(0)] string Text, [Id(1)] int MatchStart, [Id(2)] int MatchLength)
{
    /// <summary>How much of the text stands on each side of the match, in UTF-16 units.</summary>
    public const int Context = 80;

    private const int WordReach = 20;

    /// <summary>Cuts the piece around a match, between words where there are spaces, and never inside a character.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="match">Where the match stands in it.</param>
    public static Snippet Around(string text, Range match)
    {
        var (at, length) = match.GetOffsetAndLength(text.Length);
        var start = Start(text, at);
        var end = End(text, at + length);
        var before = start > 0 ? "…" : "";
        var piece = string.Concat(text.AsSpan(start, end - start).ToString().Select(static c => char.IsControl(c) ? ' ' : c));
        return new Snippet($"{before}{piece}{(end < text.Length ? "…" : "")}", before.Length + at - start, length);
    }

    private static int Start(string text, int match)
    {
        if (match <= Context)
            return 0;
        var start = match - Context;
        var space = text.AsSpan(start, WordReach).IndexOfAny(' ', '\n');
        return space >= 0 ? start + space + 1 : Whole(text, start, match);
    }

    private static int End(string text, int match)
    {
        if (text.Length - match <= Context)
            return text.Length;
        var end = match + Context;
        var space = text.AsSpan(end - WordReach, WordReach).LastIndexOfAny(' ', '\n');
        return space >= 0 ? end - WordReach + space : Whole(text, end, text.Length);
    }

    /// <summary>The first place from here on, up to a limit, where a character begins.</summary>
    private static int Whole(string text, int from, int limit)
    {
        while (from < limit && (char.IsLowSurrogate(text[from]) || CharUnicodeInfo.GetUnicodeCategory(text, from) is
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format))
        {
            from++;
        }

        return from;
    }
}
