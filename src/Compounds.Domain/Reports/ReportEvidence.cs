using Compounds.Claims;
using Compounds.Readers;

namespace Compounds.Reports;

/// <summary>
/// What one report now says about one subject: the claims of its latest revision, or none after a retraction. It replaces whatever the
/// report said about the subject before, so that it can be delivered any number of times.
/// </summary>
/// <param name="Report">The report.</param>
/// <param name="Revision">The revision these claims are from.</param>
/// <param name="Source">What the claims are independent by: the agency, or the cluster it belongs to.</param>
/// <param name="Grade">The report's grade.</param>
/// <param name="Handling">Who may see it.</param>
/// <param name="Cites">The citation nodes it rests on: <c>agency/id</c> or <c>origin:label</c>.</param>
/// <param name="RecordedAt">When the report was recorded, in UTC.</param>
/// <param name="Claims">The claims about the subject; empty when the report no longer speaks of it.</param>
/// <param name="Retracted">Why the report was taken back, or null while it stands.</param>
/// <param name="PublicSince">The day since which what the report says could be read in public; null when not told.</param>
[GenerateSerializer, Immutable, Alias("value/report-evidence")]
public sealed record ReportEvidence(
    [Id(0)] ReportKey Report, [Id(1)] int Revision, [Id(2)] string Source, [Id(3)] Grade Grade,
    [Id(4)] Handling Handling, [Id(5)] IReadOnlyList<string> Cites, [Id(6)] DateTimeOffset RecordedAt,
    [Id(7)] IReadOnlyList<Claim> Claims, [Id(8)] RetractionReason? Retracted, [Id(9)] DateOnly? PublicSince = null)
{
    /// <summary>Whether anyone could read it in public by a time.</summary>
    /// <param name="time">The time, in UTC.</param>
    public bool IsPublicBy(DateTimeOffset time) => PublicSince is { } day && CalendarDay.StartOf(day) <= time;

    /// <summary>Who may see one of its claims: the claim's own handling when it is more closed than the report's.</summary>
    public Handling HandlingOf(Claim claim) => claim.Handling ?? Handling;

    /// <summary>What of it a reader may see: without the claims that are closed to the reader.</summary>
    /// <returns>Null when the report itself is closed to the reader.</returns>
    public ReportEvidence? VisibleTo(Reader reader) => !Handling.IsVisibleTo(reader) ? null
        : Claims.All(claim => HandlingOf(claim).IsVisibleTo(reader)) ? this
        : this with { Claims = [.. Claims.Where(claim => HandlingOf(claim).IsVisibleTo(reader))] };

    /// <summary>The latest day that its claims speak of, in Asia/Bangkok or the zone of the claim; the day it was recorded when it has no claims.</summary>
    public DateOnly Day()
    {
        var day = DateOnly.MinValue;
        foreach (var claim in Claims)
        {
            if ((claim.On ?? CalendarDay.Of(claim.ObservedAt, claim.Validity?.ZoneMinutes)) is var said && said > day)
                day = said;
        }

        return Claims.Count == 0 ? CalendarDay.Of(RecordedAt) : day;
    }
}
