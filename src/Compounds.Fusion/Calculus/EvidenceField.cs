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

    /// <summary>Replaces one multiple of what a claim says by another, each rounded by itself; a weight of 0 is none.</summary>
    public void Replace(in AmountShape shape, double credence, double before, double after, FusionConstants constants)
    {
        var scale = Math.Pow(2, Fraction);
        var row = new EvidenceRow(Grid, shape, credence, constants);
        if (!row.IsNothing(Math.Max(before, after) * scale))
            row.Replace(_units, before * scale, after * scale);
    }
}
