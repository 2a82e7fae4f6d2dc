using System.Buffers;
using System.Diagnostics;
using System.IO.Compression;

namespace Compounds.Assessments;

/// <summary>Pieces of stored evidence side by side, compressed: they repeat each other's names and values, and take a tenth of their room.</summary>
internal sealed class EvidencePack
{
    // The least that pays: twice the quality costs three times the time and saves another twentieth.
    private const int Quality = 1;
    private const int Window = 18;

    private readonly byte[] _packed;
    private readonly int[] _lengths;

    /// <summary>Packs pieces of evidence.</summary>
    /// <param name="first">Where the first of them stands in the history of its subject.</param>
    /// <param name="stored">What was stored of each.</param>
    public EvidencePack(int first, IReadOnlyList<ReadOnlyMemory<byte>> stored)
    {
        First = first;
        _lengths = [.. stored.Select(static each => each.Length)];
        var length = _lengths.Sum();
        var most = BrotliEncoder.GetMaxCompressedLength(length);
        var rented = ArrayPool<byte>.Shared.Rent(length + most);
        var at = 0;
        foreach (var each in stored)
        {
            each.Span.CopyTo(rented.AsSpan(at));
            at += each.Length;
        }

        if (!BrotliEncoder.TryCompress(rented.AsSpan(0, length), rented.AsSpan(length, most), out var written, Quality, Window))
            throw new UnreachableException("Stored evidence does not fit into the most that compressing it can take.");
        _packed = rented.AsSpan(length, written).ToArray();
        ArrayPool<byte>.Shared.Return(rented);
    }

    /// <summary>Gets where its first piece stands in the history of its subject.</summary>
    public int First { get; }

    /// <summary>The pieces in order, as they were stored.</summary>
    public Queue<ReadOnlyMemory<byte>> Unpack()
    {
        var stored = new byte[_lengths.Sum()];
        if (!BrotliDecoder.TryDecompress(_packed, stored, out var written) || written != stored.Length)
            throw new UnreachableException("Packed evidence does not come to what was packed.");
        var (pieces, at) = (new Queue<ReadOnlyMemory<byte>>(_lengths.Length), 0);
        foreach (var length in _lengths)
        {
            pieces.Enqueue(stored.AsMemory(at, length));
            at += length;
        }

        return pieces;
    }
}
