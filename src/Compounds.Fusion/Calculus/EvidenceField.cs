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

    /// <summary>Gives a claim another weight than that with which the field holds it; a weight of 0 is none.</summary>
    public void Apply(HeldAmount amount, double weight, EvidenceRows rows, FusionConstants constants)
    {
        var (row, scale) = (new EvidenceRow(Grid, amount, constants), PowerOfTwo.Of(Fraction));
        var (before, after) = (amount.Applied * scale, weight * scale);
        amount.Applied = weight;
        if (row.IsNothing(Math.Max(before, after)))
            return;

        // Each multiple is rounded by itself: adding the rounder leaves the nearest whole number in the low bits, and the difference of
        // two such is exact.
        var (old, now, rounder) = (Vector512.Create(before), Vector512.Create(after), Vector512.Create(VectorFunctions.Rounder));
        var values = rows.Of(amount, Grid, row);
        var units = MemoryMarshal.Cast<long, Vector512<long>>(_units.AsSpan());
        for (var block = 0; block < values.Length && block < units.Length; block++)
        {
            units[block] += Vector512.FusedMultiplyAdd(now, values[block], rounder).AsInt64()
                - Vector512.FusedMultiplyAdd(old, values[block], rounder).AsInt64();
        }
    }
}
