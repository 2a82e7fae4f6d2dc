using System.Collections.Concurrent;
using System.Threading.Channels;
using Compounds.Readers;

namespace Compounds.Server.Live;

/// <summary>One feed a reader, shared by all his open pages: two people of one agency and clearance watch the same picture.</summary>
internal sealed partial class LiveFeeds(IGrainFactory grains, TimeProvider clock, IHostApplicationLifetime lifetime, ILogger<LiveFeeds> logger)
{
    private readonly ConcurrentDictionary<Reader, LiveFeed> _feeds = new();

    /// <summary>Opens a subscription that begins after an event, or now.</summary>
    /// <param name="reader">Who watches.</param>
    /// <param name="last">The last event he has, or null.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Subscription> SubscribeAsync(Reader reader, LiveEventId? last, CancellationToken cancellationToken)
    {
        var feed = _feeds.AddOrUpdate(
            reader, static (key, self) => self.Open(key), static (key, feed, self) => feed.IsClosed ? self.Open(key) : feed, this);
        return await feed.SubscribeAsync(last, cancellationToken);
    }

    private LiveFeed Open(Reader reader) => new(grains, reader, clock, LogShardFailed, lifetime.ApplicationStopping);

    [LoggerMessage(1, LogLevel.Warning, "Catalogue shard {Shard} did not answer the live feed; asking again")]
    private partial void LogShardFailed(Exception failure, string shard);
}

/// <summary>One open page's part of a feed.</summary>
internal sealed class Subscription(LiveEventId start, ChannelReader<LiveEvent> events, Action close) : IDisposable
{
    /// <summary>Where it begins.</summary>
    public LiveEventId Start => start;

    /// <summary>What comes after. Closed when the page fell too far behind; it then reconnects and resumes.</summary>
    public ChannelReader<LiveEvent> Events => events;

    public void Dispose() => close();
}
