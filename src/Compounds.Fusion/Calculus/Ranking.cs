namespace Compounds.Fusion;

/// <summary>Something ranked by strength; ties go to the smaller id.</summary>
internal interface IRanked
{
    Strength Strength { get; }

    string Id { get; }
}

/// <summary>Items by strength; rank 0 is the strongest. The order is a function of the items alone, never of arrival.</summary>
/// <remarks>Kept weakest first, because evidence mostly arrives newest, so strongest, last: then adding moves nothing.</remarks>
internal sealed class Ranking<T>
    where T : IRanked
{
    private T[] _items = new T[1];

    public int Count { get; private set; }

    public T this[int rank] => _items[Count - 1 - rank];

    public void Add(T item)
    {
        if (Count == _items.Length)
            Array.Resize(ref _items, Count * 2);
        var at = Place(item.Strength, item.Id);
        Array.Copy(_items, at, _items, at + 1, Count - at);
        _items[at] = item;
        Count++;
    }

    /// <summary>Removes the item of this strength and id, which must be here.</summary>
    public void Remove(T item)
    {
        var at = Place(item.Strength, item.Id);
        Count--;
        Array.Copy(_items, at + 1, _items, at, Count - at);
        _items[Count] = default!;
    }

    /// <summary>The rank of an item that is here.</summary>
    public int RankOf(T item) => Count - 1 - Place(item.Strength, item.Id);

    /// <summary>How many items are at least this strong when <paramref name="decay"/> has done its work.</summary>
    public int CountAtLeast(double nats, in Decay decay)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (decay.Of(_items[middle].Strength) >= nats)
                high = middle;
            else
                low = middle + 1;
        }

        return Count - low;
    }

    /// <summary>The discounted sum <c>Σ discount[rank]·strength[rank]</c>, added strongest first.</summary>
    public Strength Sum(ReadOnlySpan<double> discounts)
    {
        if (Count == 0)
            return Strength.None;

        var exponent = this[0].Strength.Exponent;
        var sum = 0.0;
        for (var rank = 0; rank < Count && rank < discounts.Length; rank++)
            sum += this[rank].Strength.RelativeTo(exponent) * discounts[rank];
        return Strength.Of(sum, exponent);
    }

    private int Place(Strength strength, string id)
    {
        if (Count > 0 && IsBehind(_items[Count - 1], strength, id))
            return Count;

        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (IsBehind(_items[middle], strength, id))
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private static bool IsBehind(in T item, Strength strength, string id)
    {
        var order = item.Strength.CompareTo(strength);
        return order < 0 || (order == 0 && string.CompareOrdinal(item.Id, id) > 0);
    }
}
