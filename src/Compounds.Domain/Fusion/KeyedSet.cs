using System.Diagnostics.CodeAnalysis;

namespace Compounds.Fusion;

/// <summary>Something that a <see cref="KeyedSet{T}"/> finds by its key.</summary>
internal interface IKeyed
{
    string Key { get; }
}

/// <summary>A set by key that costs one small array while it is small: most attributes hold one or two claims.</summary>
internal struct KeyedSet<T>
    where T : class, IKeyed
{
    private const int Few = 8;
    private T[]? _few;
    private int _count;
    private HashSet<T>? _many;

    public readonly int Count => _many?.Count ?? _count;

    public readonly bool TryGet(string key, [NotNullWhen(true)] out T? item)
    {
        if (_many is not null)
            return _many.GetAlternateLookup<string>().TryGetValue(key, out item);

        for (var i = 0; i < _count; i++)
        {
            if (string.Equals(_few![i].Key, key, StringComparison.Ordinal))
            {
                item = _few[i];
                return true;
            }
        }

        item = null;
        return false;
    }

    /// <summary>Adds an item whose key the set does not hold; otherwise changes nothing and returns false.</summary>
    public bool TryAdd(T item)
    {
        if (_many is not null)
            return _many.Add(item);
        if (TryGet(item.Key, out _))
            return false;

        if (_count == Few)
        {
            _many = new HashSet<T>(_few!, ByKey.Comparer) { item };
            _few = null;
            return true;
        }

        if (_count == (_few?.Length ?? 0))
            Array.Resize(ref _few, _count == 0 ? 1 : _count * 2);
        _few![_count++] = item;
        return true;
    }

    public void Remove(T item)
    {
        if (_many is not null)
        {
            _many.Remove(item);
            return;
        }

        var at = Array.IndexOf(_few!, item, 0, _count);
        _few![at] = _few[--_count];
        _few[_count] = null!;
    }

    /// <summary>The items in no particular order.</summary>
    public readonly IEnumerable<T> Items() => (IEnumerable<T>?)_many ?? new ArraySegment<T>(_few ?? [], 0, _count);

    private sealed class ByKey : IEqualityComparer<T>, IAlternateEqualityComparer<string, T>
    {
        public static readonly ByKey Comparer = new();

        public bool Equals(T? x, T? y) => ReferenceEquals(x, y) || string.Equals(x?.Key, y?.Key, StringComparison.Ordinal);

        public int GetHashCode(T obj) => obj.Key.GetHashCode(StringComparison.Ordinal);

        public bool Equals(string alternate, T other) => string.Equals(alternate, other.Key, StringComparison.Ordinal);

        public int GetHashCode(string alternate) => alternate.GetHashCode(StringComparison.Ordinal);

        public T Create(string alternate) => throw new NotSupportedException("Items are added whole, never from their key.");
    }
}
