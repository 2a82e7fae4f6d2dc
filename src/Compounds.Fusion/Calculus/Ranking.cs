using System.Runtime.InteropServices;

namespace Compounds.Fusion;

/// <summary>Something ranked by strength; ties go to the smaller id.</summary>
internal interface IRanked
{
    string Id { get; }

    /// <summary>Gets or sets where a <see cref="Ranking{T}"/> keeps the item.</summary>
    int Position { get; set; }
}

/// <summary>
/// Items by strength; rank 0 is the strongest. Once in order, the order is a function of the items alone, never of arrival.
/// </summary>
/// <remarks>
/// Kept weakest first, because evidence mostly arrives newest, so strongest, last. Strengths may change at any time;
/// <see cref="Order"/> mends the order, which costs little when it hardly changed, as when many lose a like share. A single
/// item takes no array.
/// </remarks>
internal class Ranking<T>
    where T : class, IRanked
{
    // So many steps an item cost no more than sorting anew.
    private const int Steps = 4;
    private Entry _only;
    private Entry[]? _entries;
    private bool _isOrdered = true;

    public int Count { get; private set; }

    private Span<Entry> Entries => _entries is null ? MemoryMarshal.CreateSpan(ref _only, Count) : _entries.AsSpan(0, Count);

    /// <summary>The item of a rank.</summary>
    public T this[int rank] => Entries[Count - 1 - rank].Item;

    public double StrengthAt(int rank) => Entries[Count - 1 - rank].Strength;

    public void Add(T item, double strength)
    {
        if (_entries is null && Count == 1)
        {
            _entries = new Entry[4];
            _entries[0] = _only;
            _only = default;
        }
        else if (_entries is not null && Count == _entries.Length)
        {
            Array.Resize(ref _entries, Count * 2);
        }

        Count++;
        item.Position = Count - 1;
        Entries[^1] = new(strength, item);
        _isOrdered = false;
    }

    /// <summary>Gives an item that is here another strength.</summary>
    public void Change(T item, double strength)
    {
        Entries[item.Position].Strength = strength;
        _isOrdered = false;
    }

    /// <summary>Removes an item that is here.</summary>
    public void Remove(T item)
    {
        var entries = Entries;
        for (var at = item.Position; at < Count - 1; at++)
        {
            entries[at] = entries[at + 1];
            entries[at].Item.Position = at;
        }

        entries[^1] = default;
        Count--;
    }

    /// <summary>Puts the items in order.</summary>
    public void Order()
    {
        if (_isOrdered)
            return;

        var entries = Entries;
        if (!Insert(entries))
        {
            entries.Sort(default(ByStrength));
            for (var at = 0; at < entries.Length; at++)
                entries[at].Item.Position = at;
        }

        _isOrdered = true;
    }

    /// <summary>The discounted sum <c>Σ discount[rank]·strength[rank]</c>, added strongest first.</summary>
    public double Sum(ReadOnlySpan<double> discounts)
    {
        var entries = Entries;
        var sum = 0.0;
        for (var rank = 0; rank < entries.Length && rank < discounts.Length; rank++)
            sum += entries[^(rank + 1)].Strength * discounts[rank];
        return sum;
    }

    /// <summary>The rank of an item that is here.</summary>
    public int RankOf(T item) => Count - 1 - item.Position;

    // False when the order is so far off that sorting costs less.
    private static bool Insert(Span<Entry> entries)
    {
        var left = (long)entries.Length * Steps;
        for (var i = 1; i < entries.Length; i++)
        {
            if (!entries[i - 1].IsAbove(entries[i]))
                continue;

            var moving = entries[i];
            var at = i;
            do
            {
                entries[at] = entries[at - 1];
                entries[at].Item.Position = at;
                at--;
            }
            while (at > 0 && entries[at - 1].IsAbove(moving));
            entries[at] = moving;
            moving.Item.Position = at;
            left -= i - at;
            if (left < 0)
                return false;
        }

        return true;
    }

    private readonly struct ByStrength : IComparer<Entry>
    {
        public int Compare(Entry x, Entry y)
        {
            var order = x.Strength.CompareTo(y.Strength);
            return order != 0 ? order : -string.CompareOrdinal(x.Item.Id, y.Item.Id);
        }
    }

    private struct Entry(double strength, T item)
    {
        public double Strength = strength;
        public T Item = item;

        public readonly bool IsAbove(in Entry other) => Strength > other.Strength
            || (Strength == other.Strength && string.CompareOrdinal(Item.Id, other.Item.Id) < 0);
    }
}
