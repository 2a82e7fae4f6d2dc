using System.Text;
using Compounds.Reports;

namespace Compounds.Narratives;

/// <summary>The text of a report that is searched: its narrative and the titles of its links.</summary>
public static class NarrativeText
{
    /// <summary>The text; empty when the report has neither.</summary>
    public static string Of(Report report)
    {
        if (report.Links.Count == 0)
            return report.Narrative ?? "";
        var text = new StringBuilder(report.Narrative);
        foreach (var link in report.Links)
            text.Append(text.Length == 0 ? "" : "\n").Append(link.Title);
        return text.ToString();
    }

    /// <summary>Looks for words in a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="terms">The words, as <see cref="NarrativeTerms.Read"/> gives them.</param>
    /// <returns>The place of the first word, or null when one of them is not in the text.</returns>
    public static Snippet? Find(Report report, IReadOnlyList<string> terms)
    {
        var folded = FoldedText.Of(Of(report));
        foreach (var term in terms)
        {
            if (!folded.Text.Contains(term, StringComparison.Ordinal))
                return null;
        }

        var start = folded.Text.IndexOf(string.Join(' ', terms), StringComparison.Ordinal);
        var (at, length) = start >= 0 ? (start, string.Join(' ', terms).Length) : (folded.Text.IndexOf(terms[0], StringComparison.Ordinal), terms[0].Length);
        return Snippet.Around(folded.Source, folded.Locate(at, length));
    }
}
