using Compounds.Assessments;
using Compounds.Grains.Narratives;
using Compounds.Narratives;
using Compounds.Readers;
using Compounds.Reports;
using Compounds.Server.Audit;
using Compounds.Server.Cursors;
using Compounds.Server.Problems;
using Compounds.Server.SignIn;
using Compounds.Server.Subjects;
using Compounds.Subjects;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Compounds.Server.Reports;

/// <summary>Finds reports by words in their text.</summary>
internal static class SearchEndpoint
{
    private const int MaxLimit = 100;

    public static async Task<Results<Ok<SearchPage>, ProblemHttpResult>> SearchAsync(
        string text, HttpContext http, IGrainFactory grains, INarrativeIndex narratives, CancellationToken cancellationToken, int limit = 20, string? cursor = null)
    {
        if (text.Length > NarrativeTerms.MaxLength || NarrativeTerms.Read(text) is not { Count: >= 1 and <= NarrativeTerms.MaxCount } terms)
            return Problem.BadRequest($"text is 1 to {NarrativeTerms.MaxCount} words, at most {NarrativeTerms.MaxLength} characters, with a letter or a digit.").Result;
        if (limit is < 1 or > MaxLimit)
            return Problem.BadRequest($"limit is 1 to {MaxLimit}.").Result;
        var cursors = CursorSeal.ScopeOf(http, "search");
        if (!DayCursor.TryParse(cursors, cursor, out var after))
            return Problem.BadRequest(CursorSeal.Wrong).Result;
        var reader = Caller.Of(http.User).Reader;
        var page = await narratives.SearchAsync(reader, new NarrativeQuery(terms, after, limit), cancellationToken);
        var nameless = page.Hits.SelectMany(static hit => hit.Subjects).Where(static subject => subject.Name is null).Select(static subject => subject.Resolved());
        var names = await new NameLookUp(grains, reader, SubjectQuestion.Now).ForAsync(nameless, cancellationToken);
        return TypedResults.Ok(new SearchPage([.. page.Hits.Select(hit => SearchHit.Of(hit, names))], page.Next is { } next ? DayCursor.Write(cursors, next) : null));
    }
}

/// <summary>A page of reports that were found.</summary>
/// <param name="Items">By the day they were written, newest first, then by key.</param>
/// <param name="Next">What to pass as <c>cursor</c> for the page after, or null at the end.</param>
public sealed record SearchPage(IReadOnlyList<SearchHit> Items, string? Next) : IMarked
{
    IEnumerable<MarkedReport> IMarked.Marked() => Items.Select(static hit => new MarkedReport(hit.Report, hit.Handling.Tlp));
}

/// <summary>A report whose text was found.</summary>
/// <param name="Report">The report, <c>agency/id</c>.</param>
/// <param name="Revision">The newest revision that the caller may see.</param>
/// <param name="Agency">The agency that filed it.</param>
/// <param name="Title">The title of its first link, else how its narrative begins, else its id.</param>
/// <param name="Day">The day it was written, in UTC.</param>
/// <param name="Handling">How it may be shown and used.</param>
/// <param name="Snippet">The text around the match.</param>
/// <param name="Subjects">The subjects it speaks of.</param>
public sealed record SearchHit(
    ReportKey Report, int Revision, string Agency, string Title, DateOnly Day, Handling Handling, Snippet Snippet, IReadOnlyList<NamedSubject> Subjects)
{
    internal static SearchHit Of(NarrativeHit hit, SubjectNames names) => new(
        hit.Report, hit.Revision, hit.Report.Agency, hit.Title, hit.Position().Day, hit.Handling, hit.Snippet, [.. hit.Subjects.Select(names.Named)]);
}
