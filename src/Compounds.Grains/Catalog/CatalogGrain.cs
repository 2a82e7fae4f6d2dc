using System.Security.Cryptography;
using Compounds.Assessments;
using Compounds.Fusion;
using Compounds.Grains.Draining;
using Compounds.Grains.Inbox;
using Compounds.Grains.States;
using Compounds.Grains.Subjects;
using Compounds.Ledger;
using Compounds.Readers;
using Compounds.Subjects;
using Compounds.Subjects.Sounds;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Serialization;
using Orleans.Storage;

namespace Compounds.Grains.Catalog;

/// <summary>
/// Holds the cards of one shard for every reader that asked lately. Subjects only say that they changed; the card is read when somebody
/// wants it, so that a thousand reports on one subject cost one card, not a thousand.
/// </summary>
[GrainType("catalog")]
internal sealed class CatalogGrain(
    IEventLog log, IGrainFactory grains, TimeProvider clock, IntakePace pace, Departure departure, IGrainContext context,
    [FromKeyedServices(GrainStates.Shortcuts)] IGrainStorage storage, Serializer<KeptCard[]> serializer,
    ILogger<CatalogGrain> logger) : Grain, ICatalogGrain
{
    /// <summary>A query waits for this many cards to be read anew; with more, it answers with what it has, at most a refresh old.</summary>
    private const int ReadAtOnce = 64;

    /// <summary>The same on a shelf that was read anew a moment ago: one's own change is still waited for, the flood of others' is not.</summary>
    private const int ReadAtOnceWhenBusy = 8;

    /// <summary>Cards that a refresh asks for together before whoever asks a question goes first: some milliseconds of work.</summary>
    private const int ReadTogether = 32;

    /// <summary>Lists of the past that are kept, so that the pages of one list, and a step back to it, do not fuse every subject again.</summary>
    private const int KeptPasts = 4;

    private static readonly TimeSpan s_quiet = TimeSpan.FromSeconds(10);

    /// <summary>How long changes are gathered before they are told; a shelf that was read anew a moment ago also rests for as long as that took.</summary>
    private static readonly TimeSpan s_gather = TimeSpan.FromMilliseconds(10);

    /// <summary>The least time between two refreshes of a busy shelf, and as much longer as a refresh took: at most half of the time goes into them.</summary>
    private static readonly TimeSpan s_rest = TimeSpan.FromMilliseconds(100);

    /// <summary>A shelf that is not read for so long is dropped. As often one is kept of which little changes.</summary>
    private static readonly TimeSpan s_forget = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan s_keepEvery = TimeSpan.FromSeconds(15);

    /// <summary>A shelf is kept before its time once a tenth of its cards changed.</summary>
    private const int ShareBetween = 10;

    /// <summary>A kept card is shown for as long as the right one is not there yet, but never a card older than this, in hours.</summary>
    private const int OldestKept = 24;

    private readonly KeptShelves _kept = new(context, storage, serializer, logger);
    private readonly Dictionary<SubjectId, long> _touched = [];

    /// <summary>
    /// Where the ledger was last seen to have a subject: a card that was read after the touch rests on that version or a later one.
    /// </summary>
    private readonly Dictionary<SubjectId, (long Version, long Touch)> _listed = [];
    private readonly Dictionary<(Reader Reader, SubjectQuestion Question), Shelf> _shelves = [];
    private TaskCompletionSource _touch = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _touches;
    private long _epoch;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _epoch = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));
        var shard = context.GrainId.Key.ToString();
        await foreach (var head in log.ListStreamsAsync(SubjectStream.Prefix, cancellationToken))
        {
            var subject = SubjectStream.SubjectOf(head.Stream);
            if (CatalogShard.KeyOf(subject) != shard)
                continue;
            _touched[subject] = ++_touches;
            _listed[subject] = (head.Version, _touches);
        }

        this.RegisterGrainTimer(static (self, _) => self.KeepAsync(self.IsKeepingDue), this, s_keepEvery, s_keepEvery);
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await KeepAsync(static shelf => shelf.Unkept > 0);
        await base.OnDeactivateAsync(reason, cancellationToken);
    }

    public Task TouchAsync(SubjectId subject, CancellationToken cancellationToken)
    {
        _touched[subject] = ++_touches;
        _touch.TrySetResult();
        return Task.CompletedTask;
    }

    public Task CompareAsync(IReadOnlyList<SubjectHead> heads, CancellationToken cancellationToken)
    {
        foreach (var (subject, version) in heads)
        {
            if (_listed.TryGetValue(subject, out var listed) && listed.Version >= version)
                continue;
            _touched[subject] = ++_touches;
            _listed[subject] = (version, _touches);
        }

        _touch.TrySetResult();
        return Task.CompletedTask;
    }

    public async Task<IReadOnlyList<Card>> QueryAsync(Reader reader, CatalogQuery query, CancellationToken cancellationToken)
    {
        var typed = query.Text is null ? null : SoundedName.Of(query.Text);
        var shelf = query.Question.IsHistorical() ? await PastAsync(reader, query, cancellationToken) : await FreshAsync(reader);
        return [.. shelf.Ordered(query.Order, query.After)
            .Where(held => query.Passes(held.Card!, held.Names!, typed))
            .Take(query.Limit)
            .Select(static held => held.Card!)];
    }

    public async Task<CatalogChanges> ChangesAsync(Reader reader, CatalogPosition after, CancellationToken cancellationToken)
    {
        var shelf = await FreshAsync(reader);
        if (after.Epoch != _epoch)
            return new CatalogChanges(new CatalogPosition(_epoch, shelf.Number), [], IsContinuous: false);
        if (shelf.Number == after.Number)
        {
            if (shelf.Refresh.IsCompleted)
            {
                await Task.WhenAny(_touch.Task, Task.Delay(s_quiet, clock, cancellationToken), departure.Begun);
                var rest = shelf.Took - clock.GetElapsedTime(shelf.RefreshedAt!.Value);
                await Task.WhenAny(Task.Delay(rest > s_gather ? rest : s_gather, clock, cancellationToken), departure.Begun);
            }

            var refresh = RefreshAsync(shelf);
            while (!refresh.IsCompleted && shelf.Number == after.Number)
                await Task.WhenAny(refresh, shelf.News);
            if (refresh.IsCompleted)
                await refresh; // A refresh that failed is told to the feed, which says so and waits before it asks again.
        }

        return new CatalogChanges(
            new CatalogPosition(_epoch, shelf.Number),
            [.. shelf.Visible.Where(held => held.Number > after.Number).OrderBy(static held => held.Number).Select(static held => held.Card!)],
            IsContinuous: true);
    }

    /// <summary>The reader's shelf, read anew where that is quick or there is nothing yet.</summary>
    private async Task<Shelf> FreshAsync(Reader reader)
    {
        var shelf = ShelfOf(reader, SubjectQuestion.Now);
        var isNew = !shelf.IsFilled;
        if (isNew)
            await RefreshAsync(shelf);
        var stale = shelf.Stale(_touched, Hour());
        var isBusy = !isNew && clock.GetElapsedTime(shelf.RefreshedAt!.Value) <= shelf.Took + s_rest;
        if (stale.Count <= (isBusy ? ReadAtOnceWhenBusy : ReadAtOnce))
            await ReadAsync(shelf, stale); // Not the refresh under way: it may have begun before the change that this caller knows of.
        else if (!isBusy)
            BeginRefresh(shelf);
        return shelf;
    }

    /// <summary>The reader's shelf of a time that has been, with every subject of the kind asked for.</summary>
    private async Task<Shelf> PastAsync(Reader reader, CatalogQuery query, CancellationToken cancellationToken)
    {
        var shelf = ShelfOf(reader, query.Question with { Explain = false });
        var pasts = _shelves.Where(static held => held.Key.Question.IsHistorical()).ToArray();
        if (pasts.Length > KeptPasts)
            _shelves.Remove(pasts.MinBy(static held => held.Value.AskedAt).Key);
        await ReadAsync(shelf, [.. shelf.Stale(_touched, Hour()).Where(subject => query.Kind is null || subject.Kind() == query.Kind)], cancellationToken);
        return shelf;
    }

    private Shelf ShelfOf(Reader reader, SubjectQuestion question)
    {
        if (!_shelves.TryGetValue((reader, question), out var shelf))
            _shelves[(reader, question)] = shelf = new Shelf(reader, question) { KeptAt = clock.GetTimestamp() };
        shelf.AskedAt = clock.GetTimestamp();
        return shelf;
    }

    private Task RefreshAsync(Shelf shelf)
    {
        BeginRefresh(shelf);
        return shelf.Refresh;
    }

    private void BeginRefresh(Shelf shelf)
    {
        if (shelf.Refresh.IsCompleted)
            shelf.Refresh = ReadStaleAsync(shelf);
    }

    private async Task ReadStaleAsync(Shelf shelf)
    {
        _touch = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var (began, isFirst) = (clock.GetTimestamp(), !shelf.IsFilled);
        if (isFirst)
            await RestoreAsync(shelf);
        // A new shelf reads only the cards that it lacks; those that it holds are read again later, as on any other shelf.
        var stale = shelf.Stale(_touched, Hour()).Where(subject => !isFirst || !shelf.Holds(subject));
        foreach (var together in shelf.RarestFirst(stale, _touched).Chunk(ReadTogether))
        {
            if (!isFirst) // The first is what a question waits for: it would give way to itself.
                await pace.GiveWayAsync();
            await ReadAsync(shelf, together);
            shelf.Tell();
        }

        shelf.RefreshedAt = clock.GetTimestamp();
        shelf.Took = isFirst ? TimeSpan.Zero : clock.GetElapsedTime(began); // To read a shelf for the first time takes longer than ever after.
    }

    private Task ReadAsync(Shelf shelf, IReadOnlyList<SubjectId> subjects, CancellationToken cancellationToken = default)
    {
        var hour = Hour();
        return Task.WhenAll(subjects.Select(subject => (subject, Touch: _touched[subject])).ToArray().Select(async each =>
        {
            var (card, version) = await grains.GetSubject(each.subject).ShelvedCardAsync(shelf.Reader, shelf.Question, cancellationToken);
            shelf.Put(new KeptCard(each.subject, version, hour, card), each.Touch);
        }));
    }

    /// <summary>Begins a shelf with the cards that are kept of it, as far as their subjects still stand where they stood.</summary>
    private async Task RestoreAsync(Shelf shelf)
    {
        var hour = Hour();
        foreach (var card in await _kept.ReadAsync(shelf.Reader))
        {
            if (_listed.TryGetValue(card.Subject, out var listed) && card.Version == listed.Version
                && _touched[card.Subject] == listed.Touch && card.Hour <= hour && card.Hour >= hour - OldestKept)
                shelf.Put(card, listed.Touch);
        }

        shelf.Unkept = 0;
    }

    private bool IsKeepingDue(Shelf shelf) =>
        shelf.Unkept > shelf.Count / ShareBetween || (shelf.Unkept > 0 && clock.GetElapsedTime(shelf.KeptAt) >= s_forget);

    private async Task KeepAsync(Func<Shelf, bool> isDue)
    {
        Forget();
        var due = _shelves.Values.Where(shelf => shelf.IsFilled && !shelf.Question.IsHistorical() && isDue(shelf)).ToArray();
        foreach (var shelf in due)
        {
            (shelf.KeptAt, shelf.Unkept) = (clock.GetTimestamp(), 0);
            await _kept.KeepAsync(shelf.Reader, shelf.ToKept());
        }
    }

    private long Hour() => FusionTime.HourOf(clock.GetUtcNow());

    private void Forget()
    {
        foreach (var (key, _) in _shelves.Where(held => clock.GetElapsedTime(held.Value.AskedAt) > s_forget).ToArray())
            _shelves.Remove(key);
    }
}
