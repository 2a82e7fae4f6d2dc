using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Compounds.Cli.Pushing;

/// <summary>A file of reports, opened for as long as it is pushed: NDJSON, or CSV whose first record is the header.</summary>
internal sealed class PushFile : IDisposable
{
    private const int MostHeadBytes = 64 * 1024;
    private const int TailBytes = 4 * 1024;

    private readonly SafeFileHandle _handle;

    private PushFile(string path, bool isCsv, SafeFileHandle handle)
    {
        Path = path;
        IsCsv = isCsv;
        _handle = handle;
        Length = RandomAccess.GetLength(handle);
        if (isCsv)
            Header = new LineScanner(this, default).TryNext(out var header) ? header : throw new CommandException($"{path} is empty; a CSV file begins with a header.");
    }

    /// <summary>The path as given.</summary>
    public string Path { get; }

    /// <summary>Whether it is CSV; else NDJSON.</summary>
    public bool IsCsv { get; }

    /// <summary>The length in bytes when it was opened.</summary>
    public long Length { get; }

    /// <summary>The header of a CSV file; empty for NDJSON.</summary>
    public PushLine Header { get; }

    /// <summary>Opens a file whose name ends in .ndjson, .jsonl, .json or .csv.</summary>
    /// <exception cref="CommandException">It has another ending, cannot be opened, or is one JSON document and not lines of JSON.</exception>
    public static PushFile Open(string path)
    {
        var ending = System.IO.Path.GetExtension(path).ToUpperInvariant();
        if (ending is not (".NDJSON" or ".JSONL" or ".JSON" or ".CSV"))
            throw new CommandException($"{path} must end in .ndjson, .jsonl, .json or .csv, so that its format is known.");
        try
        {
            var file = new PushFile(path, ending == ".CSV", File.OpenHandle(path, options: FileOptions.SequentialScan));
            if (file.IsOneDocument())
            {
                file.Dispose();
                throw new CommandException($"{path} is one JSON document; write one report on each line, for example with: jq -c '.[]' {path}");
            }

            return file;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{path} cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>The lines behind a position that an earlier run came to; the beginning of the file by default.</summary>
    public ILineSource LinesFrom(FilePosition start) => IsCsv ? new CsvReportRows(this, start.Offset < Header.End.Offset ? Header.End : start) : new LineScanner(this, start);

    /// <summary>The rows of a report, one by one.</summary>
    public IEnumerable<PushLine> RowsOf(PushLine report)
    {
        var rows = new LineScanner(this, report.Start);
        while (rows.TryNext(out var row) && row.Start.Offset < report.End.Offset)
            yield return row;
    }

    /// <summary>Reads bytes; fewer only at the end of the file.</summary>
    public int Read(long offset, Span<byte> bytes)
    {
        var count = 0;
        while (count < bytes.Length && RandomAccess.Read(_handle, bytes[count..], offset + count) is > 0 and var read)
            count += read;
        return count;
    }

    /// <summary>Reads some bytes; none only at the end of the file.</summary>
    public ValueTask<int> ReadAsync(long offset, Memory<byte> bytes, CancellationToken cancellationToken) =>
        RandomAccess.ReadAsync(_handle, bytes, offset, cancellationToken);

    /// <summary>The bytes of one line.</summary>
    public byte[] BytesOf(PushLine line)
    {
        var bytes = new byte[line.Length];
        return bytes[..Read(line.Start.Offset, bytes)];
    }

    /// <summary>A hash of the first <paramref name="bytes"/> bytes, by which a file is known again.</summary>
    public string HashOfHead(int bytes) => HashOf(0, bytes);

    /// <summary>How many bytes make the head: 64 KiB, or all of a shorter file.</summary>
    public int HeadBytes => (int)Math.Min(MostHeadBytes, Length);

    /// <summary>A hash of the last 4 KiB before an offset, by which a line that moved is noticed.</summary>
    public string HashBefore(long offset) => HashOf(Math.Max(0, offset - TailBytes), (int)Math.Min(TailBytes, offset));

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();

    private string HashOf(long offset, int length)
    {
        var bytes = new byte[length];
        return Convert.ToHexStringLower(SHA256.HashData(bytes.AsSpan(0, Read(offset, bytes))));
    }

    private bool IsOneDocument()
    {
        if (IsCsv || !new LineScanner(this, default).TryNext(out var line))
            return false;
        var first = BytesOf(line).AsSpan().Trim(" \t\r\n"u8);
        return first.StartsWith("["u8) || first.SequenceEqual("{"u8);
    }
}
