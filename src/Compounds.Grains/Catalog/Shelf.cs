using Compounds.Assessments;
using Compounds.Readers;
using Compounds.Subjects;

namespace Compounds.Grains.Catalog;

/// <summary>The cards of one shard as one reader sees them at one time, with the number of the change that brought each.</summary>
internal sealed class Shelf(Reader reader, SubjectQuestion question)
{
    private readonly Dictionary<SubjectId, Held> _held = [];

    /// <summary>The visible cards in each order that was asked for.</summary>
    private readonly Dictionary<CatalogOrder, SortedSet<CatalogKey>> _orders = [];

    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Reader Reader => reader;

    public SubjectQuestion Question => question;

    /// <summary>The number of the newest change.</summary>
    public long Number { get; private set; }

    /// <summary>The refresh under way, or a finished one.</summary>
    public Task Refresh { get; set; } = Task.CompletedTask;

    /// <summary>Ends when the refresh under way has read some more cards.</summary>
    public Task News => _news.Task;

    /// <summary>When the last refresh ended, as a timestamp; null before the first.</summary>
    public long? RefreshedAt { get; set; }

    /// <summary>Whether all its cards have been read once. Before, it would answer with the part that happens to be there.</summary>
    public bool IsFilled => RefreshedAt is not null;

    /// <summary>How long the last refresh took.</summary>
    public TimeSpan Took { get; set; }

    /// <summary>When somebody last asked, as a timestamp, so that a shelf that is no longer read can be dropped.</summary>
    public long AskedAt { get; set; }

    /// <summary>The visible cards in an order, behind a place in it.</summary>
    public IEnumerable<Held> Ordered(CatalogOrder order, CatalogKey? after)
    {
        if (!_orders.TryGetValue(order, out var keys))
            _orders[order] = keys = [.. Visible.Select(held => CatalogKey.Of(held.Card!, order))];
        if (after is not null)
            keys = keys.Max is { } last && last > after ? keys.GetViewBetween(after, last) : [];
        return keys.Where(key => after is null || key > after).Select(key => _held[key.Id]);
    }

    public IEnumerable<Held> Visible => _held.Values.Where(static held => held.Card is not null);

    /// <summary>How many cards are held, those among them that the reader may not see.</summary>
    public int Count => _held.Count;

    /// <summary>How many cards rest on something else than those that are kept.</summary>
    public int Unkept { get; set; }

    /// <summary>When the cards were kept, as a timestamp; the beginning of the shelf before that.</summary>
    public long KeptAt { get; set; }

    /// <summary>Whether a card is held, however old.</summary>
    public bool Holds(SubjectId subject) => _held.ContainsKey(subject);

    /// <summary>All that is held, to be kept.</summary>
    public KeptCard[] ToKept() =>
        [.. _held.Select(static held => new KeptCard(held.Key, held.Value.Version, held.Value.Hour, held.Value.Card))];

    /// <summary>Says that a refresh has read some more cards.</summary>
    public void Tell()
    {
        var told = _news;
        _news = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        told.SetResult();
    }

    /// <summary>The subjects whose card here is older than their last touch, or was computed in another hour: the clock may have been set back.</summary>
    public List<SubjectId> Stale(Dictionary<SubjectId, long> touched, long hour)
    {
        var stale = new List<SubjectId>();
        foreach (var (subject, touch) in touched)
        {
            _ = _held.TryGetValue(subject, out var held);
            if (held.Touch < touch || (held.Hour != hour && held.Card is not null))
                stale.Add(subject);
        }

        return stale;
    }

    /// <summary>
    /// Stale subjects in the order to read them: those that were changed first, and of them those whose last change was read longest ago. A
    /// subject on which reports pour in is read each time, and nothing rare waits for it.
    /// </summary>
    public IEnumerable<SubjectId> RarestFirst(IEnumerable<SubjectId> stale, Dictionary<SubjectId, long> touched) =>
        stale.Select(subject => (Subject: subject, _held.GetValueOrDefault(subject).Touch)).OrderBy(each => each.Touch >= touched[each.Subject]).ThenBy(static each => each.Touch).Select(static each => each.Subject);

    /// <summary>Puts a card that was read after the given touch, unless one that was read after a later one is there.</summary>
    public void Put(KeptCard read, long touch)
    {
        var (subject, version, hour, card) = read;
        var isHeld = _held.TryGetValue(subject, out var before);
        if (before.Touch > touch)
            return;
        if (!isHeld || before.Version != version || before.Hour != hour)
            Unkept++;
        foreach (var (order, keys) in _orders)
            Move(keys, order, before.Card, card);
        var number = card is not null && before.Card?.Changes != card.Changes ? ++Number : before.Number;
        var names = card is null ? null : HasNamesOf(before.Card, card) ? before.Names : new CardNames(card);
        _held[subject] = new Held(card, names, touch, hour, number, version);
    }

    private static void Move(SortedSet<CatalogKey> keys, CatalogOrder order, Card? before, Card? card)
    {
        var (from, to) = (before is null ? null : CatalogKey.Of(before, order), card is null ? null : CatalogKey.Of(card, order));
        if (from == to)
            return;
        if (from is not null)
            keys.Remove(from);
        if (to is not null)
            keys.Add(to);
    }

    /// <summary>Whether two cards have the same names: to read how names sound costs more than all else here, and a busy subject's names hardly ever change.</summary>
    private static bool HasNamesOf(Card? before, Card card) => before is not null && before.Name == card.Name && before.OtherNames.SequenceEqual(card.OtherNames, StringComparer.Ordinal);

    /// <summary>One card and how current it is.</summary>
    internal readonly record struct Held(Card? Card, CardNames? Names, long Touch, long Hour, long Number, long Version);
}
