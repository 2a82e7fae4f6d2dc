using System.Numerics;
using System.Runtime.Intrinsics;

namespace Compounds.Fusion;

/// <summary>
/// Eight discounted sums <c>Σ discount[rank]·strength[rank]</c> at once, a lane each; every lane ranks its own strengths, of 0 or more.
/// </summary>
/// <remarks>A sum is a function of the strengths of its lane alone, never of their order: they are added strongest first.</remarks>
internal sealed class LaneSums(int ranks)
{
    [ThreadStatic]
    private static Levels? s_levels;
    private readonly Vector512<double>[] _strengths = new Vector512<double>[2 * ranks];
    private Vector512<double> _least;
    private int _count;

    /// <summary>Gets empty sums for the three levels of discounts; the same for all that one thread adds up.</summary>
    public static Levels Of(RankDiscounts discounts)
    {
        var ranks = discounts.Origin.Length;
        if (s_levels?.Ranks != ranks)
            s_levels = new(ranks, new(ranks), new(ranks), new(ranks));
        return s_levels;
    }

    /// <summary>Takes in a strength of each lane.</summary>
    public void Add(Vector512<double> strengths)
    {
        // What is below the last rank in every lane counts in none.
        if (!Vector512.GreaterThanAny(strengths, _least))
            return;

        if (_count == _strengths.Length)
        {
            Order();
            _count = ranks;
            _least = _strengths[_count - 1];
        }

        _strengths[_count++] = strengths;
    }

    /// <summary>The sums of what was taken in since last time.</summary>
    public Vector512<double> Take(ReadOnlySpan<double> discounts)
    {
        Order();
        var sums = Vector512<double>.Zero;
        for (var rank = 0; rank < _count && rank < discounts.Length; rank++)
            sums += _strengths[rank] * discounts[rank];
        (_count, _least) = (0, default);
        return sums;
    }

    // Each lane by itself, strongest first: exchanges of a merge sort in an order that is the same whatever the strengths
    // (Knuth, The Art of Computer Programming 3, algorithm 5.2.2M).
    private void Order()
    {
        if (_count < 2)
            return;

        var items = _strengths.AsSpan(0, _count);
        var top = 1 << BitOperations.Log2((uint)_count - 1);
        for (var p = top; p > 0; p >>= 1)
        {
            var (q, r, distance) = (top, 0, p);
            while (true)
            {
                for (var i = 0; i < items.Length - distance; i++)
                {
                    if ((i & p) == r)
                    {
                        (items[i], items[i + distance]) =
                            (Vector512.MaxNative(items[i], items[i + distance]), Vector512.MinNative(items[i], items[i + distance]));
                    }
                }

                if (q == p)
                    break;
                (distance, q, r) = (q - p, q >> 1, p);
            }
        }
    }

    /// <summary>Sums of the claims of an origin, of the origins of a cluster and of clusters.</summary>
    internal sealed record Levels(int Ranks, LaneSums OfClaims, LaneSums OfOrigins, LaneSums OfClusters);
}
