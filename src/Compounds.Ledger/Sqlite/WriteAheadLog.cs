using System.Buffers.Binary;

namespace Compounds.Ledger;

/// <summary>Reads a write-ahead log of SQLite as its recovery does, and looks at what that leaves out.</summary>
/// <remarks>
/// Recovery stops at the first frame whose checksum is wrong, and says nothing. Behind it may lie frames of an earlier round of the log, which carry other
/// salts and are meant to be left out; frames with the salts of this round were written after it, and are lost.
/// Format: https://www.sqlite.org/fileformat2.html#walformat
/// </remarks>
internal sealed class WriteAheadLog
{
    private const int HeaderBytes = 32;
    private const int FrameHeaderBytes = 24;
    private const uint Magic = 0x377f0682;
    private const int MinPage = 512;
    private const int MaxPage = 65_536;

    private readonly FileStream _file;
    private readonly byte[] _header = new byte[HeaderBytes];
    private uint _sum1, _sum2;

    private WriteAheadLog(FileStream file) => _file = file;

    private bool IsBigEndian => (BinaryPrimitives.ReadUInt32BigEndian(_header) & 1) != 0;

    /// <summary>The frames that recovery reads.</summary>
    private long Readable { get; set; }

    /// <summary>The frames of this round that it does not read.</summary>
    private long Lost { get; set; }

    private long LostBytes { get; set; }

    private long LostCommits { get; set; }

    /// <summary>Finds what recovery cannot read of a log that nobody is writing to.</summary>
    /// <returns>Nothing when all of it can be read, or when there is no log.</returns>
    public static LogDamage? FindDamage(string path)
    {
        if (!File.Exists(path))
            return null;
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return new WriteAheadLog(file).Find();
    }

    private LogDamage? Find()
    {
        if (_file.Length <= HeaderBytes)
            return null;
        _file.ReadExactly(_header);
        if (!IsHeaderWhole())
            return Damage(_file.Length, 0, $"its header is damaged, so that none of its {_file.Length:N0} bytes can be read, and what they recorded is lost");

        ReadFrames(new byte[FrameHeaderBytes + PageBytes()]);
        if (Lost == 0)
            return null;
        // One transaction was under way when a machine stops, and has not been answered; what comes before it was.
        return LostCommits <= 1
            ? Damage(LostBytes, LostCommits, $"its last write was cut off or damaged: {Lost:N0} pages ({LostBytes:N0} bytes) behind the first {Readable:N0} cannot be read. If the machine stopped during that write, nothing that was accepted is lost; if the disk is bad, the last facts are")
            : Damage(LostBytes, LostCommits, $"behind the first {Readable:N0} pages {Lost:N0} pages ({LostBytes:N0} bytes) with {LostCommits:N0} transactions cannot be read, and what they recorded is lost");
    }

    private void ReadFrames(byte[] frame)
    {
        var isChained = true;
        for (var number = 1L; _file.ReadAtLeast(frame, frame.Length, throwOnEndOfStream: false) is var read && read >= FrameHeaderBytes; number++)
        {
            var (isOfThisRound, isCommit) = (frame.AsSpan(8, 8).SequenceEqual(_header.AsSpan(16, 8)), BinaryPrimitives.ReadUInt32BigEndian(frame.AsSpan(4)) != 0);
            isChained = isChained && isOfThisRound && read == frame.Length && Follows(frame);
            if (isChained)
            {
                Readable = isCommit ? number : Readable;
            }
            else if (isOfThisRound)
            {
                Lost++;
                LostBytes += read;
                LostCommits += isCommit ? 1 : 0;
            }
        }
    }

    private bool IsHeaderWhole()
    {
        Add(_header.AsSpan(0, 24));
        return (BinaryPrimitives.ReadUInt32BigEndian(_header) & ~1u) == Magic && PageBytes() is >= MinPage and <= MaxPage
            && BinaryPrimitives.ReadUInt32BigEndian(_header.AsSpan(24)) == _sum1 && BinaryPrimitives.ReadUInt32BigEndian(_header.AsSpan(28)) == _sum2;
    }

    private int PageBytes() => unchecked((int)BinaryPrimitives.ReadUInt32BigEndian(_header.AsSpan(8)));

    private bool Follows(ReadOnlySpan<byte> frame)
    {
        Add(frame[..8]);
        Add(frame[FrameHeaderBytes..]);
        return BinaryPrimitives.ReadUInt32BigEndian(frame[16..]) == _sum1 && BinaryPrimitives.ReadUInt32BigEndian(frame[20..]) == _sum2;
    }

    private void Add(ReadOnlySpan<byte> bytes)
    {
        unchecked
        {
            for (var at = 0; at < bytes.Length; at += 8)
            {
                _sum1 += Word(bytes[at..]) + _sum2;
                _sum2 += Word(bytes[(at + 4)..]) + _sum1;
            }
        }
    }

    private uint Word(ReadOnlySpan<byte> bytes) => IsBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    private LogDamage Damage(long bytes, long commits, string what) =>
        new(_file.Name, bytes, commits, $"The log {_file.Name} is damaged: {what}.");
}
