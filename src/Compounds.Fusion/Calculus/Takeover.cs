namespace Compounds.Fusion;

/// <summary>What later claims of one contrary side took over of the claims of another, by slot.</summary>
internal sealed class Takeover(ClaimSide by, int count)
{
    private double[] _shares = new double[Math.Max(1, count)];

    /// <summary>Gets the side whose claims take over.</summary>
    public ClaimSide By => by;

    /// <summary>Gets or sets the greatest share of a claim; 0 to 1.</summary>
    public double this[int slot]
    {
        get => _shares[slot];
        set => _shares[slot] = value;
    }

    public void Append(int count)
    {
        if (count > _shares.Length)
            Array.Resize(ref _shares, count * 2);
        _shares[count - 1] = 0;
    }

    public void Move(int from, int to) => _shares[to] = _shares[from];
}
