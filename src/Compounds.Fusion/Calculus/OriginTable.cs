namespace Compounds.Fusion;

/// <summary>The origin that claims of a side go back to.</summary>
internal sealed class NumberedOrigin(string id, int number, NumberedCluster cluster) : IKeyed
{
    public string Id => id;

    string IKeyed.Key => id;

    public int Number => number;

    public NumberedCluster Cluster => cluster;
}

/// <summary>The cluster of sources behind origins of a side.</summary>
internal sealed class NumberedCluster(string id, int number) : IKeyed
{
    public string Id => id;

    string IKeyed.Key => id;

    public int Number => number;
}

/// <summary>The slots of claims by cluster and origin: those of an origin stand together, and so do the origins of a cluster.</summary>
/// <remarks>A claim has an entry for each of its origins.</remarks>
internal sealed class OriginTable(Provenance provenance)
{
    private KeyedSet<NumberedOrigin> _byId;
    private KeyedSet<NumberedCluster> _clustersById;
    private int[] _slots = new int[1];
    private int[] _origins = new int[1];
    private int[] _clusters = new int[1];
    private int _count;
    private int _numbers;

    /// <summary>Gets the slot of each entry.</summary>
    public ReadOnlySpan<int> Slots => _slots.AsSpan(0, _count);

    /// <summary>Gets the number of the origin of each entry.</summary>
    public ReadOnlySpan<int> Origins => _origins.AsSpan(0, _count);

    /// <summary>Gets the number of the cluster of each entry.</summary>
    public ReadOnlySpan<int> Clusters => _clusters.AsSpan(0, _count);

    public NumberedOrigin? Find(string originId) => _byId.TryGet(originId, out var origin) ? origin : null;

    /// <summary>The entry of a claim in an origin of its.</summary>
    public int EntryOf(int slot, NumberedOrigin origin)
    {
        var entry = Origins.IndexOf(origin.Number);
        while (_slots[entry] != slot)
            entry++;
        return entry;
    }

    /// <summary>The origin in which a claim has an entry.</summary>
    public NumberedOrigin OriginOf(HeldClaim held, int entry)
    {
        var origin = Find(held.OriginAt(0))!;
        for (var i = 1; origin.Number != _origins[entry]; i++)
            origin = Find(held.OriginAt(i))!;
        return origin;
    }

    public void Append(HeldClaim held)
    {
        held.FindClusters(provenance);
        for (var i = 0; i < held.OriginCount; i++)
        {
            var origin = Obtain(held.OriginAt(i), held.ClusterAt(i));
            var entry = Origins.IndexOf(origin.Number);
            if (entry < 0)
                entry = Clusters.IndexOf(origin.Cluster.Number);
            Insert(entry < 0 ? _count : entry, held.Slot, origin);
        }
    }

    /// <summary>Takes out the claim of a slot, to which that of the last one moves.</summary>
    public void TakeOut(HeldClaim held, int last)
    {
        for (var i = 0; i < held.OriginCount; i++)
        {
            var origin = Find(held.OriginAt(i))!;
            Remove(EntryOf(held.Slot, origin));
            if (!Origins.Contains(origin.Number))
                _byId.Remove(origin);
            if (!Clusters.Contains(origin.Cluster.Number))
                _clustersById.Remove(origin.Cluster);
        }

        for (var entry = Slots.IndexOf(last); entry >= 0; entry = Slots.IndexOf(last))
            _slots[entry] = held.Slot;
    }

    private NumberedOrigin Obtain(string originId, string clusterId)
    {
        if (_byId.TryGet(originId, out var origin))
            return origin;

        if (!_clustersById.TryGet(clusterId, out var cluster))
            _clustersById.TryAdd(cluster = new NumberedCluster(clusterId, _numbers++));
        _byId.TryAdd(origin = new NumberedOrigin(originId, _numbers++, cluster));
        return origin;
    }

    private void Insert(int entry, int slot, NumberedOrigin origin)
    {
        if (_count == _slots.Length)
        {
            Array.Resize(ref _slots, _count * 2);
            Array.Resize(ref _origins, _count * 2);
            Array.Resize(ref _clusters, _count * 2);
        }

        _count++;
        Move(entry, entry + 1, _count - entry - 1);
        (_slots[entry], _origins[entry], _clusters[entry]) = (slot, origin.Number, origin.Cluster.Number);
    }

    private void Remove(int entry)
    {
        _count--;
        Move(entry + 1, entry, _count - entry);
    }

    private void Move(int from, int to, int count)
    {
        Array.Copy(_slots, from, _slots, to, count);
        Array.Copy(_origins, from, _origins, to, count);
        Array.Copy(_clusters, from, _clusters, to, count);
    }
}
