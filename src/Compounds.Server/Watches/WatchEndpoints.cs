using System.ComponentModel.DataAnnotations;
using Compounds.Claims;
using Compounds.Grains.Watches;
using Compounds.Readers;
using Compounds.Server.Problems;
using Compounds.Server.SignIn;
using Compounds.Subjects;
using Compounds.Watches;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Compounds.Server.Watches;

/// <summary>What a person wants to hear of, and what there is to hear.</summary>
internal static class WatchEndpoints
{
    private const int MaxAlerts = 500;

    public static void MapWatches(this IEndpointRouteBuilder routes)
    {
        var watches = routes.MapGroup("/v1/watches").WithTags("Watches").RequireAuthorization(Access.Read);
        watches.MapGet("/", ListAsync).WithName("ListWatches").WithSummary("What the caller watches.");
        watches.MapPut("/{watch}", PutAsync).WithName("PutWatch").WithSummary("Watches a subject, a subject's quantity from a level, or an area. Reports recorded from now on count.");
        watches.MapPut("/{watch}/muted", MuteAsync).WithName("MuteWatch").WithSummary("Mutes a watch, or hears it again.");
        watches.MapDelete("/{watch}", RemoveAsync).WithName("RemoveWatch").WithSummary("Stops watching. Alerts that were raised stay.");
        var alerts = routes.MapGroup("/v1/alerts").WithTags("Watches").RequireAuthorization(Access.Read);
        alerts.MapGet("/", AlertsAsync).WithName("ListAlerts").WithSummary("One alert for each report that met a watch, newest first.");
        alerts.MapPost("/read", ReadAsync).WithName("ReadAlerts").WithSummary("Marks alerts as read.");
    }

    private static async Task<IReadOnlyList<WatchBody>> ListAsync(HttpContext http, IGrainFactory grains, CancellationToken cancellationToken) =>
        [.. (await ListOf(http, grains).GetAsync(cancellationToken)).Watches.Values.OrderBy(static watch => watch.AddedAt).Select(WatchBody.Of)];

    private static async Task<Results<Ok<WatchBody>, ProblemHttpResult>> PutAsync(
        string watch, PutWatch body, HttpContext http, IGrainFactory grains, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (watch.Length > 60 || !watch.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '-'))
            return Problem.BadRequest("A watch is named by 1 to 60 letters, digits and hyphens of the caller's choice.").Result;
        if (body.TryRead(watch, clock.GetUtcNow(), out var read) is { } wrong)
            return Problem.BadRequest(wrong).Result;
        return await ListOf(http, grains).AddAsync(read!, cancellationToken)
            ? TypedResults.Ok(WatchBody.Of(read!))
            : Problem.BadRequest($"At most {Watchlist.MaxWatches} things can be watched; remove one first.").Result;
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> MuteAsync(string watch, MuteWatch body, HttpContext http, IGrainFactory grains, CancellationToken cancellationToken) =>
        await ListOf(http, grains).MuteAsync(watch, body.IsMuted, cancellationToken) ? TypedResults.NoContent() : Problem.NotFound("You watch nothing of this id.").Result;

    private static async Task<NoContent> RemoveAsync(string watch, HttpContext http, IGrainFactory grains, CancellationToken cancellationToken)
    {
        await ListOf(http, grains).RemoveAsync(watch, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<IReadOnlyList<AlertBody>> AlertsAsync(HttpContext http, IGrainFactory grains, CancellationToken cancellationToken) =>
        [.. (await ListOf(http, grains).AlertsAsync(Caller.Of(http.User).Reader, cancellationToken)).Take(MaxAlerts).Select(AlertBody.Of)];

    private static async Task<NoContent> ReadAsync(ReadAlerts body, HttpContext http, IGrainFactory grains, CancellationToken cancellationToken)
    {
        await ListOf(http, grains).ReadAsync(body.Alerts, cancellationToken);
        return TypedResults.NoContent();
    }

    // The clearance is part of it: an alert raised for eyes that see more would tell a colleague who sees less that a hidden claim met his threshold.
    private static IWatchlistGrain ListOf(HttpContext http, IGrainFactory grains)
    {
        var caller = Caller.Of(http.User);
        return grains.GetGrain<IWatchlistGrain>($"{caller.Member ?? caller.Reader.Agency}/{caller.Reader.Clearance.Text()}");
    }
}

/// <summary>What to watch: a subject, or an area. A threshold needs a subject.</summary>
/// <param name="Subject">A subject id, for example compound:kk-park, or null.</param>
/// <param name="Area">west, south, east, north in degrees, or null.</param>
/// <param name="Attribute">A quantity of the catalogue, or null.</param>
/// <param name="AtLeast">The level that its median must reach, in its canonical unit.</param>
public sealed record PutWatch(string? Subject = null, IReadOnlyList<double>? Area = null, string? Attribute = null, double? AtLeast = null)
{
    /// <summary>Reads the watch.</summary>
    /// <returns>Null when it is well formed, else a sentence that says what would be right.</returns>
    internal string? TryRead(string id, DateTimeOffset now, out Watch? watch)
    {
        watch = null;
        SubjectId subject = default;
        if (Subject is null == Area is null)
            return "Give either subject, an id such as compound:kk-park, or area, [west, south, east, north].";
        if (Subject is not null && !SubjectId.TryParse(Subject, out subject))
            return "subject is an id such as compound:kk-park.";
        if (Area is not null && (Area.Count != 4 || Area.Any(static side => !double.IsFinite(side)) || Area[0] > Area[2] || Area[1] > Area[3]))
            return "area is west, south, east, north in degrees, for example [98, 16, 99, 17].";
        if (Attribute is null != AtLeast is null)
            return "attribute and atLeast belong together: which quantity, and from which level on.";
        if (Attribute is not null && (Subject is null || !AttributeCatalogue.Current.Of(subject.Kind()).Any(rule => rule.Name == Attribute && rule.Form is ValueForm.Quantity)))
            return "attribute is a quantity of this kind of subject; see GET /v1/attributes.";
        watch = new Watch(
            id, Subject is null ? null : subject, Area is null ? null : new WatchedArea(Area[0], Area[1], Area[2], Area[3]),
            Attribute is null ? null : new WatchedThreshold(Attribute, AtLeast!.Value), now, IsMuted: false);
        return null;
    }
}

/// <summary>Whether to mute.</summary>
public sealed record MuteWatch(bool IsMuted);

/// <summary>Which alerts were read.</summary>
public sealed record ReadAlerts([Required, MaxLength(1_000)] IReadOnlyList<string> Alerts);

/// <summary>One watch.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Subject">The subject watched, or null.</param>
/// <param name="Area">west, south, east, north in degrees, or null.</param>
/// <param name="Attribute">The quantity that must reach a level, or null.</param>
/// <param name="AtLeast">The level, in its canonical unit.</param>
/// <param name="AddedAt">Since when, in UTC.</param>
/// <param name="IsMuted">Whether it raises no alerts for now.</param>
public sealed record WatchBody(string Id, SubjectId? Subject, IReadOnlyList<double>? Area, string? Attribute, double? AtLeast, DateTimeOffset AddedAt, bool IsMuted)
{
    internal static WatchBody Of(Watch watch) => new(
        watch.Id, watch.Subject, watch.Area is { } area ? [area.West, area.South, area.East, area.North] : null, watch.Threshold?.Attribute, watch.Threshold?.AtLeast, watch.AddedAt, watch.IsMuted);
}

/// <summary>One alert.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Report">The report that raised it, agency/id.</param>
/// <param name="Revision">Its revision.</param>
/// <param name="Watch">The watch that it met.</param>
/// <param name="Subject">The subject by which it met it.</param>
/// <param name="HighestTlp">The marking of the report; of a level that was reached, that of all that is known of the subject.</param>
/// <param name="RecordedAt">When the report was recorded, in UTC.</param>
/// <param name="IsRead">Whether it was read.</param>
public sealed record AlertBody(string Id, string Report, int Revision, string Watch, SubjectId Subject, string HighestTlp, DateTimeOffset RecordedAt, bool IsRead)
{
    internal static AlertBody Of(Alert alert) => new(
        alert.Id, alert.Report, alert.Revision, alert.Watch, alert.Subject, alert.Handling.Tlp.Text(), alert.RecordedAt, alert.IsRead);
}
