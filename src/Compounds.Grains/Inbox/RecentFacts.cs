namespace Compounds.Grains.Inbox;

/// <summary>
/// The facts of a stream that were folded last and are not delivered yet, so that delivery need not read back what was just written. A copy of
/// the end of the stream and nothing else: what does not fit is left out from the front, and then comes from the ledger.
/// </summary>
internal sealed class RecentFacts
{
    /// <summary>Bytes of stored facts kept at most; the reports that they were written from take a few times as much.</summary>
    private const long MaxBytes = 8 * 1024 * 1024;

    private readonly Queue<PlacedFact> _facts = [];
    private long _bytes;

    /// <summary>Takes in the next fact of the stream.</summary>
    public void Add(PlacedFact fact)
    {
        _facts.Enqueue(fact);
        _bytes += fact.Fact.Length;
        while (_bytes > MaxBytes)
            Drop();
    }

    /// <summary>The facts that follow a version, without a gap.</summary>
    /// <param name="version">The version before the first.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="mostBytes">Bytes after which no more are taken.</param>
    /// <returns>None when the first is not here.</returns>
    public IReadOnlyList<PlacedFact> After(long version, int most, long mostBytes)
    {
        Forget(version);
        if (!_facts.TryPeek(out var first) || first.Version != version + 1)
            return [];
        var (page, bytes) = (new List<PlacedFact>(Math.Min(most, _facts.Count)), 0L);
        foreach (var fact in _facts)
        {
            page.Add(fact);
            if (page.Count == most || (bytes += fact.Fact.Length) >= mostBytes)
                break;
        }

        return page;
    }

    /// <summary>Drops what is delivered.</summary>
    public void Forget(long through)
    {
        while (_facts.TryPeek(out var first) && first.Version <= through)
            Drop();
    }

    private void Drop() => _bytes -= _facts.Dequeue().Fact.Length;
}
