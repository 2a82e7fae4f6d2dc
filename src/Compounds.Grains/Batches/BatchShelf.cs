using Compounds.Batches;
using Compounds.Readers;

namespace Compounds.Grains.Batches;

/// <summary>What one agency sent, batch by batch in the order in which they began.</summary>
/// <remarks>Mutable: it is only touched in its own grain's turn.</remarks>
internal sealed class BatchShelf
{
    /// <summary>Deliveries that are known again: a delivery is repeated within minutes or never.</summary>
    private const int KnownParts = 4_096;

    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly List<Batch> _batches = [];
    private readonly HashSet<string> _parts = new(StringComparer.Ordinal);
    private readonly Queue<string> _partsInOrder = new();

    /// <summary>Whether a delivery was recorded.</summary>
    public bool Knows(string part) => _parts.Contains(part);

    /// <summary>Folds what was received. Deliveries that are known already change nothing.</summary>
    public void Receive(BatchReceived received)
    {
        if (received.Parts is { Count: > 0 } parts && parts.Where(Remember).ToArray().Length == 0)
            return;
        if (_places.TryGetValue(received.Batch.Id, out var place))
        {
            _batches[place] = _batches[place].With(received.Batch);
        }
        else
        {
            _places[received.Batch.Id] = _batches.Count;
            _batches.Add(received.Batch);
        }
    }

    /// <summary>The batches sent under a clearance or a lower one, newest first.</summary>
    public IReadOnlyList<Batch> List(Tlp clearance, string? after, int limit)
    {
        var found = new List<Batch>();
        for (var place = after is not null && _places.TryGetValue(after, out var last) ? last - 1 : _batches.Count - 1; place >= 0 && found.Count < limit; place--)
        {
            if (_batches[place].Clearance <= clearance)
                found.Add(_batches[place]);
        }

        return found;
    }

    /// <summary>One batch; null when there is none of this id that may be seen.</summary>
    public Batch? Find(Tlp clearance, string id) => _places.TryGetValue(id, out var place) && _batches[place].Clearance <= clearance ? _batches[place] : null;

    private bool Remember(string part)
    {
        if (!_parts.Add(part))
            return false;
        _partsInOrder.Enqueue(part);
        if (_partsInOrder.Count > KnownParts)
            _parts.Remove(_partsInOrder.Dequeue());
        return true;
    }
}
