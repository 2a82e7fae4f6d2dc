using Compounds.Assessments;
using Compounds.Claims;
using Compounds.Grains.Inbox;
using Compounds.Grains.Subjects;
using Compounds.Readers;
using Compounds.Reports;
using Compounds.Server.Audit;
using Compounds.Server.Cursors;
using Compounds.Server.Reports;
using Compounds.Subjects;

namespace Compounds.Server.Subjects;

/// <summary>A page of the reports that speak of a subject, each as people read it.</summary>
/// <param name="Items">By the latest day they speak of, newest first.</param>
/// <param name="Next">What to pass as <c>cursor</c> for the page after, or null at the end.</param>
public sealed record EvidencePage(IReadOnlyList<EvidenceItem> Items, string? Next) : IMarked
{
    IEnumerable<MarkedReport> IMarked.Marked() => Items.Select(static item => item.Marked);

    /// <summary>Reads a page: the claims from the subject, the texts from the inboxes, one call a shard.</summary>
    internal static async Task<EvidencePage> ReadAsync(
        IGrainFactory grains, ISubjectGrain subject, Reader reader, SubjectQuestion question, DayPosition? after, int limit, CursorScope cursors,
        CancellationToken cancellationToken)
    {
        var evidence = await subject.EvidencePageAsync(reader, question, after, limit + 1, cancellationToken);
        var page = evidence.Take(limit).ToArray();
        var names = await new NameLookUp(grains, reader, question).ForAsync(page.SelectMany(static each => each.Claims), cancellationToken);
        var texts = await ReportTexts.ReadAsync(grains, reader, page, cancellationToken);
        return new EvidencePage(
            [.. page.Select(each => EvidenceItem.Of(each, texts.Of(each), names))],
            evidence.Count > limit ? DayCursor.Write(cursors, new DayPosition(page[^1].Day(), page[^1].Report)) : null);
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
/// <param name="Day">The latest day that its claims about the subject speak of.</param>
/// <param name="RecordedAt">When it was recorded, in UTC.</param>
/// <param name="Grade">Reliability and credibility.</param>
/// <param name="Handling">How it may be shown and used.</param>
/// <param name="Cites">The reports (<c>agency/id</c>) and origins (<c>origin:label</c>) it rests on.</param>
/// <param name="Retracted">Why it was taken back after the time that is asked for: erroneous, withdrawn or handling; null while it stands.</param>
/// <param name="Claims">What it says about the subject.</param>
/// <param name="PublicSince">The day since which what it says could be read in public; null when not told.</param>
/// <param name="IsTextGone">Whether its narrative and links can never be read again, because their key was destroyed.</param>
public sealed record EvidenceItem(
    ReportKey Report, int Revision, string Agency, string Source, string Title, string? Narrative, string? Language, IReadOnlyList<Link> Links,
    DateTimeOffset WrittenAt, DateOnly Day, DateTimeOffset RecordedAt, Grade Grade, Handling Handling, IReadOnlyList<string> Cites, string? Retracted,
    IReadOnlyList<ReadableClaim> Claims, DateOnly? PublicSince, bool IsTextGone)
{
    /// <summary>How what is shown of the report is marked.</summary>
    internal MarkedReport Marked { get; private init; }

    internal static EvidenceItem Of(ReportEvidence evidence, StoredReport stored, SubjectNames names)
    {
        var report = ReportTexts.Shown(stored);
        return new EvidenceItem(
            evidence.Report, evidence.Revision, evidence.Report.Agency, evidence.Source, ReportTitle.Of(report), report.Narrative, report.Language,
            report.Links, report.WrittenAt, evidence.Day(), evidence.RecordedAt, evidence.Grade, evidence.Handling, evidence.Cites,
            stored.Retracted?.ToString().ToLowerInvariant(), [.. evidence.Claims.Select(claim => ReadableClaim.Of(claim, names))],
            evidence.PublicSince, stored.IsTextGone)
        {
            Marked = MarkedReport.Of(evidence.Report, evidence.Handling, evidence.Claims),
        };
    }
}
