using System.Text.RegularExpressions;

namespace Compounds.Server.Tests.Deploying;

/// <summary>What a query of Prometheus names. It does not parse the language: it finds names, and brackets that do not match.</summary>
internal static partial class PromQuery
{
    private static readonly HashSet<string> s_words = ["by", "without", "on", "ignoring", "and", "or", "unless", "bool", "offset"];

    /// <summary>The metrics.</summary>
    public static IReadOnlyList<string> MetricsOf(string query) =>
        [.. Name().Matches(Grouping().Replace(Braces().Replace(Text().Replace(query, "\"\""), ""), ""))
        .Where(static name => !name.Groups["call"].Success && !s_words.Contains(name.Groups["name"].Value))
            .Select(static name => name.Groups["name"].Value).Distinct()];

    /// <summary>The labels by which it groups or chooses.</summary>
    public static IReadOnlyList<string> LabelsOf(string query)
    {
        var bare = Text().Replace(query, "\"\"");
        return [.. Braces().Matches(bare).SelectMany(static each => Label().Matches(each.Value))
            .Concat(Grouping().Matches(bare).SelectMany(static each => Label().Matches(each.Groups["labels"].Value)))
            .Select(static label => label.Value).Distinct()];
    }

    /// <summary>The values of a label that it asks for by name.</summary>
    public static IReadOnlyList<string> ValuesOf(string query, string label) =>
        [.. Regex.Matches(query, $"\\b{label}=\"([^\"]*)\"").Select(static value => value.Groups[1].Value)];

    /// <summary>Whether each bracket is closed by one of its kind.</summary>
    public static bool IsBalanced(string query)
    {
        var open = new Stack<char>();
        foreach (var c in Text().Replace(query, "\"\""))
        {
            if (c is '(' or '[' or '{')
                open.Push(c is '(' ? ')' : c is '[' ? ']' : '}');
            else if (c is ')' or ']' or '}' && (!open.TryPop(out var expected) || expected != c))
                return false;
        }

        return open.Count == 0;
    }

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Text();

    [GeneratedRegex(@"\{[^}]*\}|\[[^\]]*\]")]
    private static partial Regex Braces();

    [GeneratedRegex(@"\b(?:by|without|on|ignoring)\s*\((?<labels>[^)]*)\)")]
    private static partial Regex Grouping();

    [GeneratedRegex(@"\b(?<name>[a-z_:][a-z0-9_:]*)\b(?<call>\s*\()?", RegexOptions.IgnoreCase)]
    private static partial Regex Name();

    [GeneratedRegex(@"[a-z_][a-z0-9_]*(?=\s*(?:[,=!)]|$))", RegexOptions.IgnoreCase)]
    private static partial Regex Label();
}
