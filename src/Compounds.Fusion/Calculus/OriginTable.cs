namespace Compounds.Fusion;

/// <summary>The cluster of sources behind origins of a side, or an origin that claims of it go back to.</summary>
/// <param name="id">Its id.</param>
/// <param name="cluster">The cluster of an origin; null for a cluster.</param>
internal sealed class Numbered(string id, Numbered? cluster) : IKeyed
{
    public string Id => id;

    string IKeyed.Key => id;

    public Numbered? Cluster => cluster;

    /// <summary>Gets or sets the place among those of its kind.</summary>
    public int Number { get; set; }
}

/// <summary>The claims of a side by cluster and origin: those of an origin stand together, and so do the origins of a cluster.</summary>
/// <remarks>A claim has an entry for each of its origins. What came last stands first, since it is mostly the strongest.</remarks>
internal sealed class OriginTable(Provenance provenance)
{
    private readonly List<Numbered> _origins = [];
    private readonly List<Numbered> _clusters = [];
    private KeyedSet<Numbered> _originById;
    private KeyedSet<Numbered> _clusterById;
    private int[] _slotOf = new int[1];
    private int[] _originOf = new int[1];
    private int[] _clusterOf = new int[1];
    private int _count;

    /// <summary>Gets the origins by number.</summary>
    public IReadOnlyList<Numbered> Origins => _origins;

    /// <summary>Gets the clusters by number.</summary>
    public IReadOnlyList<Numbered> Clusters => _clusters;

    /// <summary>Gets the slot of each entry.</summary>
    public ReadOnlySpan<int> SlotOf => _slotOf.AsSpan(0, _count);

    /// <summary>Gets the number of the origin of each entry.</summary>
    public ReadOnlySpan<int> OriginOf => _originOf.AsSpan(0, _count);

    /// <summary>Gets the number of the cluster of each entry.</summary>
    public ReadOnlySpan<int> ClusterOf => _clusterOf.AsSpan(0, _count);

    public Numbered? Find(string originId) => _originById.TryGet(originId, out var origin) ? origin : null;

    public void Append(HeldClaim held)
    {
        held.FindClusters(provenance);
        for (var i = 0; i < held.OriginCount; i++)
        {
            var origin = Obtain(held.OriginAt(i), held.ClusterAt(i));
            var entry = OriginOf.IndexOf(origin.Number);
            if (entry < 0)
                entry = Math.Max(0, ClusterOf.IndexOf(origin.Cluster!.Number));
            Insert(entry, held.Slot, origin);
        }
    }

    /// <summary>Takes out the claim of a slot, to which that of the last one moves.</summary>
    public void TakeOut(HeldClaim held, int last)
    {
        for (var entry = SlotOf.IndexOf(held.Slot); entry >= 0; entry = SlotOf.IndexOf(held.Slot))
        {
            var origin = _origins[_originOf[entry]];
            _count--;
            Move(entry + 1, entry, _count - entry);
            Release(origin, ref _originById, _origins, _originOf);
            Release(origin.Cluster!, ref _clusterById, _clusters, _clusterOf);
        }

        _slotOf.AsSpan(0, _count).Replace(last, held.Slot);
    }

    private static Numbered Hold(Numbered item, ref KeyedSet<Numbered> byId, List<Numbered> items)
    {
        item.Number = items.Count;
        items.Add(item);
        byId.TryAdd(item);
        return item;
    }

    // Without entries its number goes to the last one.
    private void Release(Numbered item, ref KeyedSet<Numbered> byId, List<Numbered> items, int[] numbers)
    {
        if (numbers.AsSpan(0, _count).Contains(item.Number))
            return;

        byId.Remove(item);
        numbers.AsSpan(0, _count).Replace(items.Count - 1, item.Number);
        items[^1].Number = item.Number;
        items[item.Number] = items[^1];
        items.RemoveAt(items.Count - 1);
    }

    private Numbered Obtain(string originId, string clusterId)
    {
        if (_originById.TryGet(originId, out var origin))
            return origin;

        if (!_clusterById.TryGet(clusterId, out var cluster))
            cluster = Hold(new(clusterId, null), ref _clusterById, _clusters);
        return Hold(new(originId, cluster), ref _originById, _origins);
    }

    private void Insert(int entry, int slot, Numbered origin)
    {
        if (_count == _slotOf.Length)
        {
            Array.Resize(ref _slotOf, _count * 2);
            Array.Resize(ref _originOf, _count * 2);
            Array.Resize(ref _clusterOf, _count * 2);
        }

        Move(entry, entry + 1, _count - entry);
        _count++;
        (_slotOf[entry], _originOf[entry], _clusterOf[entry]) = (slot, origin.Number, origin.Cluster!.Number);
    }

    private void Move(int from, int to, int count)
    {
        Array.Copy(_slotOf, from, _slotOf, to, count);
        Array.Copy(_originOf, from, _originOf, to, count);
        Array.Copy(_clusterOf, from, _clusterOf, to, count);
    }
}
