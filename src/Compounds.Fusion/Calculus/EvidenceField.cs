using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Compounds.Fusion;

/// <summary>
/// The evidence about an amount at every point of a grid, in whole units of 2^−<see cref="Fraction"/> nat: what a claim says is
/// added and taken away exactly, so that the field is a function of the claims and their exponents and not of how they came.
/// </summary>
internal sealed class EvidenceField
{
    private const int FullFraction = 40;
    private const int FullClaims = 12;
    private long[] _units = [];

    /// <summary>Gets the points at which the field is kept.</summary>
    public AmountGrid Grid { get; private set; }

    /// <summary>Gets the bits behind the point of a unit; fewer for very many claims, so that their sum fits.</summary>
    public int Fraction { get; private set; }

    /// <summary>Gets the evidence by point.</summary>
    public ReadOnlySpan<long> Units => _units.AsSpan(0, Grid.Points);

    /// <summary>The bits behind the point for a number of claims.</summary>
    public static int FractionFor(int claims) => FullFraction - Math.Max(0, 32 - int.LeadingZeroCount(claims) - FullClaims);

    public void Restart(AmountGrid grid, int fraction)
    {
        (Grid, Fraction) = (grid, fraction);
        if (_units.Length == grid.Blocks * AmountGrid.Block)
            Array.Clear(_units);
        else
            _units = new long[grid.Blocks * AmountGrid.Block];
    }

    /// <summary>Gives a claim another exponent than that with which the field holds it; of 0 it says nothing.</summary>
    public void Apply(HeldAmount amount, double weight, EvidenceRows rows, FusionConstants constants)
    {
        rows.Use(Grid);
        var (row, scale) = (new EvidenceRow(Grid, amount, constants), PowerOfTwo.Of(Fraction));
        var (before, after) = (amount.Applied * scale, weight * scale);
        if (!row.IsNothing(Math.Max(before, after)))
            Replace(rows.Near(amount, row, out var first), first, row, rows.Points, new(before, after));
        amount.Applied = weight;
    }

    private void Replace(ReadOnlySpan<Vector512<double>> near, int first, in EvidenceRow row, ReadOnlySpan<Vector512<double>> points, Change change)
    {
        var units = MemoryMarshal.Cast<long, Vector512<long>>(_units.AsSpan());
        for (var block = 0; block < first; block++)
            units[block] += change.Of(row.Far(points[block]));
        for (var block = 0; block < near.Length; block++)
            units[first + block] += change.Of(near[block]);
        for (var block = first + near.Length; block < units.Length; block++)
            units[block] += change.Of(row.Far(points[block]));
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
