using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Compounds.Server.Hosting;

namespace Compounds.Server.Simulation;

/// <summary>One thing there is to say about something that runs.</summary>
/// <param name="Name">The name of the event.</param>
/// <param name="Body">What goes with it.</param>
/// <param name="Number">How far it is, the id of the event.</param>
internal sealed record ProgressEvent(string Name, object Body, int Number);

/// <summary>How far something is, as it moves. Every event holds all there is to know, so a page that comes back misses nothing.</summary>
/// <typeparam name="TProgress">How far it is.</typeparam>
/// <param name="follow">Answers once it differs from what was seen, or after a while; null when there is no such thing.</param>
/// <param name="eventsOf">What there is to say; an event other than <see cref="Moving"/> is told once.</param>
/// <param name="isOver">Whether nothing more will come.</param>
internal sealed class ProgressStream<TProgress>(
    Func<TProgress, CancellationToken, Task<TProgress?>> follow, Func<TProgress, IEnumerable<ProgressEvent>> eventsOf, Func<TProgress, bool> isOver)
    where TProgress : class
{
    /// <summary>The name of the event that comes again and again.</summary>
    public const string Moving = "progress";

    private static readonly TimeSpan s_heartbeat = TimeSpan.FromSeconds(15);

    /// <summary>Answers with the events from here on.</summary>
    public IResult From(TProgress progress, HttpContext http)
    {
        var services = http.RequestServices;
        return new EventStream(EventsAsync(
            progress, services.GetRequiredService<TimeProvider>(), services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping, http.RequestAborted));
    }

    private async IAsyncEnumerable<SseItem<string>> EventsAsync(
        TProgress progress, TimeProvider clock, CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // An open page must not hold up a server that stops: it reconnects to the next one.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stopping);
        var toldAt = clock.GetTimestamp();
        var told = new HashSet<string>(StringComparer.Ordinal);
        while (!stop.IsCancellationRequested)
        {
            foreach (var news in eventsOf(progress).Where(news => news.Name is Moving || told.Add(news.Name)))
                yield return Item(news);
            if (isOver(progress))
                yield break;

            var before = progress;
            while (progress == before && !stop.IsCancellationRequested)
            {
                progress = await FollowAsync(progress, stop.Token) ?? before;
                if (progress == before && clock.GetElapsedTime(toldAt) >= s_heartbeat)
                {
                    toldAt = clock.GetTimestamp();
                    yield return new SseItem<string>("{}", "beat");
                }
            }
        }
    }

    private async Task<TProgress?> FollowAsync(TProgress seen, CancellationToken cancellationToken)
    {
        try
        {
            return await follow(seen, cancellationToken);
        }
        catch (Exception failure) when (failure is OperationCanceledException or TimeoutException or OrleansException)
        {
            return null; // The page is gone, the server stops, or a silo is busy: the next round tells.
        }
    }

    private static SseItem<string> Item(ProgressEvent news) => new(JsonSerializer.Serialize(news.Body, ApiJson.Options), news.Name)
    {
        EventId = news.Number.ToString(CultureInfo.InvariantCulture),
        ReconnectionInterval = TimeSpan.FromSeconds(1),
    };
}
