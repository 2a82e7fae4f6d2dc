using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Compounds.Ledger;

/// <summary>The Merkle tree over the heads of all streams. Its root is the same in whatever order the heads were set.</summary>
/// <remarks>
/// <para>
/// A leaf is SHA-256 over a zero byte, length (4) and UTF-8 of the stream's name, version (8) and link of its last fact (32), numbers
/// big-endian. Leaves are parted by the bits of the SHA-256 of the name, the first bit at the top, and where all go the same way there is no
/// node. An inner node is SHA-256 over a one byte and the hashes of its two halves, that of the zero bit first. The root of a tree with one
/// leaf is the leaf, that of an empty tree SHA-256 of nothing.
/// </para>
/// <para>
/// Setting a head hashes no inner node; <see cref="Root"/> hashes those above the heads that were set since it was last asked for. Both together
/// took 16 to 55 ms for 1 000 of 100 000 streams, with their signature. 150 bytes a stream. Not thread-safe.
/// </para>
/// </remarks>
internal sealed class HeadTree
{
    private const byte OfLeaf = 0, OfInner = 1;
    private const int KeyBits = 8 * Digest.Bytes;
    private const int NameAt = 1 + 4;
    private const int MaxLeafBytes = NameAt + (3 * LedgerLimits.MaxStreamNameLength) + 8 + Digest.Bytes;

    private Node? _root;

    /// <summary>The number of streams.</summary>
    public long Streams { get; private set; }

    /// <summary>Adds a stream or moves its head.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="version">The version of its last fact.</param>
    /// <param name="link">The link of that fact, 32 bytes.</param>
    public void Set(string stream, long version, ReadOnlySpan<byte> link)
    {
        Span<byte> text = stackalloc byte[MaxLeafBytes];
        text[0] = OfLeaf;
        var length = Encoding.UTF8.GetBytes(stream, text[NameAt..]);
        BinaryPrimitives.WriteInt32BigEndian(text[1..], length);
        BinaryPrimitives.WriteInt64BigEndian(text[(NameAt + length)..], version);
        link.CopyTo(text[(NameAt + length + 8)..]);

        var (key, hash) = (default(Digest), default(Digest));
        SHA256.HashData(text.Slice(NameAt, length), key);
        SHA256.HashData(text[..(NameAt + length + 8 + Digest.Bytes)], hash);
        Put(key, hash);
    }

    /// <summary>The root: 32 bytes that no other set of heads has.</summary>
    public byte[] Root()
    {
        if (_root is null)
            return SHA256.HashData([]);
        Refresh(_root);
        return ((ReadOnlySpan<byte>)_root.Hash).ToArray();
    }

    /// <summary>Whether a checkpoint proves these heads and no others.</summary>
    public bool IsOf(Checkpoint checkpoint) => Streams == checkpoint.Streams && checkpoint.Root.Span.SequenceEqual(Root());

    private void Put(in Digest key, in Digest hash)
    {
        if (_root is null)
        {
            (_root, Streams) = (new Leaf(key) { Hash = hash }, 1);
            return;
        }

        var parting = FirstDifference(key, Nearest(_root, key).Key);
        ref Node place = ref _root!;
        while (place is Inner inner && inner.Bit < parting)
        {
            inner.IsStale = true;
            place = ref IsOne(key, inner.Bit) ? ref inner.One : ref inner.Zero;
        }

        if (parting == KeyBits)
        {
            place.Hash = hash;
            return;
        }

        var leaf = new Leaf(key) { Hash = hash };
        place = IsOne(key, parting) ? new Inner(parting, place, leaf) : new Inner(parting, leaf, place);
        Streams++;
    }

    /// <summary>The leaf at the end of a key's way; its own if it has one.</summary>
    private static Leaf Nearest(Node node, in Digest key)
    {
        while (node is Inner inner)
            node = IsOne(key, inner.Bit) ? inner.One : inner.Zero;
        return (Leaf)node;
    }

    private static int FirstDifference(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var at = left.CommonPrefixLength(right);
        return at == Digest.Bytes ? KeyBits : (8 * at) + BitOperations.LeadingZeroCount((uint)(left[at] ^ right[at])) - 24;
    }

    private static bool IsOne(in Digest key, int bit) => (key[bit / 8] & (0x80 >> (bit % 8))) != 0;

    // As deep as the hashes of two names agree in bits: 40 levels for a billion streams, 256 at most.
    private static void Refresh(Node node)
    {
        if (node is not Inner { IsStale: true } inner)
            return;
        Refresh(inner.Zero);
        Refresh(inner.One);
        Span<byte> text = stackalloc byte[1 + (2 * Digest.Bytes)];
        text[0] = OfInner;
        ((ReadOnlySpan<byte>)inner.Zero.Hash).CopyTo(text[1..]);
        ((ReadOnlySpan<byte>)inner.One.Hash).CopyTo(text[(1 + Digest.Bytes)..]);
        SHA256.HashData(text, inner.Hash);
        inner.IsStale = false;
    }

    private abstract class Node
    {
        public Digest Hash;
    }

    private sealed class Leaf(in Digest key) : Node
    {
        public readonly Digest Key = key;
    }

    private sealed class Inner(int bit, Node zero, Node one) : Node
    {
        public readonly int Bit = bit;
        public Node Zero = zero, One = one;
        public bool IsStale = true;
    }
}
