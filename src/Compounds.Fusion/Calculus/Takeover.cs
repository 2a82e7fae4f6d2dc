using System.Runtime.Intrinsics;

namespace Compounds.Fusion;

/// <summary>What later claims of one contrary side took over of the claims of another: the greatest share of each, by slot; 0 to 1.</summary>
internal sealed class Takeover(ClaimSide by, int count)
{
    private double[] _shares = new double[Math.Max(1, count)];

    /// <summary>Gets the side whose claims take over.</summary>
    public ClaimSide By => by;

    /// <summary>Gets the share of each slot.</summary>
    public Span<double> Shares => _shares;

    public void Append(int count)
    {
        if (count > _shares.Length)
            Array.Resize(ref _shares, count * 2);
        _shares[count - 1] = 0;
    }

    public void Move(int from, int to) => _shares[to] = _shares[from];

    /// <summary>Multiplies what was retained of each slot by what is left of it.</summary>
    public void Retain(Span<double> retained)
    {
        var slot = 0;
        for (; slot <= retained.Length - Vector512<double>.Count; slot += Vector512<double>.Count)
        {
            var left = Vector512<double>.One - Vector512.Create<double>(_shares.AsSpan(slot));
            (Vector512.Create<double>(retained[slot..]) * left).CopyTo(retained[slot..]);
        }

        for (; slot < retained.Length; slot++)
            retained[slot] *= 1 - _shares[slot];
    }
}
