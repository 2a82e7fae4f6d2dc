using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Compounds.Fusion;

/// <summary>
/// The evidence about an amount at every point of a grid, in whole units of 2^−<see cref="Fraction"/> nat: what a claim says is
/// added and taken away exactly, so that the field is a function of the claims and their weights and not of how they came.
/// </summary>
internal sealed class EvidenceField
{
    private const int FullFraction = 40;
    private const int FullClaims = 12;
    private long[] _units = [];
    private Vector512<double>[] _points = [];

    /// <summary>Gets the points at which the field is kept.</summary>
    public AmountGrid Grid { get; private set; }

    /// <summary>Gets ln x at the points, block by block.</summary>
    public ReadOnlySpan<Vector512<double>> Points => _points;

    /// <summary>Gets the bits behind the point of a unit; fewer for very many claims, so that their sum fits.</summary>
    public int Fraction { get; private set; }

    /// <summary>Gets the evidence by point.</summary>
    public ReadOnlySpan<long> Units => _units.AsSpan(0, Grid.Points);

    /// <summary>The bits behind the point for a number of claims.</summary>
    public static int FractionFor(int claims) => FullFraction - Math.Max(0, 32 - int.LeadingZeroCount(claims) - FullClaims);

    public void Restart(AmountGrid grid, int fraction)
    {
        (Grid, Fraction) = (grid, fraction);
        if (_points.Length == grid.Blocks)
        {
            Array.Clear(_units);
        }
        else
        {
            _units = new long[grid.Blocks * AmountGrid.Block];
            _points = new Vector512<double>[grid.Blocks];
        }

        for (var block = 0; block < _points.Length; block++)
            _points[block] = grid.At((nuint)block);
    }

    /// <summary>Gives a claim another weight than that with which the field holds it; a weight of 0 is none.</summary>
    public void Apply(HeldAmount amount, double weight, EvidenceRows rows, FusionConstants constants)
    {
        var (row, scale) = (new EvidenceRow(Grid, amount, constants), PowerOfTwo.Of(Fraction));
        var (before, after) = (amount.Applied * scale, weight * scale);
        amount.Applied = weight;
        if (row.IsNothing(Math.Max(before, after)))
            return;

        var near = rows.Near(amount, this, row, out var first);
        var end = first + near.Length;
        var units = MemoryMarshal.Cast<long, Vector512<long>>(_units.AsSpan());
        var change = new Change(before, after);
        for (var block = 0; block < first; block++)
            units[block] += change.Of(row.Far(_points[block]));
        for (var block = 0; block < near.Length; block++)
            units[first + block] += change.Of(near[block]);
        for (var block = end; block < units.Length; block++)
            units[block] += change.Of(row.Far(_points[block]));
    }

    /// <summary>Replaces one multiple of a row by another, each rounded by itself.</summary>
    private readonly struct Change(double before, double after)
    {
        private readonly Vector512<double> _before = Vector512.Create(before);
        private readonly Vector512<double> _after = Vector512.Create(after);

        // Adding the rounder leaves the nearest whole number in the low bits; the difference of two such is exact.
        public Vector512<long> Of(Vector512<double> row)
        {
            var rounder = Vector512.Create(VectorFunctions.Rounder);
            return Vector512.FusedMultiplyAdd(_after, row, rounder).AsInt64() - Vector512.FusedMultiplyAdd(_before, row, rounder).AsInt64();
        }
    }
}
