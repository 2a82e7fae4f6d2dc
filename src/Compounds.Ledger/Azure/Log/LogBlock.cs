using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Compounds.Ledger;

/// <summary>One block of a shard's log: everything that one group commit wrote, in the form in which it is stored.</summary>
/// <remarks>
/// <para>
/// Magic and format (4 bytes), kind (4), length of the whole (4), number of the append (16), number of the block in its shard (8), link of
/// the block before (32); then frames; at last the link of this block (32): SHA-256 over all bytes before it. So the blocks of a shard are a
/// chain beside the chains of its streams.
/// </para>
/// <para>
/// A frame: its length (4), first version (8), last version (8), link of the last fact (32), number of the append as its caller knows it (16),
/// length of the stream's name (2), the name in UTF-8, and a <see cref="FactPack"/>. Numbers are big-endian. A format once written stays readable for ever.
/// </para>
/// </remarks>
internal static class LogBlock
{
    public const int HeaderBytes = 68;
    public const int TrailerBytes = FactChain.LinkBytes;

    /// <summary>The largest block: 4 MiB, which the oldest version of the service takes. The largest append fits.</summary>
    public const int MaxBytes = 4 * 1024 * 1024;

    private const uint MagicAndFormat = 0x434C4201; // "CLB", 1
    private const int FrameHeaderBytes = 4 + 8 + 8 + FactChain.LinkBytes + 16 + 2;

    /// <summary>What a block is for.</summary>
    public enum Kind
    {
        /// <summary>It holds facts.</summary>
        Facts,

        /// <summary>It is the last one of its segment; the log goes on in the next.</summary>
        Seal,
    }

    /// <summary>The bytes that a pack of facts of a stream takes in a block.</summary>
    public static int FrameBytes(string stream, byte[] pack) => FrameHeaderBytes + Encoding.UTF8.GetByteCount(stream) + pack.Length;

    /// <summary>Writes a block.</summary>
    /// <param name="kind">What it is for.</param>
    /// <param name="append">The number of the append, by which a lost answer is recognised.</param>
    /// <param name="before">Where the shard's log ends before it.</param>
    /// <param name="frames">The frames, in order.</param>
    public static byte[] Write(Kind kind, Guid append, LogTail before, IReadOnlyList<NewFrame> frames)
    {
        var length = HeaderBytes + TrailerBytes;
        for (var index = 0; index < frames.Count; index++)
            length += FrameBytes(frames[index].Stream, frames[index].Pack);

        var block = new byte[length];
        var span = block.AsSpan();
        BinaryPrimitives.WriteUInt32BigEndian(span, MagicAndFormat);
        BinaryPrimitives.WriteInt32BigEndian(span[4..], (int)kind);
        BinaryPrimitives.WriteInt32BigEndian(span[8..], length);
        append.TryWriteBytes(span[12..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(span[28..], before.Number + 1);
        before.Link.Span.CopyTo(span[36..]);
        var rest = span[HeaderBytes..];
        for (var index = 0; index < frames.Count; index++)
            rest = rest[WriteFrame(rest, frames[index])..];
        SHA256.HashData(span[..^TrailerBytes], span[^TrailerBytes..]);
        return block;
    }

    /// <summary>Reads the header of the block that begins here.</summary>
    /// <returns>The header, or nothing when this is not the beginning of a block.</returns>
    public static BlockHeader? ReadHeader(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= HeaderBytes
        && BinaryPrimitives.ReadUInt32BigEndian(bytes) == MagicAndFormat
        && BinaryPrimitives.ReadInt32BigEndian(bytes[4..]) is (int)Kind.Facts or (int)Kind.Seal
        && BinaryPrimitives.ReadInt32BigEndian(bytes[8..]) is >= HeaderBytes + TrailerBytes and <= MaxBytes
            ? new BlockHeader(
                (Kind)BinaryPrimitives.ReadInt32BigEndian(bytes[4..]),
                BinaryPrimitives.ReadInt32BigEndian(bytes[8..]),
                new Guid(bytes.Slice(12, 16), bigEndian: true),
                BinaryPrimitives.ReadInt64BigEndian(bytes[28..]))
            : null;

    /// <summary>Whether a block follows another one and is as it was written.</summary>
    public static bool Follows(ReadOnlySpan<byte> block, LogTail before)
    {
        Span<byte> link = stackalloc byte[TrailerBytes];
        SHA256.HashData(block[..^TrailerBytes], link);
        return link.SequenceEqual(block[^TrailerBytes..])
            && block.Slice(36, FactChain.LinkBytes).SequenceEqual(before.Link.Span)
            && BinaryPrimitives.ReadInt64BigEndian(block[28..]) == before.Number + 1;
    }

    /// <summary>Reads the frames of a whole block, without the facts in them.</summary>
    /// <exception cref="InvalidDataException">A frame is cut off or changed.</exception>
    public static List<StoredFrame> ReadFrames(ReadOnlyMemory<byte> block)
    {
        var frames = new List<StoredFrame>();
        var end = block.Length - TrailerBytes;
        for (var offset = HeaderBytes; offset < end;)
        {
            var frame = ReadFrame(block[offset..end], offset);
            frames.Add(frame);
            offset += frame.Length;
        }

        return frames;
    }

    /// <summary>Reads the frame that begins here.</summary>
    /// <param name="bytes">The bytes from the frame on.</param>
    /// <param name="offset">Where it begins in its block.</param>
    /// <exception cref="InvalidDataException">This is not a frame, or it is cut off or changed.</exception>
    public static StoredFrame ReadFrame(ReadOnlyMemory<byte> bytes, int offset = 0)
    {
        var span = bytes.Span;
        if (span.Length < FrameHeaderBytes)
            throw Broken();
        var length = BinaryPrimitives.ReadInt32BigEndian(span);
        var nameLength = BinaryPrimitives.ReadUInt16BigEndian(span[(FrameHeaderBytes - 2)..]);
        if (length < FrameHeaderBytes + nameLength || length > span.Length)
            throw Broken();
        return new StoredFrame(
            Encoding.UTF8.GetString(span.Slice(FrameHeaderBytes, nameLength)),
            BinaryPrimitives.ReadInt64BigEndian(span[4..]),
            BinaryPrimitives.ReadInt64BigEndian(span[12..]),
            bytes.Slice(20, FactChain.LinkBytes),
            new Guid(span.Slice(20 + FactChain.LinkBytes, 16), bigEndian: true),
            bytes[(FrameHeaderBytes + nameLength)..length],
            offset,
            length);
    }

    private static int WriteFrame(Span<byte> target, in NewFrame frame)
    {
        var nameLength = Encoding.UTF8.GetBytes(frame.Stream, target[FrameHeaderBytes..]);
        var length = FrameHeaderBytes + nameLength + frame.Pack.Length;
        BinaryPrimitives.WriteInt32BigEndian(target, length);
        BinaryPrimitives.WriteInt64BigEndian(target[4..], frame.First);
        BinaryPrimitives.WriteInt64BigEndian(target[12..], frame.Last);
        frame.Link.Span.CopyTo(target[20..]);
        frame.Append.TryWriteBytes(target[(20 + FactChain.LinkBytes)..], bigEndian: true, out _);
        BinaryPrimitives.WriteUInt16BigEndian(target[(FrameHeaderBytes - 2)..], (ushort)nameLength);
        frame.Pack.CopyTo(target[(FrameHeaderBytes + nameLength)..]);
        return length;
    }

    private static InvalidDataException Broken() => new("A frame of the log is cut off or changed.");
}

/// <summary>Facts of one stream that are to be written.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="First">The version of the first fact.</param>
/// <param name="Last">The version of the last fact.</param>
/// <param name="Link">The link of the last fact.</param>
/// <param name="Append">The number of the append.</param>
/// <param name="Pack">The facts.</param>
internal readonly record struct NewFrame(string Stream, long First, long Last, ReadOnlyMemory<byte> Link, Guid Append, byte[] Pack);

/// <summary>Facts of one stream as they lie in a block.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="First">The version of the first fact.</param>
/// <param name="Last">The version of the last fact: the head of the stream at that moment.</param>
/// <param name="Link">The link of the last fact.</param>
/// <param name="Append">The number of the append.</param>
/// <param name="Pack">The facts.</param>
/// <param name="Offset">Where the frame begins in its block.</param>
/// <param name="Length">The length of the frame.</param>
internal readonly record struct StoredFrame(
    string Stream, long First, long Last, ReadOnlyMemory<byte> Link, Guid Append, ReadOnlyMemory<byte> Pack, int Offset, int Length);

/// <summary>What a block says of itself.</summary>
/// <param name="Kind">What it is for.</param>
/// <param name="Length">The length of the whole block.</param>
/// <param name="Append">The number of the append.</param>
/// <param name="Number">The number of the block in its shard, from 1.</param>
internal readonly record struct BlockHeader(LogBlock.Kind Kind, int Length, Guid Append, long Number);

/// <summary>Where the log of a shard ends.</summary>
/// <param name="Segment">The segment into which the next block goes.</param>
/// <param name="Position">The length of that segment.</param>
/// <param name="Blocks">The blocks in it.</param>
/// <param name="Number">The number of the last block of the shard; 0 before the first.</param>
/// <param name="Link">The link of that block; 32 zero bytes before the first.</param>
internal sealed record LogTail(int Segment, long Position, int Blocks, long Number, ReadOnlyMemory<byte> Link)
{
    /// <summary>The end of an empty log.</summary>
    public static LogTail Start { get; } = new(0, 0, 0, 0, new byte[FactChain.LinkBytes]);

    /// <summary>Where the log ends after one more block.</summary>
    public LogTail After(in BlockHeader header, ReadOnlyMemory<byte> block)
    {
        var link = block[^LogBlock.TrailerBytes..].ToArray();
        return header.Kind is LogBlock.Kind.Seal
            ? new LogTail(Segment + 1, 0, 0, header.Number, link)
            : new LogTail(Segment, Position + header.Length, Blocks + 1, header.Number, link);
    }
}
