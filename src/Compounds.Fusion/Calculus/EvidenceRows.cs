using System.Runtime.Intrinsics;

namespace Compounds.Fusion;

/// <summary>Rows of evidence, of which those worked out last are kept: while an amount is updated, its rows are needed again and again.</summary>
/// <remarks>A process keeps one set, of at most four megabytes, for all amounts; who finds it in use has one that keeps nothing.</remarks>
internal sealed class EvidenceRows
{
    private const int Most = 1024;
    private const int MostBlocks = 64;
    private static EvidenceRows? s_shared = new(Most);
    private readonly long[] _ids;
    private readonly AmountGrid[] _grids;
    private Vector512<double>[] _rows = [];
    private long _lastId;

    private EvidenceRows(int kept) => (_ids, _grids) = (new long[kept], new AmountGrid[kept]);

    /// <summary>Takes the rows into use; give them back.</summary>
    public static EvidenceRows Take() => Interlocked.Exchange(ref s_shared, null) ?? new EvidenceRows(0);

    public void GiveBack()
    {
        if (_ids.Length > 0)
            Volatile.Write(ref s_shared, this);
    }

    /// <summary>The row of a claim on a grid. Holds until the next one is asked for.</summary>
    public ReadOnlySpan<Vector512<double>> Of(HeldAmount amount, AmountGrid grid, in EvidenceRow row)
    {
        if (grid.Blocks > MostBlocks || _ids.Length == 0)
        {
            var single = Room(0, grid.Blocks);
            row.Fill(single);
            return single;
        }

        var place = (int)(amount.RowId % _ids.Length);
        if (_ids[place] == amount.RowId && amount.RowId > 0 && _grids[place] == grid)
            return Room(place * MostBlocks, grid.Blocks);

        amount.RowId = ++_lastId;
        place = (int)(amount.RowId % _ids.Length);
        (_ids[place], _grids[place]) = (amount.RowId, grid);
        var kept = Room(place * MostBlocks, grid.Blocks);
        row.Fill(kept);
        return kept;
    }

    private Span<Vector512<double>> Room(int first, int blocks)
    {
        if (_rows.Length < first + blocks)
            Array.Resize(ref _rows, Math.Max(first + blocks, Math.Min(_rows.Length * 2, Most * MostBlocks)));
        return _rows.AsSpan(first, blocks);
    }
}
