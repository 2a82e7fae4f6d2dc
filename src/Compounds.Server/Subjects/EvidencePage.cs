using Compounds.Assessments;
using Compounds.Claims;
using Compounds.Grains.Inbox;
using Compounds.Grains.Subjects;
using Compounds.Readers;
using Compounds.Reports;
using Compounds.Server.Reports;
using Compounds.Subjects;

namespace Compounds.Server.Subjects;

/// <summary>A page of the reports that speak of a subject, each as people read it.</summary>
/// <param name="Items">By the latest day they speak of, newest first.</param>
/// <param name="Next">What to pass as <c>cursor</c> for the page after, or null at the end.</param>
public sealed record EvidencePage(IReadOnlyList<EvidenceItem> Items, string? Next)
{
    /// <summary>Reads a page: the claims from the subject, the texts from the inboxes, one call a shard.</summary>
    internal static async Task<EvidencePage> ReadAsync(
        IGrainFactory grains, ISubjectGrain subject, Reader reader, SubjectQuestion question, DayPosition? after, int limit, CancellationToken cancellationToken)
    {
        var evidence = await subject.EvidencePageAsync(reader, question, after, limit + 1, cancellationToken);
        var page = evidence.Take(limit).ToArray();
        var names = await new NameLookUp(grains, reader, question).ForAsync(page.SelectMany(static each => each.Claims), cancellationToken);
        var texts = await ReadTextsAsync(grains, reader, page, cancellationToken);
        return new EvidencePage(
            [.. page.Select(each => EvidenceItem.Of(each, texts[each.Report], names))],
            evidence.Count > limit ? DayCursor.Write(new DayPosition(page[^1].Day(), page[^1].Report)) : null);
    }

    private static async Task<Dictionary<ReportKey, StoredReport>> ReadTextsAsync(
        IGrainFactory grains, Reader reader, ReportEvidence[] page, CancellationToken cancellationToken)
    {
        var shards = await Task.WhenAll(page.GroupBy(static each => InboxShard.KeyOf(each.Report)).Select(shard =>
            grains.GetGrain<IInboxGrain>(shard.Key).ReadManyAsync(reader, [.. shard.Select(static each => new ReportRevision(each.Report.Id, each.Revision))], cancellationToken)));
        return shards.SelectMany(static stored => stored).ToDictionary(static stored => stored.Report.Key);
    }
}

/// <summary>A report as evidence about one subject.</summary>
/// <param name="Report">The report, <c>agency/id</c>.</param>
/// <param name="Revision">The revision that is shown.</param>
/// <param name="Agency">The agency that filed it.</param>
/// <param name="Source">What its claims are independent by: the agency, or the cluster it belongs to.</param>
/// <param name="Title">The title of its first link, else how its narrative begins, else its id.</param>
/// <param name="Narrative">The text; null when there is none or the report was taken back since.</param>
/// <param name="Language">The BCP 47 language tag of the text, or null.</param>
/// <param name="Links">Where the source can be read; none when the report was taken back since.</param>
/// <param name="WrittenAt">When the agency wrote it, in UTC.</param>
/// <param name="Day">The latest day that its claims about the subject speak of, in UTC.</param>
/// <param name="RecordedAt">When it was recorded, in UTC.</param>
/// <param name="Grade">Reliability and credibility.</param>
/// <param name="Handling">How it may be shown and used.</param>
/// <param name="Cites">What it rests on.</param>
/// <param name="Retracted">Why it was taken back after the time that is asked for: erroneous, withdrawn or handling; null while it stands.</param>
/// <param name="Claims">What it says about the subject.</param>
public sealed record EvidenceItem(
    ReportKey Report, int Revision, string Agency, string Source, string Title, string? Narrative, string? Language, IReadOnlyList<EvidenceLink> Links,
    DateTimeOffset WrittenAt, DateOnly Day, DateTimeOffset RecordedAt, Grade Grade, Handling Handling, IReadOnlyList<Citation> Cites, string? Retracted,
    IReadOnlyList<ReadableClaim> Claims)
{
    internal static EvidenceItem Of(ReportEvidence evidence, StoredReport stored, SubjectNames names)
    {
        // A look back shows what was claimed then, but not the text of a report that its agency no longer wants read.
        var report = stored.Retracted is null ? stored.Report : stored.Report with { Narrative = null, Language = null, Links = [] };
        return new EvidenceItem(
            evidence.Report, evidence.Revision, evidence.Report.Agency, evidence.Source, ReportTitle.Of(report), report.Narrative, report.Language,
            [.. report.Links.Select(static link => new EvidenceLink(link.Title, link.Url, link.Publisher, link.PublishedOn))],
            report.WrittenAt, evidence.Day(), evidence.RecordedAt, evidence.Grade, evidence.Handling, [.. evidence.Cites.Select(Citation.Of)],
            stored.Retracted?.ToString().ToLowerInvariant(), [.. evidence.Claims.Select(claim => ReadableClaim.Of(claim, names))]);
    }
}

/// <summary>A place where a source can be read.</summary>
/// <param name="Title">The title of the page or document.</param>
/// <param name="Address">The address as given, or null.</param>
/// <param name="Publisher">Who published it, or null.</param>
/// <param name="Day">The day of publication, or null.</param>
public sealed record EvidenceLink(string Title, string? Address, string? Publisher, DateOnly? Day);

/// <summary>What a report rests on.</summary>
/// <param name="Id">A report, <c>agency/id</c>, or an origin, <c>origin:label</c>.</param>
/// <param name="Text">The same to read: the words of an origin, or the report.</param>
public sealed record Citation(string Id, string Text)
{
    private const string Origin = "origin:";

    internal static Citation Of(string id) => new(id, id.StartsWith(Origin, StringComparison.Ordinal) ? id[Origin.Length..].Replace('-', ' ') : id);
}

/// <summary>One step in what was said about a subject.</summary>
/// <param name="AppliedAt">When the subject took it in, in UTC.</param>
/// <param name="Evidence">What the report said from then on; no claims after a retraction.</param>
/// <param name="Claims">The claims as people read them.</param>
public sealed record HistoryStep(DateTimeOffset AppliedAt, ReportEvidence Evidence, IReadOnlyList<ReadableClaim> Claims)
{
    /// <summary>The steps with their claims in words, as they come.</summary>
    internal static async IAsyncEnumerable<HistoryStep> ReadAsync(
        IGrainFactory grains, ISubjectGrain subject, Reader reader, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var look = new NameLookUp(grains, reader, SubjectQuestion.Now);
        await foreach (var entry in subject.HistoryAsync(reader, cancellationToken))
        {
            var names = await look.ForAsync(entry.Evidence.Claims, cancellationToken);
            yield return new HistoryStep(entry.AppliedAt, entry.Evidence, [.. entry.Evidence.Claims.Select(claim => ReadableClaim.Of(claim, names))]);
        }
    }
}
