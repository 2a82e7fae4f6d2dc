using System.Runtime.Intrinsics;

namespace Compounds.Simulation.Choice;

/// <summary>What 512 subsets sever. Valid only while it is visited.</summary>
public readonly ref struct SeveranceBlock
{
    private readonly ReadOnlySpan<Vector512<ulong>> _up;
    private readonly ReadOnlySpan<int> _at;
    private readonly Vector512<ulong> _lanes;

    internal SeveranceBlock(long firstSubset, ReadOnlySpan<Vector512<ulong>> up, ReadOnlySpan<int> at, Vector512<ulong> lanes)
    {
        FirstSubset = firstSubset;
        _up = up;
        _at = at;
        _lanes = lanes;
    }

    /// <summary>Gets the subset of bit 0 of element 0; bit b of element e is subset <c>FirstSubset + 64 e + b</c>.</summary>
    public long FirstSubset { get; }

    /// <summary>Gets the number of consumers.</summary>
    public int ConsumerCount => _at.Length;

    /// <summary>Gets the subsets that leave a consumer without a path. With fewer than nine actions the bits from 2^actions on are 0.</summary>
    /// <param name="consumer">Its index in <see cref="SeveranceGraph.Consumers"/>.</param>
    public Vector512<ulong> this[int consumer] => Vector512.AndNot(_lanes, _up[_at[consumer]]);

    /// <summary>Asks about one subset of the block.</summary>
    /// <param name="consumer">Its index in <see cref="SeveranceGraph.Consumers"/>.</param>
    /// <param name="subset">From <see cref="FirstSubset"/> to 511 above it.</param>
    public bool IsSevered(int consumer, long subset)
    {
        var lane = (int)(subset - FirstSubset);
        return ((this[consumer][lane >> 6] >> (lane & 63)) & 1) == 1;
    }
}

/// <summary>Receives one block of 512 subsets.</summary>
/// <param name="block">What they sever.</param>
public delegate void SeveranceBlockVisitor(SeveranceBlock block);
