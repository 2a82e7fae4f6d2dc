using System.Collections.Concurrent;
using System.Threading.Channels;
using Compounds.Grains.Pumps;
using Compounds.Readers;

namespace Compounds.Server.Live;

/// <summary>One feed a reader, shared by all his open pages: two people of one agency and clearance watch the same picture.</summary>
internal sealed partial class LiveFeeds(
    IGrainFactory grains, TimeProvider clock, LiveMeter meter, Supervision supervision, IHostApplicationLifetime lifetime,
    ILogger<LiveFeeds> logger) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<Reader, Lazy<Task<LiveFeed>>> _feeds = new();

    /// <summary>Opens a subscription.</summary>
    /// <param name="reader">Who watches.</param>
    /// <param name="last">The last event he has, or null.</param>
    /// <param name="isReturning">Whether he watched before; without a last event that is known he is then told to read everything anew.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Subscription> SubscribeAsync(Reader reader, LiveEventId? last, bool isReturning, CancellationToken cancellationToken)
    {
        while (true)
        {
            var opened = _feeds.GetOrAdd(reader, static (key, self) => new Lazy<Task<LiveFeed>>(() => self.StartAsync(key)), this);
            LiveFeed feed;
            try
            {
                feed = await opened.Value.WaitAsync(cancellationToken);
            }
            catch when (opened.Value.IsCompleted)
            {
                _feeds.TryRemove(KeyValuePair.Create(reader, opened)); // A feed that did not start is nobody's: the next page makes another attempt.
                throw;
            }

            if (feed.Subscribe(last, isReturning, out var subscription))
                return subscription;
            if (_feeds.TryRemove(KeyValuePair.Create(reader, opened)))
                await feed.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var opened in _feeds.Values)
        {
            if (opened is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
                await (await opened.Value).DisposeAsync();
        }
    }

    private Task<LiveFeed> StartAsync(Reader reader) =>
        LiveFeed.StartAsync(grains, reader, clock, meter, supervision, LogShardFailed, lifetime.ApplicationStopping);

    [LoggerMessage(1, LogLevel.Warning, "Catalogue shard {Shard} did not answer the live feed; asking again")]
    private partial void LogShardFailed(Exception failure, string shard);
}

/// <summary>One open page's part of a feed.</summary>
internal sealed class Subscription(LiveEventId start, IReadOnlyList<LiveEvent> missed, ChannelReader<LiveEvent> events, Action close) : IDisposable
{
    /// <summary>Where it begins.</summary>
    public LiveEventId Start => start;

    /// <summary>What comes first.</summary>
    public IReadOnlyList<LiveEvent> Missed => missed;

    /// <summary>What comes after. Closed when the page fell too far behind; it then reconnects and resumes.</summary>
    public ChannelReader<LiveEvent> Events => events;

    public void Dispose() => close();
}
