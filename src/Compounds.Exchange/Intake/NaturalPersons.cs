using System.Collections.Frozen;
using System.Text.Json;

namespace Compounds.Exchange.Intake;

/// <summary>Tells when a report is about a natural person, by words that are kept as data (<c>natural-persons.json</c>).</summary>
internal static class NaturalPersons
{
    /// <summary>What to answer when an operator's name is a person's.</summary>
    public const string OperatorSentence = "Operators are organisations: name the organisation and leave the person out.";

    /// <summary>What to answer when a kind or type is one of people.</summary>
    public const string KindSentence = "Natural persons are never stored: report people as counts, such as headcount, captives or incident.";

    private static readonly Words s_words = Load();
    private static readonly FrozenSet<string> s_kinds = s_words.Kinds.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    private static readonly FrozenSet<string> s_ranks = s_words.Ranks.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    private static readonly FrozenSet<string> s_titles = s_words.Titles.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    private static readonly FrozenSet<string> s_organisations = s_words.Organisations.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a kind or type is a word for people, for example <c>victim</c>.</summary>
    public static bool IsKind(string word) => s_kinds.Contains(word.Trim());

    /// <summary>
    /// Whether the name of an operator starts as a person's does: with an honorific and a capitalised word, for example
    /// <c>Col. Saw Example</c>.
    /// </summary>
    public static bool IsPersonName(string name)
    {
        foreach (var prefix in s_words.Prefixes)
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal))
                return true;
        }

        var space = name.IndexOf(' ', StringComparison.Ordinal);
        if (space <= 0 || !char.IsUpper(name[0]))
            return false;
        var first = name.AsSpan(0, space).TrimEnd('.');
        var rest = name.AsSpan(space).TrimStart(' ');
        if (rest.IsEmpty || !char.IsUpper(rest[0]))
            return false;
        return s_ranks.GetAlternateLookup<ReadOnlySpan<char>>().Contains(first) ||
            (s_titles.GetAlternateLookup<ReadOnlySpan<char>>().Contains(first) && !NamesOrganisation(rest));
    }

    private static bool NamesOrganisation(ReadOnlySpan<char> words)
    {
        var organisations = s_organisations.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var range in words.SplitAny(" ,.()/&"))
        {
            if (organisations.Contains(words[range]))
                return true;
        }

        return false;
    }

    private static Words Load()
    {
        using var stream = typeof(NaturalPersons).Assembly.GetManifestResourceStream("natural-persons.json") ?? throw new InvalidOperationException("natural-persons.json is not embedded.");
        return JsonSerializer.Deserialize<Words>(stream, JsonSerializerOptions.Web) ?? throw new InvalidOperationException("natural-persons.json is empty.");
    }

    private sealed record Words(
        IReadOnlyList<string> Kinds, IReadOnlyList<string> Ranks, IReadOnlyList<string> Titles, IReadOnlyList<string> Prefixes, IReadOnlyList<string> Organisations);
}
