using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;
using System.Threading.Channels;
using Compounds.Grains.Catalog;
using Compounds.Grains.Pumps;
using Compounds.Readers;

namespace Compounds.Server.Live;

/// <summary>
/// Gathers a reader's changes from all catalogue shards into one numbered sequence, and keeps the last of it for pages that come back. What it
/// cannot tell for certain it does not guess: it tells the page to read everything anew.
/// </summary>
internal sealed class LiveFeed : IAsyncDisposable
{
    /// <summary>Events kept for resuming: minutes of a busy day, about 8 MB.</summary>
    private const int Kept = 8_192;

    /// <summary>Events a page may be behind before it is sent away to reconnect.</summary>
    private const int MaxBehind = 4_096;

    /// <summary>How long a feed goes on without a page, so that one that reconnects resumes exactly.</summary>
    private static readonly TimeSpan s_linger = TimeSpan.FromMinutes(10);

    private readonly IGrainFactory _grains;
    private readonly Reader _reader;
    private readonly TimeProvider _clock;
    private readonly LiveMeter _meter;
    private readonly CatalogPosition[] _positions;
    private readonly Pump[] _shards;
    private readonly Lock _lock = new();
    private readonly Queue<LiveEvent> _recent = new();
    private readonly List<Channel<LiveEvent>> _pages = [];
    private readonly long _feed = RandomNumberGenerator.GetInt32(int.MaxValue) * (1L << 31) + RandomNumberGenerator.GetInt32(int.MaxValue);
    private long _leftAt;
    private long _number;
    private bool _isClosed;

    private LiveFeed(
        IGrainFactory grains, Reader reader, TimeProvider clock, LiveMeter meter, CatalogPosition[] positions, Supervision supervision,
        Action<Exception, string> logFailure)
    {
        (_grains, _reader, _clock, _meter, _positions, _leftAt) = (grains, reader, clock, meter, positions, clock.GetTimestamp());
        _shards = [.. positions.Select((_, shard) => supervision.NewPump(stopping => FollowAsync(shard, stopping), (failure, _) => logFailure(failure, CatalogShard.Keys[shard])))];
    }

    /// <summary>Begins a feed at the present.</summary>
    /// <exception cref="TimeoutException">A catalogue shard did not answer; nothing was begun.</exception>
    public static async Task<LiveFeed> StartAsync(
        IGrainFactory grains, Reader reader, TimeProvider clock, LiveMeter meter, Supervision supervision,
        Action<Exception, string> logFailure, CancellationToken cancellationToken)
    {
        var changes = await Task.WhenAll(CatalogShard.Keys.Select(shard => grains.GetGrain<ICatalogGrain>(shard).ChangesAsync(reader, CatalogPosition.Start, cancellationToken)));
        var feed = new LiveFeed(grains, reader, clock, meter, [.. changes.Select(static each => each.Position)], supervision, logFailure);
        foreach (var shard in feed._shards)
            shard.Wake();
        return feed;
    }

    /// <summary>Opens a page.</summary>
    /// <param name="last">The last event that it has, of this feed or another; null for one that begins.</param>
    /// <param name="isReturning">Whether it was open before, so that it must hear what it missed, or that it must read everything anew.</param>
    /// <param name="subscription">The page.</param>
    /// <returns>False when the feed has ended, because nobody watched for long.</returns>
    public bool Subscribe(LiveEventId? last, bool isReturning, [NotNullWhen(true)] out Subscription? subscription)
    {
        subscription = null;
        var page = Channel.CreateBounded<LiveEvent>(new BoundedChannelOptions(MaxBehind) { SingleReader = true });
        lock (_lock)
        {
            if (_isClosed)
                return false;
            _pages.Add(page);
            var missed = MissedAfter(last);
            subscription = new Subscription(
                missed is null ? Here() : last!.Value, missed ?? (isReturning ? [new LiveEvent(Here(), null)] : []), page.Reader, () => Close(page));
            return true;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var shard in _shards)
            await shard.DisposeAsync();
    }

    /// <summary>What came after an event; null when that is not known any more, or never was.</summary>
    private LiveEvent[]? MissedAfter(LiveEventId? last)
    {
        if (last is not { } id || id.Feed != _feed || id.Number > _number || id.Number < _number - _recent.Count)
            return null;
        return [.. _recent.Where(recent => recent.Id.Number > id.Number)];
    }

    private async Task<bool> FollowAsync(int shard, CancellationToken stopping)
    {
        if (HasEnded())
            return false;
        var changes = await _grains.GetGrain<ICatalogGrain>(CatalogShard.Keys[shard]).ChangesAsync(_reader, _positions[shard], stopping);
        _positions[shard] = changes.Position;
        if (changes.IsContinuous)
        {
            foreach (var card in changes.Cards)
                _meter.Told(card.ChangedAt);
        }

        Send(changes.IsContinuous ? [.. changes.Cards.Select(static card => JsonSerializer.Serialize(card, ApiJson.Options))] : [null]);
        return true;
    }

    private bool HasEnded()
    {
        lock (_lock)
            return _isClosed |= _pages.Count == 0 && _clock.GetElapsedTime(_leftAt) > s_linger;
    }

    private void Send(IReadOnlyList<string?> cards)
    {
        lock (_lock)
        {
            foreach (var card in cards)
            {
                _number++;
                var changed = new LiveEvent(Here(), card);
                _recent.Enqueue(changed);
                if (_recent.Count > Kept)
                    _recent.Dequeue();
                for (var i = _pages.Count - 1; i >= 0; i--)
                {
                    if (!_pages[i].Writer.TryWrite(changed))
                        Close(_pages[i]);
                }
            }
        }
    }

    private LiveEventId Here() => new(_feed, _number);

    private void Close(Channel<LiveEvent> page)
    {
        lock (_lock)
        {
            _pages.Remove(page);
            _leftAt = _clock.GetTimestamp();
        }

        page.Writer.TryComplete();
    }
}
