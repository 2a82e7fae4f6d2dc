using System.Runtime.InteropServices;

namespace Compounds.Fusion;

/// <summary>
/// What a side has with each side contrary to it, found by the side and listed in its order: the denial first, then by code.
/// </summary>
internal sealed class Contraries<T>
    where T : class
{
    private readonly List<ClaimSide> _sides = [];
    private readonly List<T> _items = [];
    private T?[] _byValue = [];
    private T? _denial;

    /// <summary>Gets the items in the order of their sides.</summary>
    public ReadOnlySpan<T> Items => CollectionsMarshal.AsSpan(_items);

    public T? Find(ClaimSide side)
    {
        if (side.IsDenied)
            return _denial;
        return side.ValueIndex < _byValue.Length ? _byValue[side.ValueIndex] : null;
    }

    public void Add(ClaimSide side, T item)
    {
        if (side.IsDenied)
        {
            _denial = item;
        }
        else
        {
            if (side.ValueIndex >= _byValue.Length)
                Array.Resize(ref _byValue, (side.ValueIndex + 1) * 2);
            _byValue[side.ValueIndex] = item;
        }

        var at = 0;
        while (at < _sides.Count && !side.IsDenied && (_sides[at].IsDenied || string.CompareOrdinal(_sides[at].Code, side.Code) < 0))
            at++;
        _sides.Insert(at, side);
        _items.Insert(at, item);
    }
}
