using System.Runtime.Intrinsics;

namespace Compounds.Fusion;

/// <summary>
/// Rows of evidence near to their centres, of which those worked out last are kept: while an amount is updated, they are needed again.
/// </summary>
/// <remarks>A process keeps one set, of at most two megabytes, for all amounts; who finds it in use has one that keeps nothing.</remarks>
internal sealed class EvidenceRows
{
    private const int Most = 1024;
    private const int MostBlocks = 32;
    private static EvidenceRows? s_shared = new(Most);
    private readonly long[] _ids;
    private readonly AmountGrid[] _grids;
    private readonly (int First, int End)[] _near;
    private Vector512<double>[] _rows = [];
    private long _lastId;

    private EvidenceRows(int kept) => (_ids, _grids, _near) = (new long[kept], new AmountGrid[kept], new (int, int)[kept]);

    /// <summary>Takes the rows into use; give them back.</summary>
    public static EvidenceRows Take() => Interlocked.Exchange(ref s_shared, null) ?? new EvidenceRows(0);

    public void GiveBack()
    {
        if (_ids.Length > 0)
            Volatile.Write(ref s_shared, this);
    }

    /// <summary>The row of a claim on a grid, where it is near. Holds until the next one is asked for.</summary>
    public ReadOnlySpan<Vector512<double>> Near(HeldAmount amount, EvidenceField field, in EvidenceRow row, out int first)
    {
        var place = _ids.Length == 0 ? 0 : (int)(amount.RowId % _ids.Length);
        if (_ids.Length > 0 && _ids[place] == amount.RowId && amount.RowId > 0 && _grids[place] == field.Grid)
        {
            first = _near[place].First;
            return Room(place * MostBlocks, _near[place].End - first);
        }

        (first, var end) = row.Near();
        if (_ids.Length > 0 && end - first <= MostBlocks)
        {
            amount.RowId = ++_lastId;
            place = (int)(amount.RowId % _ids.Length);
            (_ids[place], _grids[place], _near[place]) = (amount.RowId, field.Grid, (first, end));
        }

        var values = end - first <= MostBlocks ? Room(place * MostBlocks, end - first) : new Vector512<double>[end - first];
        row.Fill(field.Points[first..], values);
        return values;
    }

    private Span<Vector512<double>> Room(int first, int blocks)
    {
        if (_rows.Length < first + blocks)
            Array.Resize(ref _rows, Math.Max(first + blocks, Math.Min(_rows.Length * 2, Most * MostBlocks)));
        return _rows.AsSpan(first, blocks);
    }
}
