using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Compounds.Server.Hosting;
using Compounds.Server.SignIn;

namespace Compounds.Server.Live;

/// <summary><c>GET /v1/live</c>: what changes, as it changes, for this reader.</summary>
internal static class LiveEndpoints
{
    private static readonly TimeSpan s_heartbeat = TimeSpan.FromSeconds(15);

    public static void MapLive(this IEndpointRouteBuilder routes) => routes.MapGet("/v1/live", Get)
        .WithTags("Live").WithName("GetLive").RequireAuthorization(Access.Read)
        .WithSummary("Server-sent events: 'hello' at once, 'card' for each changed card, 'beat' every 15 s. Resumes after Last-Event-ID, or after the id in 'after'; 'reset' where that cannot be done exactly: read everything anew, then go on.")
        .Produces<string>(200, EventStream.MediaType);

    private static EventStream Get(HttpContext http, LiveFeeds feeds, StandingAccess access, TimeProvider clock, IHostApplicationLifetime lifetime, CancellationToken cancellationToken, string? after = null)
    {
        var reader = Caller.Of(http.User).Reader;
        // A page that takes the stream over from another cannot set a header, so it says where that one was in the query.
        var heard = http.Request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } header ? header : after;
        var last = LiveEventId.TryParse(heard, out var id) ? id : (LiveEventId?)null;
        return new EventStream(EventsAsync(
            feeds, stop => access.HoldsAsync(http.User, stop), reader, last, !string.IsNullOrEmpty(heard), clock, lifetime.ApplicationStopping, cancellationToken));
    }

    private static async IAsyncEnumerable<SseItem<string>> EventsAsync(
        LiveFeeds feeds, Func<CancellationToken, ValueTask<bool>> mayHearAsync, Compounds.Readers.Reader reader, LiveEventId? last, bool isReturning, TimeProvider clock, CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // An open page must not hold up a server that stops: it reconnects to the next one and resumes.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stopping);
        using var subscription = await feeds.SubscribeAsync(reader, last, isReturning, cancellationToken);
        yield return new SseItem<string>("{}", "hello") { EventId = subscription.Start.ToString(), ReconnectionInterval = TimeSpan.FromSeconds(1) };
        foreach (var missed in subscription.Missed)
            yield return Item(missed);
        var next = subscription.Events.WaitToReadAsync(cancellationToken).AsTask();
        while (true)
        {
            using var beat = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
            if (await Task.WhenAny(next, Task.Delay(s_heartbeat, clock, beat.Token)) != next)
            {
                if (stop.IsCancellationRequested || !await mayHearAsync(cancellationToken))
                    yield break;
                yield return new SseItem<string>("{}", "beat");
                continue;
            }

            await beat.CancelAsync();
            if (!await next || !await mayHearAsync(cancellationToken))
                yield break;
            while (subscription.Events.TryRead(out var changed))
                yield return Item(changed);
            next = subscription.Events.WaitToReadAsync(cancellationToken).AsTask();
        }
    }

    private static SseItem<string> Item(LiveEvent happened) => new(happened.Json ?? "{}", happened.Json is null ? "reset" : "card") { EventId = happened.Id.ToString() };
}
