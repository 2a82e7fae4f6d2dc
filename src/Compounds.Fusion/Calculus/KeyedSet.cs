using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace Compounds.Fusion;

/// <summary>Something that a <see cref="KeyedSet{T}"/> finds by its key.</summary>
internal interface IKeyed
{
    string Key { get; }
}

/// <summary>A set by key that costs as little as it can: up to eight items an array, beyond that a table of references.</summary>
/// <remarks>
/// 11 to 21 bytes an item, where <see cref="HashSet{T}"/> takes 20 to 40: keys are hashed again when the table grows.
/// </remarks>
internal struct KeyedSet<T>
    where T : class, IKeyed
{
    private const int Few = 8;
    private T?[]? _slots;

    public int Count { get; private set; }

    private readonly bool IsTable => _slots!.Length > Few;

    /// <summary>Makes room for so many items at once. Only for an empty set.</summary>
    public void Reserve(int count)
    {
        if (count > Few)
            _slots = new T?[BitOperations.RoundUpToPowerOf2(((uint)count * 4 / 3) + 1)];
    }

    public readonly bool TryGet(string key, [NotNullWhen(true)] out T? item)
    {
        item = Count == 0 ? null : _slots![IsTable ? Probe(key) : IndexOf(key)];
        if (item is not null && item.Key != key)
            item = null;
        return item is not null;
    }

    /// <summary>Adds an item whose key the set does not hold; otherwise changes nothing and returns false.</summary>
    public bool TryAdd(T item)
    {
        if (_slots is null)
            _slots = new T?[1];
        else if (Count == _slots.Length || (IsTable && Count >= _slots.Length / 4 * 3))
            Grow();

        var at = IsTable ? Probe(item.Key) : IndexOf(item.Key);
        if (at >= 0 && _slots[at] is { } other && other.Key == item.Key)
            return false;

        _slots[IsTable ? at : Count] = item;
        Count++;
        return true;
    }

    /// <summary>Removes the item of this key, which must be here.</summary>
    public void Remove(T item)
    {
        if (!IsTable)
        {
            _slots![IndexOf(item.Key)] = _slots[Count - 1];
            _slots[--Count] = null;
            return;
        }

        // Closes the gap: an item behind it moves in unless that would put it before its own place.
        var (slots, mask) = (_slots!, _slots!.Length - 1);
        var gap = Probe(item.Key);
        for (var at = (gap + 1) & mask; slots[at] is { } next; at = (at + 1) & mask)
        {
            if (((at - Home(next.Key)) & mask) >= ((at - gap) & mask))
                (slots[gap], gap) = (next, at);
        }

        slots[gap] = null;
        Count--;
    }

    /// <summary>The items in no particular order.</summary>
    public readonly IEnumerable<T> Items()
    {
        foreach (var item in _slots ?? [])
        {
            if (item is not null)
                yield return item;
        }
    }

    private void Grow()
    {
        var old = _slots!;
        _slots = new T?[old.Length * 2];
        if (!IsTable)
        {
            old.CopyTo(_slots, 0);
            return;
        }

        foreach (var item in old)
        {
            if (item is not null)
                _slots[Probe(item.Key)] = item;
        }
    }

    /// <summary>The place of a key in the array, or some place, −1 in an empty array, when it is not there.</summary>
    private readonly int IndexOf(string key)
    {
        var at = Count - 1;
        while (at > 0 && _slots![at]!.Key != key)
            at--;
        return at;
    }

    /// <summary>The slot in the table that holds a key, or the free one where it belongs.</summary>
    private readonly int Probe(string key)
    {
        var at = Home(key);
        while (_slots![at] is { } other && other.Key != key)
            at = (at + 1) & (_slots.Length - 1);
        return at;
    }

    private readonly int Home(string key) => key.GetHashCode(StringComparison.Ordinal) & (_slots!.Length - 1);
}
