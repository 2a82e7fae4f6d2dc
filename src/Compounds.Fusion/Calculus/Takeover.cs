using System.Runtime.Intrinsics;

namespace Compounds.Fusion;

/// <summary>What later claims of one contrary side took over of the claims of another: the greatest share of each by slot, 0 to 1.</summary>
internal sealed class Takeover(ClaimSide by, int capacity)
{
    private double[] _shares = new double[capacity];

    /// <summary>Gets the side whose claims take over.</summary>
    public ClaimSide By => by;

    /// <summary>Gets the share of each slot, to a whole number of vectors.</summary>
    public Span<double> Shares => _shares;

    public void Grow(int capacity) => Array.Resize(ref _shares, capacity);

    /// <summary>What is left of the eight claims from a slot on.</summary>
    public Vector512<double> Left(int slot) => Vector512<double>.One - Vector512.Create<double>(_shares.AsSpan(slot));
}
