using System.Runtime.Intrinsics;

namespace Compounds.Fusion;

/// <summary>
/// Rows of evidence near to their centres. Of those that were replaced by other multiples, the last ones are kept: while an amount is
/// updated, they are replaced again and again.
/// </summary>
/// <remarks>A process keeps one set, of at most two megabytes, for all amounts; who finds it in use has one that keeps nothing.</remarks>
internal sealed class EvidenceRows
{
    private const int Most = 1024;
    private const int MostBlocks = 32;
    private static EvidenceRows? s_shared = new(Most);
    private readonly Kept[] _kept;
    private Vector512<double>[] _rows = [];
    private Vector512<double>[] _single = [];
    private Vector512<double>[] _points = [];
    private AmountGrid _grid;
    private long _lastId;

    private EvidenceRows(int kept) => _kept = new Kept[kept];

    /// <summary>Gets ln x at the points of the grid in use, block by block.</summary>
    public ReadOnlySpan<Vector512<double>> Points => _points.AsSpan(0, _grid.Blocks);

    /// <summary>Takes the rows into use; give them back.</summary>
    public static EvidenceRows Take() => Interlocked.Exchange(ref s_shared, null) ?? new EvidenceRows(0);

    public void GiveBack()
    {
        if (_kept.Length > 0)
            Volatile.Write(ref s_shared, this);
    }

    /// <summary>Says on which grid rows are asked for.</summary>
    public void Use(AmountGrid grid)
    {
        if (grid == _grid && _points.Length > 0)
            return;

        _grid = grid;
        if (_points.Length < grid.Blocks)
            _points = new Vector512<double>[grid.Blocks];
        for (var block = 0; block < grid.Blocks; block++)
            _points[block] = grid.At((nuint)block);
    }

    /// <summary>The row of a claim on the grid in use, from a first block on. Holds until the next one is asked for.</summary>
    public ReadOnlySpan<Vector512<double>> Near(HeldAmount amount, in EvidenceRow row, out int first)
    {
        if (_kept.Length > 0 && amount.RowId > 0 && _kept[amount.RowId % Most] is var kept && kept.Id == amount.RowId && kept.Grid == _grid)
        {
            first = kept.First;
            return _rows.AsSpan((int)(kept.Id % Most) * MostBlocks, kept.Count);
        }

        (first, var end) = row.Near();
        var values = Room(amount, first, end - first);
        row.Fill(Points[first..], values);
        return values;
    }

    private Span<Vector512<double>> Room(HeldAmount amount, int first, int count)
    {
        if (_kept.Length == 0 || count > MostBlocks || amount.Applied == 0)
        {
            if (_single.Length < count)
                _single = new Vector512<double>[count];
            return _single.AsSpan(0, count);
        }

        if (_rows.Length == 0)
            _rows = new Vector512<double>[Most * MostBlocks];
        amount.RowId = ++_lastId;
        _kept[_lastId % Most] = new(_lastId, _grid, first, count);
        return _rows.AsSpan((int)(_lastId % Most) * MostBlocks, count);
    }

    private readonly record struct Kept(long Id, AmountGrid Grid, int First, int Count);
}
