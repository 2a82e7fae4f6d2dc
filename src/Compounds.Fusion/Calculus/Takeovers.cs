using System.Runtime.InteropServices;

namespace Compounds.Fusion;

/// <summary>What later claims of each contrary side took over of one side; of those that ever took any.</summary>
internal sealed class Takeovers
{
    private readonly List<Takeover> _items = [];

    /// <summary>Gets them in an order that depends on nothing but the sides: the denial first, then by code.</summary>
    public ReadOnlySpan<Takeover> Items => CollectionsMarshal.AsSpan(_items);

    public Takeover? Find(ClaimSide by)
    {
        foreach (var takeover in Items)
        {
            if (takeover.By == by)
                return takeover;
        }

        return null;
    }

    public Takeover Obtain(ClaimSide by, int capacity)
    {
        if (Find(by) is { } takeover)
            return takeover;

        takeover = new Takeover(by, capacity);
        var at = 0;
        while (at < _items.Count && !by.IsDenied && (_items[at].By.IsDenied || string.CompareOrdinal(_items[at].By.Code, by.Code) < 0))
            at++;
        _items.Insert(at, takeover);
        return takeover;
    }
}
