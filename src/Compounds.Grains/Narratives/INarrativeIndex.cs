using Compounds.Narratives;
using Compounds.Readers;
using Compounds.Reports;
using Compounds.Subjects;

namespace Compounds.Grains.Narratives;

/// <summary>Searches the texts of reports.</summary>
/// <remarks>
/// A reader finds of each report the newest revision that he may see, while it stands. What he may not see changes nothing that he finds,
/// neither order nor number: hits are ordered by day and key, never by a rank, which would count hidden texts.
/// </remarks>
public interface INarrativeIndex
{
    /// <summary>Finds reports whose text contains every word.</summary>
    /// <param name="reader">Who asks.</param>
    /// <param name="query">The words and the page.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<NarrativePage> SearchAsync(Reader reader, NarrativeQuery query, CancellationToken cancellationToken = default);

    /// <summary>Says that an inbox has new reports. Costs next to nothing; every search that begins later finds them.</summary>
    /// <param name="inbox">The key of the shard, <c>agency/shard</c>.</param>
    /// <param name="reports">How many.</param>
    void Tell(string inbox, int reports);
}

/// <summary>What is looked for.</summary>
/// <param name="Terms">The words, as <see cref="NarrativeTerms.Read"/> gives them; at least one.</param>
/// <param name="After">The last hit of the page before, or null for the first page.</param>
/// <param name="Limit">The most hits wanted, at least 1.</param>
[GenerateSerializer, Immutable, Alias("value/narrative-query")]
public sealed record NarrativeQuery([Id(0)] IReadOnlyList<string> Terms, [Id(1)] DayPosition? After, [Id(2)] int Limit);

/// <summary>A page of hits.</summary>
/// <param name="Hits">By the day they were written, newest first, then by key.</param>
/// <param name="Next">The place to go on from, or null at the end.</param>
public sealed record NarrativePage(IReadOnlyList<NarrativeHit> Hits, DayPosition? Next);

/// <summary>A report whose text was found.</summary>
/// <param name="Report">The report.</param>
/// <param name="Revision">The newest revision that the reader may see.</param>
/// <param name="WrittenAt">When its agency wrote it, in UTC.</param>
/// <param name="Title">Its title.</param>
/// <param name="Handling">How it may be shown and used.</param>
/// <param name="Snippet">The text around the first match.</param>
/// <param name="Subjects">The subjects it speaks of, each once, with the name it gives them, or null where it gives only an id.</param>
[GenerateSerializer, Immutable, Alias("value/narrative-hit")]
public sealed record NarrativeHit(
    [Id(0)] ReportKey Report, [Id(1)] int Revision, [Id(2)] DateTimeOffset WrittenAt, [Id(3)] string Title, [Id(4)] Handling Handling,
    [Id(5)] Snippet Snippet, [Id(6)] IReadOnlyList<SubjectReference> Subjects)
{
    /// <summary>Where it stands in a list of hits.</summary>
    public DayPosition Position() => PositionOf(Report, WrittenAt);

    /// <summary>Where a report stands in a list of hits: by the day it was written, in UTC.</summary>
    internal static DayPosition PositionOf(ReportKey report, DateTimeOffset writtenAt) => new(DateOnly.FromDateTime(writtenAt.UtcDateTime), report);

    /// <summary>The hit that a report is, or null when its text lacks one of the words.</summary>
    internal static NarrativeHit? Find(Report report, IReadOnlyList<string> terms) => NarrativeText.Find(report, terms) is { } snippet
        ? new NarrativeHit(
            report.Key, report.Revision, report.WrittenAt, ReportTitle.Of(report), report.Handling, snippet,
            [.. report.Claims.Select(static claim => claim.Subject).GroupBy(static subject => subject.Resolved())
                .Select(static same => same.FirstOrDefault(static subject => subject.Name is not null) ?? same.First())])
        : null;
}
