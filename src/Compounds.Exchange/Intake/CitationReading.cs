using System.Text.Json;
using Compounds.Reports;
using Compounds.Subjects;

namespace Compounds.Exchange.Intake;

/// <summary>Reads what a report rests on, and brings it to the form in which two reports of one origin meet.</summary>
internal static class CitationReading
{
    private const string Origin = "origin:";

    /// <summary>Reads the citations as written.</summary>
    public static List<string?> Read(ref Utf8JsonReader reader, Problems problems)
    {
        var whole = new Where("/cites");
        var cites = new List<string?>();
        if (!ArrayReading.Begins(ref reader, problems, whole))
            return cites;
        for (var i = 0; ArrayReading.Next(ref reader, i, ReportLimits.Cites, problems, whole); i++)
            cites.Add(TextReading.Name(ref reader, problems, whole with { Index = i }, ReportLimits.Label));
        return cites;
    }

    /// <summary>The citation nodes, each once and sorted. A report id alone is a report of the same agency.</summary>
    /// <param name="given">The citations as written; null where a problem was told.</param>
    /// <param name="own">The report that cites.</param>
    /// <param name="problems">Where to tell.</param>
    public static IReadOnlyList<string> Resolve(List<string?>? given, ReportKey own, Problems problems)
    {
        if (given is not { Count: > 0 })
            return [];
        var nodes = new SortedSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < given.Count; i++)
        {
            if (given[i] is not { } text)
                continue;
            var where = new Where("/cites", i);
            if (Node(text, own) is not { } node)
                problems.Add(RefusalCodes.BadCitation, where, $"{Quoted.Text(text)} is no citation; give agency/report, origin:label, or the id of a report of your own.");
            else if (node == own.ToString())
                problems.Add(RefusalCodes.CitesItself, where, "This is the report itself; leave the citation out.");
            else
                nodes.Add(node);
        }

        return [.. nodes];
    }

    private static string? Node(string text, ReportKey own)
    {
        if (text.StartsWith(Origin, StringComparison.Ordinal))
        {
            var label = SubjectName.Normalise(text[Origin.Length..]).Replace(' ', '-');
            return label.Length == 0 ? null : Origin + label;
        }

        if (ReportKey.TryParse(text, out var other))
            return other.ToString();
        return ReportKey.IsId(text) ? new ReportKey(own.Agency, text).ToString() : null;
    }
}
