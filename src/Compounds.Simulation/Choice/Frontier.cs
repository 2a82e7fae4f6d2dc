using System.Runtime.InteropServices;

namespace Compounds.Simulation.Choice;

/// <summary>The kept entries so far, asked whether one of them is no worse than a newcomer in every column.</summary>
internal interface IFrontier
{
    /// <summary>Whether a kept entry is at most <paramref name="row"/> in every column.</summary>
    bool Covers(ReadOnlySpan<long> row);

    /// <summary>Keeps an entry.</summary>
    void Add(ReadOnlySpan<long> row);
}

/// <summary>Any number of columns: looks at every kept entry.</summary>
internal sealed class ScannedFrontier : IFrontier
{
    private readonly List<long> _rows = [];

    public bool Covers(ReadOnlySpan<long> row)
    {
        var rows = CollectionsMarshal.AsSpan(_rows);
        for (; rows.Length > 0; rows = rows[row.Length..])
        {
            var column = 0;
            while (column < row.Length && rows[column] <= row[column])
                column++;

            if (column == row.Length)
                return true;
        }

        return false;
    }

    public void Add(ReadOnlySpan<long> row) => _rows.AddRange(row);
}

/// <summary>Two columns: a Fenwick tree over the first that knows the least of the second up to any rank.</summary>
/// <param name="first">All values the first column takes, ascending, each once.</param>
internal sealed class RankedFrontier(long[] first) : IFrontier
{
    private readonly long[] _least = [.. Enumerable.Repeat(long.MaxValue, first.Length + 1)];

    public bool Covers(ReadOnlySpan<long> row)
    {
        for (var rank = Rank(row[0]); rank > 0; rank -= rank & -rank)
        {
            if (_least[rank] <= row[1])
                return true;
        }

        return false;
    }

    public void Add(ReadOnlySpan<long> row)
    {
        for (var rank = Rank(row[0]); rank < _least.Length; rank += rank & -rank)
            _least[rank] = Math.Min(_least[rank], row[1]);
    }

    private int Rank(long value) => Array.BinarySearch(first, value) + 1;
}
