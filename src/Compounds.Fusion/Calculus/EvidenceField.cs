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

    /// <summary>Adds what a claim says, with a weight; taken away with <paramref name="isAdded"/> false.</summary>
    public void Apply(in AmountShape shape, double credence, double weight, bool isAdded, FusionConstants constants)
    {
        var row = new EvidenceRow(this, shape, credence, weight * Math.Pow(2, Fraction), isAdded ? 1 : -1, constants);
        if (shape.IsTwoSided)
            row.ApplyFigure();
        else
            row.ApplyBound();
    }

    /// <summary>Adds to the points of a block, rounded to whole units.</summary>
    internal void Add(nuint block, Vector512<double> units, Vector512<long> sign)
    {
        // Adding the rounder leaves the nearest whole number in the low bits.
        var rounder = Vector512.Create(VectorFunctions.Rounder);
        var whole = (units + rounder).AsInt64() - rounder.AsInt64();
        ref var start = ref MemoryMarshal.GetArrayDataReference(_units);
        var at = block * AmountGrid.Block;

        // Two's complement: with sign −1, x ^ sign − sign is −x.
        (Vector512.LoadUnsafe(ref start, at) + ((whole ^ sign) - sign)).StoreUnsafe(ref start, at);
    }
}
