using System.Text.Json;
using System.Threading.Channels;
using Compounds.Assessments;
using Compounds.Grains.Catalog;
using Compounds.Ledger;
using Compounds.Readers;
using Compounds.Subjects;

namespace Compounds.Server.Live;

/// <summary>Gathers a reader's changes from all catalogue shards into one numbered sequence, and keeps the last of it for pages that come back.</summary>
internal sealed class LiveFeed
{
    /// <summary>Events kept for resuming: minutes of a busy day, about 8 MB.</summary>
    private const int Kept = 8_192;

    /// <summary>Events a page may be behind before it is sent away to reconnect.</summary>
    private const int MaxBehind = 4_096;

    /// <summary>After a restart, how far before the last change seen to look again: changes reach the feed a little out of order.</summary>
    private static readonly TimeSpan s_overlap = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan s_retry = TimeSpan.FromSeconds(1);

    /// <summary>How long a feed goes on without a page, so that one that reconnects resumes exactly.</summary>
    private static readonly TimeSpan s_linger = TimeSpan.FromMinutes(10);

    private readonly IGrainFactory _grains;
    private readonly Reader _reader;
    private readonly TimeProvider _clock;
    private readonly CancellationToken _stopping;
    private readonly Action<Exception, string> _logFailure;
    private readonly Lock _lock = new();
    private readonly Queue<LiveEvent> _recent = new();
    private readonly List<Channel<LiveEvent>> _pages = [];
    private readonly Dictionary<SubjectId, DateTimeOffset> _sent = [];
    private readonly long _feed;
    private readonly Task _started;
    private DateTimeOffset _leftAt;
    private long _number;
    private long _changedTicks;

    public LiveFeed(IGrainFactory grains, Reader reader, TimeProvider clock, Action<Exception, string> logFailure, CancellationToken stopping)
    {
        (_grains, _reader, _clock, _stopping, _logFailure) = (grains, reader, clock, stopping, logFailure);
        _leftAt = clock.GetUtcNow();
        _feed = _changedTicks = _leftAt.UtcTicks;
        var positions = CatalogShard.Keys.Select(StartAsync).ToArray();
        _started = Task.WhenAll(positions);
    }

    /// <summary>Whether nobody has watched for so long that the feed ended.</summary>
    public bool IsClosed { get; private set; }

    public async Task<Subscription> SubscribeAsync(LiveEventId? last, CancellationToken cancellationToken)
    {
        await _started.WaitAsync(cancellationToken);
        var missed = last is { } id && !CanResume(id) ? await ChangedSinceAsync(id, cancellationToken) : [];
        var page = Channel.CreateBounded<LiveEvent>(new BoundedChannelOptions(MaxBehind) { SingleReader = true });
        lock (_lock)
        {
            foreach (var card in missed)
                page.Writer.TryWrite(new LiveEvent(Here(), JsonSerializer.Serialize(card, ApiJson.Options)));
            if (last is { } from && from.Feed == _feed)
            {
                foreach (var recent in _recent.Where(recent => recent.Id.Number > from.Number))
                    page.Writer.TryWrite(recent);
            }

            _pages.Add(page);
            return new Subscription(last is { } known && known.Feed == _feed ? known : Here(), page.Reader, () => Close(page));
        }
    }

    private async Task StartAsync(string shard)
    {
        var position = (await _grains.GetGrain<ICatalogGrain>(shard).ChangesAsync(_reader, CatalogPosition.Start, _stopping)).Position;
        _ = FollowAsync(shard, position);
    }

    private async Task FollowAsync(string shard, CatalogPosition position)
    {
        while (!_stopping.IsCancellationRequested && !HasEnded())
        {
            try
            {
                var changes = await _grains.GetGrain<ICatalogGrain>(shard).ChangesAsync(_reader, position, _stopping);
                position = changes.Position;
                Send(changes.IsContinuous ? changes.Cards : await RecentAsync(shard));
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (failure is TimeoutException or OrleansException or LedgerUnavailableException or OperationCanceledException)
            {
                _logFailure(failure, shard);
                await Task.Delay(s_retry, _clock, _stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private bool HasEnded()
    {
        lock (_lock)
            return IsClosed |= _pages.Count == 0 && _clock.GetUtcNow() - _leftAt > s_linger;
    }

    private bool CanResume(LiveEventId last)
    {
        lock (_lock)
            return last.Feed == _feed && (_recent.Count == 0 ? last.Number == _number : last.Number >= _recent.Peek().Id.Number - 1);
    }

    private async Task<IReadOnlyList<Card>> ChangedSinceAsync(LiveEventId last, CancellationToken cancellationToken)
    {
        var query = CatalogQuery.All with { ChangedSince = new DateTimeOffset(Math.Max(0, last.ChangedTicks - s_overlap.Ticks), TimeSpan.Zero), Order = CatalogOrder.Changed };
        var shards = await Task.WhenAll(CatalogShard.Keys.Select(shard => _grains.GetGrain<ICatalogGrain>(shard).QueryAsync(_reader, query, cancellationToken)));
        return [.. shards.SelectMany(static cards => cards).OrderBy(static card => card.ChangedAt).ThenBy(static card => card.Id)];
    }

    private Task<IReadOnlyList<Card>> RecentAsync(string shard) => _grains.GetGrain<ICatalogGrain>(shard).QueryAsync(
        _reader, CatalogQuery.All with { ChangedSince = new DateTimeOffset(Interlocked.Read(ref _changedTicks), TimeSpan.Zero) - s_overlap }, _stopping);

    private void Send(IReadOnlyList<Card> cards)
    {
        if (cards.Count == 0)
            return;
        lock (_lock)
        {
            foreach (var card in cards)
            {
                if (_sent.TryGetValue(card.Id, out var sent) && sent >= card.ChangedAt)
                    continue;
                _sent[card.Id] = card.ChangedAt;
                _number++;
                _changedTicks = Math.Max(_changedTicks, card.ChangedAt.UtcTicks);
                var changed = new LiveEvent(Here(), JsonSerializer.Serialize(card, ApiJson.Options));
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

    private LiveEventId Here() => new(_feed, _number, _changedTicks);

    private void Close(Channel<LiveEvent> page)
    {
        lock (_lock)
        {
            _pages.Remove(page);
            _leftAt = _clock.GetUtcNow();
        }

        page.Writer.TryComplete();
    }
}
