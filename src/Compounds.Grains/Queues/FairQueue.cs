namespace Compounds.Grains.Queues;

/// <summary>Serves agencies in turn, in each of them callers in turn, and the runs of a caller in the order they came.</summary>
/// <typeparam name="T">What waits.</typeparam>
internal sealed class FairQueue<T>
    where T : class
{
    private readonly List<Agency> _agencies = [];

    /// <summary>Adds one at the end of its caller's.</summary>
    public void Add(string agency, string caller, T item)
    {
        var line = _agencies.Find(each => each.Name == agency);
        if (line is null)
            _agencies.Add(line = new Agency(agency));
        var own = line.Callers.Find(each => each.Name == caller);
        if (own is null)
            line.Callers.Add(own = new Caller(caller));
        own.Items.Add(item);
    }

    /// <summary>The one whose turn it is; null when none waits.</summary>
    public T? Peek() => _agencies.Count == 0 ? null : _agencies[0].Callers[0].Items[0];

    /// <summary>Takes the one whose turn it is. Its agency and its caller are last from then on.</summary>
    public T Take()
    {
        var (agency, caller) = (_agencies[0], _agencies[0].Callers[0]);
        var item = caller.Items[0];
        caller.Items.RemoveAt(0);
        agency.Callers.RemoveAt(0);
        if (caller.Items.Count > 0)
            agency.Callers.Add(caller);
        _agencies.RemoveAt(0);
        if (agency.Callers.Count > 0)
            _agencies.Add(agency);
        return item;
    }

    /// <summary>Takes one out of turn.</summary>
    /// <returns>Whether it waited.</returns>
    public bool Remove(T item)
    {
        foreach (var agency in _agencies)
        {
            foreach (var caller in agency.Callers)
            {
                if (!caller.Items.Remove(item))
                    continue;
                if (caller.Items.Count == 0)
                    agency.Callers.Remove(caller);
                if (agency.Callers.Count == 0)
                    _agencies.Remove(agency);
                return true;
            }
        }

        return false;
    }

    /// <summary>How many of an agency wait.</summary>
    public int CountOf(string agency) => _agencies.Find(each => each.Name == agency)?.Callers.Sum(static caller => caller.Items.Count) ?? 0;

    /// <summary>How many of a caller wait.</summary>
    public int CountOf(string agency, string caller) =>
        _agencies.Find(each => each.Name == agency)?.Callers.Find(each => each.Name == caller)?.Items.Count ?? 0;

    private sealed record Agency(string Name)
    {
        public List<Caller> Callers { get; } = [];
    }

    private sealed record Caller(string Name)
    {
        public List<T> Items { get; } = [];
    }
}
