namespace Compounds.Assessments;

/// <summary>How often each spelling is used, so that the one shown does not depend on which came first.</summary>
internal sealed class SpellingCount
{
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    public IEnumerable<string> Spellings => _counts.Keys;

    public void Add(string spelling) => _counts[spelling] = _counts.GetValueOrDefault(spelling) + 1;

    public void Remove(string spelling)
    {
        if (!_counts.TryGetValue(spelling, out var count))
            return;
        if (count == 1)
            _counts.Remove(spelling);
        else
            _counts[spelling] = count - 1;
    }

    /// <summary>The commonest spelling that passes; the first in ordinal order among equals; null when none does.</summary>
    public string? Commonest(Func<string, bool> passes)
    {
        string? best = null;
        foreach (var (spelling, count) in _counts)
        {
            if ((best is null || count > _counts[best] || (count == _counts[best] && string.CompareOrdinal(spelling, best) < 0)) && passes(spelling))
                best = spelling;
        }

        return best;
    }
}
