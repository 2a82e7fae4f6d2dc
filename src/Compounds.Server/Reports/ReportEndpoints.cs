using System.Globalization;
using Compounds.Agencies;
using Compounds.Assessments;
using Compounds.Claims;
using Compounds.Grains.Inbox;
using Compounds.Grains.Replicas;
using Compounds.Reports;
using Compounds.Server.Audit;
using Compounds.Server.Cursors;
using Compounds.Server.Intake;
using Compounds.Server.Problems;
using Compounds.Server.SignIn;
using Compounds.Server.Subjects;
using Compounds.Subjects;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Compounds.Server.Reports;

/// <summary>Reports as their agencies filed them, and what became of them.</summary>
internal static class ReportEndpoints
{
    private const int MaxLimit = 200;

    public static void MapReports(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/reports").WithTags("Reports").RequireAuthorization(Access.Read);
        group.MapGet("/", ListAsync).WithName("ListReports")
            .WithSummary("The reports of an agency (the caller's own by default) that the caller may see, newest first.");
        group.MapGet("/search", SearchEndpoint.SearchAsync).WithName("SearchReports")
            .WithSummary("The standing reports whose narrative or link titles contain every word of the text, in any script, newest day first, a page at a time.");
        group.MapGet("/{agency}/{**report}", GetAsync).WithName("GetReport")
            .WithSummary("One report with its delivery: which subjects its claims went to, and whether they are applied.");
        group.MapPost("/{agency}/retractions", RetractAsync).WithName("RetractReport").RequireAuthorization(Access.File)
            .WithSummary("Takes a report back: erroneous, withdrawn or handling.");
    }

    private static async Task<Results<Ok<ReportPage>, ProblemHttpResult>> ListAsync(
        HttpContext http, IGrainFactory grains, CancellationToken cancellationToken, string? agency = null, int limit = 50, string? cursor = null)
    {
        var caller = Caller.Of(http.User);
        agency ??= caller.Reader.Agency;
        if (!Agency.IsId(agency) || limit is < 1 or > MaxLimit)
            return Problem.BadRequest($"agency is an id such as 'pea'; limit is 1 to {MaxLimit}.").Result;
        var cursors = CursorSeal.ScopeOf(http, $"reports of {agency}");
        if (!ReportCursor.TryParse(cursors, cursor, out var after))
            return Problem.BadRequest(CursorSeal.Wrong).Result;
        var shards = await Task.WhenAll(InboxShard.KeysOf(agency)
            .Select(shard => grains.GetGrain<IInboxGrain>(shard).ListAsync(caller.Reader, after, limit, cancellationToken)));
        var page = shards.SelectMany(static shard => shard)
            .OrderByDescending(static stored => stored.RecordedAt).ThenBy(static stored => stored.Report.Key.Id, StringComparer.Ordinal)
            .Take(limit).ToArray();
        var look = new NameLookUp(grains, caller.Reader, SubjectQuestion.Now);
        var names = await look.ForAsync(page.SelectMany(static stored => stored.Report.Claims), cancellationToken);
        return TypedResults.Ok(new ReportPage([.. page.Select(stored => ReportBody.Of(stored, caller.Reader, names))], page.Length < limit ? null : ReportCursor.Write(cursors, page[^1])));
    }

    private static async Task<Results<Ok<ReportBody>, ProblemHttpResult>> GetAsync(
        string agency, string report, HttpContext http, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var reader = Caller.Of(http.User).Reader;
        if (!Agency.IsId(agency) || !ReportKey.IsId(report))
            return Problem.NotFound("A report is named by its agency and the agency's own id, for example /v1/reports/pea/R-1.").Result;
        var stored = await grains.GetGrain<IInboxGrain>(InboxShard.KeyOf(new ReportKey(agency, report))).ReadAsync(reader, report, cancellationToken);
        if (stored is null)
            return Problem.NotFound("There is no such report, or you may not see it.").Result;
        var names = await new NameLookUp(grains, reader, SubjectQuestion.Now).ForAsync(stored.Report.Claims, cancellationToken);
        return TypedResults.Ok(ReportBody.Of(stored, reader, names));
    }

    private static async Task<Results<Ok<ReceiptBody>, ProblemHttpResult>> RetractAsync(
        string agency, RetractReport body, HttpContext http, IGrainFactory grains, Replica<Register> register, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(http.User);
        if (agency != caller.Reader.Agency && ReportsIntake.RelaysFor(http, await register.GetAsync(cancellationToken))?.Contains(agency) != true)
            return Problem.Forbidden.Result;
        if (!Agency.IsId(agency) || !ReportKey.IsId(body.Report) || !Enum.TryParse<RetractionReason>(body.Reason, ignoreCase: true, out var reason) || !Enum.IsDefined(reason))
            return Problem.BadRequest("report is the id of a report of this agency; reason is erroneous, withdrawn or handling.").Result;
        var key = new ReportKey(agency, body.Report);
        var filed = (await grains.GetGrain<IInboxGrain>(InboxShard.KeyOf(key)).FileAsync(
            [new InboxItem(null, new Retraction(key, reason)) { Relay = caller.RelayFor(agency) }], cancellationToken))[0];
        return filed.Outcome is ReceiptOutcome.Invalid
            ? Problem.NotFound("You have filed no such report.").Result
            : TypedResults.Ok(new ReceiptBody(1, key.ToString(), filed.Revision, ReceiptJson.Text(filed.Outcome), [], []));
    }
}

/// <summary>Which report to take back, and why.</summary>
/// <param name="Report">The agency's own report id.</param>
/// <param name="Reason">erroneous (claims that rest only on it lose their weight), withdrawn, or handling.</param>
public sealed record RetractReport(string Report, string Reason);

/// <summary>A page of reports.</summary>
/// <param name="Items">Newest first.</param>
/// <param name="Next">What to pass as <c>cursor</c> for the page after, or null at the end.</param>
public sealed record ReportPage(IReadOnlyList<ReportBody> Items, string? Next) : IMarked
{
    IEnumerable<MarkedReport> IMarked.Marked() => Items.SelectMany(static item => ((IMarked)item).Marked());
}

/// <summary>A report with its delivery.</summary>
/// <param name="Report">The report with resolved subjects.</param>
/// <param name="RecordedAt">When it was recorded, in UTC.</param>
/// <param name="Delivery">What became of it.</param>
/// <param name="Title">The title of its first link, else how its narrative begins, else its id.</param>
/// <param name="Claims">Its claims as people read them, in the order of the report.</param>
/// <param name="IsTextGone">
/// Whether its free text can never be read again, because the key of that was destroyed: then it has no narrative, links or attachments.
/// </param>
/// <param name="RelayedBy">The agency that filed it in the name of the report's agency; null when that filed it itself.</param>
public sealed record ReportBody(
    Report Report, DateTimeOffset RecordedAt, DeliveryBody Delivery, string Title, IReadOnlyList<ReadableClaim> Claims, bool IsTextGone,
    string? RelayedBy)
    : IMarked
{
    IEnumerable<MarkedReport> IMarked.Marked() => [MarkedReport.Of(Report.Key, Report.Handling, Report.Claims)];

    internal static ReportBody Of(StoredReport stored, Compounds.Readers.Reader reader, SubjectNames names)
    {
        var report = CoarseEvidence.For(reader, stored.Report);
        var state = stored.Retracted?.ToString().ToLowerInvariant() is { } reason ? $"retracted: {reason}"
            : stored.Parked is { } why ? $"parked: {why}" : stored.IsApplied ? "applied" : "accepted";
        return new ReportBody(
            report, stored.RecordedAt, new DeliveryBody(state, [.. stored.Subjects.Select(static subject => subject.Value)]), ReportTitle.Of(report),
            [.. report.Claims.Select(claim => ReadableClaim.Of(claim, names))], stored.IsTextGone, stored.RelayedBy);
    }
}

/// <summary>What became of a report.</summary>
/// <param name="State">
/// accepted (stored), applied (in the live state of all its subjects), retracted with the reason, or parked: stored, but a subject could not take it
/// (too-large, unreadable or fault); it is tried again every ten minutes.
/// </param>
/// <param name="Subjects">The subjects its claims went to.</param>
public sealed record DeliveryBody(string State, IReadOnlyList<string> Subjects);

/// <summary>Where a listing stands, as text: a time and an id.</summary>
internal static class ReportCursor
{
    public static string Write(CursorScope cursors, StoredReport last) =>
        cursors.Write(string.Create(CultureInfo.InvariantCulture, $"{last.RecordedAt.UtcTicks}.{last.Report.Key.Id}"));

    /// <summary>Reads a cursor; null is the first page. False when it was not written here.</summary>
    public static bool TryParse(CursorScope cursors, string? cursor, out ReportPosition? after)
    {
        after = null;
        if (!cursors.TryRead(cursor, out var place))
            return false;
        if (place?.Split('.', 2) is [var ticks, var id])
            after = new ReportPosition(new DateTimeOffset(long.Parse(ticks, CultureInfo.InvariantCulture), TimeSpan.Zero), id);
        return true;
    }
}
