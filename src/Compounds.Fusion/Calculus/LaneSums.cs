using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Compounds.Fusion;

/// <summary>
/// Eight discounted sums <c>Σ discount[rank]·strength[rank]</c> at once, a lane each; every lane ranks its own strengths, of 0 or more.
/// </summary>
/// <remarks>A sum is a function of the strengths of its lane alone, never of their order: they are added strongest first.</remarks>
internal sealed class LaneSums
{
    private const int Line = 64;
    private const int Eight = 8;
    [ThreadStatic]
    private static Levels? s_levels;
    private readonly int _ranks;

    // Twice as many as have a rank, at least: the first half keeps the strongest so far, in order; what comes goes to the second.
    // A vector that spans two lines of the cache costs twice as much: the array stays where it is, and is used from a whole line on.
    private readonly Vector512<double>[] _strengths;
    private readonly nint _offset;
    private readonly int _half;
    private Vector512<double> _least;
    private int _count;
    private bool _isHalfOrdered;

    public LaneSums(int ranks)
    {
        _ranks = ranks;
        _half = Math.Max(Eight, (int)BitOperations.RoundUpToPowerOf2((uint)ranks));
        _strengths = GC.AllocateArray<Vector512<double>>((2 * _half) + 1, pinned: true);
        _offset = -Marshal.UnsafeAddrOfPinnedArrayElement(_strengths, 0) & (Line - 1);
    }

    private Span<Vector512<double>> Strengths => MemoryMarshal.CreateSpan(ref At(0), 2 * _half);

    /// <summary>Empty sums for the three levels of discounts; the same for all that one thread adds up.</summary>
    public static Levels Of(RankDiscounts discounts)
    {
        var ranks = discounts.Origin.Length;
        if (s_levels?.Ranks != ranks)
            s_levels = new(ranks, new(ranks), new(ranks), new(ranks));
        return s_levels;
    }

    /// <summary>Takes in a strength of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(Vector512<double> strengths)
    {
        // What is not above the last rank in any lane counts in none.
        if (!Vector512.GreaterThanAny(strengths, _least))
            return;

        if (_count == 2 * _half)
            Fold();
        At(_count++) = strengths;
    }

    /// <summary>The sums of what was taken in since last time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<double> Take(ReadOnlySpan<double> discounts)
    {
        if (_count != 1)
            return TakeAll(discounts);

        _count = 0;
        return At(0);
    }

    private Vector512<double> TakeAll(ReadOnlySpan<double> discounts)
    {
        if (_count > _half)
            Fold();
        else if (!_isHalfOrdered)
            Order(0, _count);
        var sums = Vector512<double>.Zero;
        for (var rank = 0; rank < _count && rank < _ranks; rank++)
            sums += At(rank) * discounts[rank];
        (_count, _least, _isHalfOrdered) = (0, default, false);
        return sums;
    }

    private ref Vector512<double> At(int place) =>
        ref Unsafe.Add(ref Unsafe.AddByteOffset(ref MemoryMarshal.GetArrayDataReference(_strengths), _offset), place);

    // Puts the strongest of both halves into the first, in order.
    private void Fold()
    {
        if (!_isHalfOrdered)
            Order(0, _half);
        Order(_half, _count - _half);
        Strengths[_count..].Clear();
        Mirror(0, 2 * _half);
        Merge(0, _half, _half / 2);
        (_count, _least, _isHalfOrdered) = (_half, At(_ranks - 1), true);
    }

    // Each lane by itself, strongest first: a bitonic sort, which exchanges the same places whatever the strengths.
    private void Order(int first, int count)
    {
        if (count < 2)
            return;

        var size = Math.Max(Eight, (int)BitOperations.RoundUpToPowerOf2((uint)count));
        Strengths[(first + count)..(first + size)].Clear();
        for (var at = first; at < first + size; at += Eight)
            OrderEight(ref At(at));
        for (var part = 2 * Eight; part <= size; part *= 2)
        {
            for (var at = first; at < first + size; at += part)
                Mirror(at, part);
            Merge(first, size, part / 4);
        }
    }

    private void Mirror(int first, int size)
    {
        ref var low = ref At(first);
        ref var high = ref At(first + size - 1);
        while (Unsafe.IsAddressLessThan(ref low, ref high))
        {
            Exchange(ref low, ref high);
            low = ref Unsafe.Add(ref low, 1);
            high = ref Unsafe.Subtract(ref high, 1);
        }
    }

    private void Merge(int first, int size, int distance)
    {
        for (; distance >= Eight; distance /= 2)
        {
            for (var at = first; at < first + size; at += 2 * distance)
            {
                ref var low = ref At(at);
                ref var high = ref At(at + distance);
                ref var end = ref high;
                while (Unsafe.IsAddressLessThan(ref low, ref end))
                {
                    Exchange(ref low, ref high);
                    low = ref Unsafe.Add(ref low, 1);
                    high = ref Unsafe.Add(ref high, 1);
                }
            }
        }

        for (var at = first; at < first + size; at += Eight)
            MergeEight(ref At(at));
    }

    // In registers, which costs a third of what it costs in memory.
    private static void OrderEight(ref Vector512<double> first)
    {
        var (a, b, c, d) = Four(ref first);
        var (e, f, g, h) = Four(ref Unsafe.Add(ref first, 4));
        (a, b, c, d, e, f, g, h) = (Max(a, b), Min(a, b), Max(c, d), Min(c, d), Max(e, f), Min(e, f), Max(g, h), Min(g, h));
        (a, b, c, d, e, f, g, h) = (Max(a, d), Max(b, c), Min(b, c), Min(a, d), Max(e, h), Max(f, g), Min(f, g), Min(e, h));
        (a, b, c, d, e, f, g, h) = (Max(a, b), Min(a, b), Max(c, d), Min(c, d), Max(e, f), Min(e, f), Max(g, h), Min(g, h));
        (a, b, c, d, e, f, g, h) = (Max(a, h), Max(b, g), Max(c, f), Max(d, e), Min(d, e), Min(c, f), Min(b, g), Min(a, h));
        MergeFour(ref first, a, b, c, d);
        MergeFour(ref Unsafe.Add(ref first, 4), e, f, g, h);
    }

    private static void MergeEight(ref Vector512<double> first)
    {
        var (a, b, c, d) = Four(ref first);
        var (e, f, g, h) = Four(ref Unsafe.Add(ref first, 4));
        MergeFour(ref first, Max(a, e), Max(b, f), Max(c, g), Max(d, h));
        MergeFour(ref Unsafe.Add(ref first, 4), Min(a, e), Min(b, f), Min(c, g), Min(d, h));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MergeFour(
        ref Vector512<double> first, Vector512<double> a, Vector512<double> b, Vector512<double> c, Vector512<double> d)
    {
        (a, b, c, d) = (Max(a, c), Max(b, d), Min(a, c), Min(b, d));
        first = Max(a, b);
        Unsafe.Add(ref first, 1) = Min(a, b);
        Unsafe.Add(ref first, 2) = Max(c, d);
        Unsafe.Add(ref first, 3) = Min(c, d);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<double> A, Vector512<double> B, Vector512<double> C, Vector512<double> D) Four(ref Vector512<double> first) =>
        (first, Unsafe.Add(ref first, 1), Unsafe.Add(ref first, 2), Unsafe.Add(ref first, 3));

    private static Vector512<double> Max(Vector512<double> one, Vector512<double> other) => Vector512.MaxNative(one, other);

    private static Vector512<double> Min(Vector512<double> one, Vector512<double> other) => Vector512.MinNative(one, other);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Exchange(ref Vector512<double> one, ref Vector512<double> other) =>
        (one, other) = (Max(one, other), Min(one, other));

    /// <summary>Sums of the claims of an origin, of the origins of a cluster and of clusters.</summary>
    internal sealed record Levels(int Ranks, LaneSums OfClaims, LaneSums OfOrigins, LaneSums OfClusters);
}
