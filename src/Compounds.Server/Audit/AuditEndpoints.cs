using System.Globalization;
using Compounds.Agencies;
using Compounds.Audit;
using Compounds.Grains.Audit;
using Compounds.Grains.Inbox;
using Compounds.Readers;
using Compounds.Reports;
using Compounds.Server.Cursors;
using Compounds.Server.Problems;
using Compounds.Server.SignIn;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Compounds.Server.Audit;

/// <summary>
/// Who read, signed in, granted and was refused, for the auditor; and who read a RED report, for the agency that filed it.
/// </summary>
internal static class AuditEndpoints
{
    private const int MaxLimit = 200;

    public static void MapAudit(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/audit", ListAsync).WithTags("Audit").WithName("ListAudit").RequireAuthorization(Access.Audit)
            .WithSummary("Reads of AMBER and above, sign-ins, grants, refusals and alarms, newest first, for the auditor. Reading it is audited too.");
        routes.MapGet("/v1/readers/{agency}/{**report}", ReadersAsync).WithTags("Audit").WithName("ListReaders").RequireAuthorization(Access.Read)
            .WithSummary("Who read a RED report of the caller's own agency, and when, newest first. Reading it again within an hour is not told again.");
    }

    private static async Task<Results<Ok<AuditPageBody>, ProblemHttpResult>> ListAsync(
        HttpContext http, IGrainFactory grains, AuditTrail trail, CancellationToken cancellationToken, string? kind = null,
        string? actor = null, string? agency = null, DateOnly? from = null, DateOnly? through = null, int limit = 50, string? cursor = null)
    {
        AuditKind? wanted = kind is null ? null : AuditEntryBody.KindOf(kind);
        if ((kind is not null && wanted is null) || (agency is not null && !Agency.IsId(agency)) || limit is < 1 or > MaxLimit)
        {
            return Problem.BadRequest(
                $"kind is one of {AuditEntryBody.KindTexts}; agency is an id such as 'pea'; " +
                $"from and through are days such as 2026-01-31; limit is 1 to {MaxLimit}.").Result;
        }

        var query = new AuditQuery(actor, agency, wanted, from, through);
        var cursors = CursorSeal.ScopeOf(http, $"audit {query}");
        if (!AuditCursor.TryParse(cursors, cursor, out var after))
            return Problem.BadRequest(CursorSeal.Wrong).Result;
        await trail.FlushAsync(cancellationToken);
        var page = await grains.GetAudit().ListAsync(query, after, limit, cancellationToken);
        return TypedResults.Ok(new AuditPageBody(
            [.. page.Entries.Select(AuditEntryBody.Of)], page.Next is { } next ? AuditCursor.Write(cursors, next) : null));
    }

    private static async Task<Results<Ok<IReadOnlyList<ReportReader>>, ProblemHttpResult>> ReadersAsync(
        string agency, string report, HttpContext http, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var reader = Caller.Of(http.User).Reader;
        if (!Agency.IsId(agency) || !ReportKey.IsId(report) || agency != reader.Agency
            || await grains.GetGrain<IInboxGrain>(InboxShard.KeyOf(new ReportKey(agency, report)))
                .ReadAsync(reader, report, cancellationToken) is not { } stored)
        {
            return Problem.NotFound("Your agency has filed no such report, or you may not see it.").Result;
        }

        if (MarkedReport.Of(stored.Report.Key, stored.Report.Handling, stored.Report.Claims).Tlp is not Tlp.Red)
            return Problem.NotFound("It is kept of RED reports only who reads them, and nothing in this one is RED.").Result;
        var readings = await grains.GetGrain<IRedReadingsGrain>(agency).ListAsync(reader, report, cancellationToken);
        return TypedResults.Ok<IReadOnlyList<ReportReader>>(
            [.. readings.Select(static each => new ReportReader(each.Agency, each.Actor, each.At))]);
    }
}

/// <summary>A page of the audit.</summary>
/// <param name="Items">Newest first. There may be fewer than wanted although more follow.</param>
/// <param name="Next">What to pass as <c>cursor</c> for the page after, or null at the end.</param>
public sealed record AuditPageBody(IReadOnlyList<AuditEntryBody> Items, string? Next);

/// <summary>One entry of the audit.</summary>
/// <param name="At">When, in UTC; of reads and refusals the minute.</param>
/// <param name="Kind">read, sign-in, grant, refusal or alarm.</param>
/// <param name="Actor">Who did it, or whom an alarm is about, an opaque id; null when that is not known.</param>
/// <param name="Agency">Whose member or key; null when that is not known.</param>
/// <param name="What">The operation that was asked for, or the change, or which alarm: mass-reading or wrong-keys.</param>
/// <param name="About">The ids that were asked for or changed.</param>
/// <param name="Reports">The reports of AMBER or above that were answered, <c>agency/id</c>, RED ones first.</param>
/// <param name="Times">How many requests, or what an alarm counted.</param>
/// <param name="Limit">The highest count that raises no alarm; null for other kinds.</param>
/// <param name="Highest">The highest marking that was answered; null for other kinds than reads.</param>
/// <param name="Key">The id of the key that was refused, or null.</param>
/// <param name="Network">The network that was refused, or that an alarm is about; null where the actor is known.</param>
/// <param name="Status">401 or 403 for a refusal, else null.</param>
public sealed record AuditEntryBody(
    DateTimeOffset At, string Kind, string? Actor, string? Agency, string What, IReadOnlyList<string> About, IReadOnlyList<string> Reports,
    int Times, int? Limit, string? Highest, string? Key, string? Network, int? Status)
{
    private static readonly (AuditKind Kind, string Text)[] s_kinds =
    [
        (AuditKind.Read, "read"), (AuditKind.SignIn, "sign-in"), (AuditKind.Grant, "grant"), (AuditKind.Refusal, "refusal"),
        (AuditKind.Alarm, "alarm"),
    ];

    internal static string KindTexts { get; } = string.Join(", ", s_kinds.Select(static each => each.Text));

    internal static AuditKind? KindOf(string text) =>
        Array.Find(s_kinds, each => each.Text == text) is { Text: not null } found ? found.Kind : null;

    internal static AuditEntryBody Of(AuditEntry entry) => new(
        entry.At, Array.Find(s_kinds, each => each.Kind == entry.Kind).Text, entry.Actor, entry.Agency, entry.What, entry.About,
        entry.Reports,
        entry.Times, entry.Limit, entry.Highest?.Text(), entry.Key, entry.Network, entry.Status);
}

/// <summary>Somebody who read a RED report.</summary>
/// <param name="Agency">Whose member or key.</param>
/// <param name="Actor">Who, an opaque id.</param>
/// <param name="At">When, in UTC.</param>
public sealed record ReportReader(string Agency, string Actor, DateTimeOffset At);

/// <summary>Where the audit stands, as text.</summary>
internal static class AuditCursor
{
    public static string Write(CursorScope cursors, AuditPlace place) => cursors.Write(string.Create(
        CultureInfo.InvariantCulture, $"{place.Day.DayNumber} {place.Version} {place.Register} {place.Sessions}"));

    /// <summary>Reads a cursor; null is the first page. False when it was not written here.</summary>
    public static bool TryParse(CursorScope cursors, string? cursor, out AuditPlace? after)
    {
        after = null;
        if (!cursors.TryRead(cursor, out var text))
            return false;
        var parts = text?.Split(' ').Select(static part => long.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        if (parts is [var day, var version, var register, var sessions])
            after = new AuditPlace(DateOnly.FromDayNumber((int)day), version, register, sessions);
        return true;
    }
}
