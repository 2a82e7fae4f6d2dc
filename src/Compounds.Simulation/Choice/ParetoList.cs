using System.Numerics;

namespace Compounds.Simulation.Choice;

/// <summary>Sets of actions with their columns, packed.</summary>
/// <param name="width">The number of columns.</param>
/// <param name="words">The number of 64-bit words of a set; bit i of word w is action 64 w + i in ordinal order of ids.</param>
internal sealed class ParetoList(int width, int words)
{
    private long[] _rows = new long[16 * width];
    private ulong[] _sets = new ulong[16 * words];

    public int Count { get; private set; }

    public int Width => width;

    public int Words => words;

    public ReadOnlySpan<long> Row(int at) => _rows.AsSpan(at * width, width);

    public ReadOnlySpan<ulong> Set(int at) => _sets.AsSpan(at * words, words);

    public void Clear() => Count = 0;

    /// <summary>Appends an entry with zero columns and an empty set, to be filled in.</summary>
    public void Add(out Span<long> row, out Span<ulong> set)
    {
        if ((Count + 1) * width > _rows.Length)
            Array.Resize(ref _rows, _rows.Length * 2);
        if ((Count + 1) * words > _sets.Length)
            Array.Resize(ref _sets, _sets.Length * 2);

        row = _rows.AsSpan(Count * width, width);
        set = _sets.AsSpan(Count * words, words);
        row.Clear();
        set.Clear();
        Count++;
    }

    public void Add(ReadOnlySpan<long> row, ReadOnlySpan<ulong> set)
    {
        Add(out var newRow, out var newSet);
        row.CopyTo(newRow);
        set.CopyTo(newSet);
    }

    /// <summary>Appends the union of two sets that share no action and no consumer.</summary>
    public void AddSum(ReadOnlySpan<long> leftRow, ReadOnlySpan<ulong> leftSet, ReadOnlySpan<long> rightRow, ReadOnlySpan<ulong> rightSet)
    {
        Add(out var row, out var set);
        for (var column = 0; column < row.Length; column++)
            row[column] = leftRow[column] + rightRow[column];
        for (var word = 0; word < set.Length; word++)
            set[word] = leftSet[word] | rightSet[word];
    }

    /// <summary>Compares two entries by the house order of sets: fewest actions, then ids.</summary>
    /// <remarks>Of two sets of one size, that with the smallest id in which they differ is first. Adding the same actions to both
    /// never turns the order, so ties can be settled in the parts before they are merged.</remarks>
    public int CompareSets(int left, int right)
    {
        var a = Set(left);
        var b = Set(right);
        var (sizeA, sizeB) = (0, 0);
        for (var word = 0; word < words; word++)
        {
            sizeA += BitOperations.PopCount(a[word]);
            sizeB += BitOperations.PopCount(b[word]);
        }

        if (sizeA != sizeB)
            return sizeA.CompareTo(sizeB);

        for (var word = 0; word < words; word++)
        {
            if ((a[word] ^ b[word]) is var differ and not 0)
                return (a[word] & differ & (~differ + 1)) != 0 ? -1 : 1;
        }

        return 0;
    }
}
