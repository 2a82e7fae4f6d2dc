using System.Buffers;
using System.Text;

namespace Compounds.Reports;

/// <summary>What a report is called: the title of its first link, else how its narrative begins, else the agency's own id for it.</summary>
public static class ReportTitle
{
    /// <summary>The longest title taken from a narrative, in UTF-16 units.</summary>
    public const int MaxLength = 120;

    private const int LeastSentence = 20;

    /// <summary>The title of a report; never empty.</summary>
    public static string Of(Report report)
    {
        if (report.Links.Count > 0 && report.Links[0].Title is { } title && !string.IsNullOrWhiteSpace(title))
            return title;
        return report.Narrative is { } narrative && Beginning(narrative) is { Length: > 0 } beginning ? beginning : report.Key.Id;
    }

    /// <summary>The first sentence or line; what is longer is cut between words, or between characters where a script has no spaces.</summary>
    private static string Beginning(string narrative)
    {
        var line = narrative.AsSpan().Trim();
        var end = line.IndexOfAny('\r', '\n');
        if (end >= 0)
            line = line[..end].TrimEnd();
        var sentence = SentenceEnd(line);
        if (sentence is > 0 and <= MaxLength)
            return line[..sentence].ToString();
        if (line.Length <= MaxLength)
            return line.ToString();
        var cut = line[..MaxLength].LastIndexOf(' ');
        if (cut < MaxLength / 2)
            cut = CharacterEnd(line, MaxLength - 1);
        return $"{line[..cut].TrimEnd()}…";
    }

    /// <summary>The length of the first sentence, its mark included; 0 when the line has one sentence or only abbreviations end before.</summary>
    private static int SentenceEnd(ReadOnlySpan<char> line)
    {
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] is '。' or '！' or '？' or '။' or '។')
                return i + 1;
            if (line[i] is '.' or '!' or '?' && i >= LeastSentence && i + 1 < line.Length && line[i + 1] == ' ')
                return i + 1;
        }

        return 0;
    }

    /// <summary>The greatest length up to a limit that splits no character and takes no mark from its letter.</summary>
    private static int CharacterEnd(ReadOnlySpan<char> line, int limit)
    {
        while (limit > 0 && (char.IsLowSurrogate(line[limit]) || Rune.GetUnicodeCategory(RuneAt(line, limit)) is
            System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark or System.Globalization.UnicodeCategory.Format))
        {
            limit--;
        }

        return limit;
    }

    private static Rune RuneAt(ReadOnlySpan<char> line, int index) => Rune.DecodeFromUtf16(line[index..], out var rune, out _) is OperationStatus.Done ? rune : Rune.ReplacementChar;
}
