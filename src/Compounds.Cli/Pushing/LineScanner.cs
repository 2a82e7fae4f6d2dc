namespace Compounds.Cli.Pushing;

/// <summary>
/// Finds where the lines of a file lie, without keeping them. Blank lines are passed over but counted; in CSV a line feed within
/// quotes ends no line, and a row of empty cells is blank.
/// </summary>
internal sealed class LineScanner(PushFile file, FilePosition start) : ILineSource
{
    /// <summary>The most bytes of a line; far above what intake takes, so that a line too long for it gets a receipt that says so.</summary>
    public const int LongestLine = 16 * 1024 * 1024;

    private const int BufferBytes = 128 * 1024;

    private readonly byte[] _buffer = new byte[BufferBytes];
    private FilePosition _at = start;
    private int _next;
    private int _count;

    /// <inheritdoc/>
    public bool TryNext(out PushLine line)
    {
        while (TryScan(out line, out var isBlank))
        {
            if (!isBlank)
                return true;
        }

        return false;
    }

    private bool TryScan(out PushLine line, out bool isBlank)
    {
        var (begin, offset, feeds, isQuoted) = (_at, _at.Offset, 0, false);
        isBlank = true;
        while (_next < _count || Fill(offset))
        {
            var rest = _buffer.AsSpan(_next, _count - _next);
            var at = file.IsCsv ? rest.IndexOfAny((byte)'\n', (byte)'"') : rest.IndexOf((byte)'\n');
            isBlank = isBlank && IsBlank(at < 0 ? rest : rest[..at], offset);
            var taken = at < 0 ? rest.Length : at + 1;
            (_next, offset) = (_next + taken, offset + taken);
            if (offset - begin.Offset > LongestLine)
                throw new CommandException($"Line {begin.Line + 1} of {file.Path} is longer than 16 MiB{(file.IsCsv ? "; a quotation mark may never be closed" : "")}.");
            if (at < 0)
                continue;
            if (rest[at] == (byte)'"')
            {
                isQuoted = !isQuoted;
                continue;
            }

            feeds++;
            if (!isQuoted)
                break;
        }

        // The last line may lack its line feed.
        _at = new FilePosition(offset, begin.Line + Math.Max(1, feeds), begin.Row + 1);
        line = new PushLine(begin, _at);
        return offset > begin.Offset;
    }

    private bool Fill(long offset)
    {
        _next = 0;
        _count = file.Read(offset, _buffer);
        return _count > 0;
    }

    private bool IsBlank(ReadOnlySpan<byte> part, long at)
    {
        // A byte order mark at the beginning of the file says nothing.
        if (at == 0 && part.StartsWith("\uFEFF"u8))
            part = part[3..];
        return part.IndexOfAnyExcept(file.IsCsv ? " \t\r,"u8 : " \t\r"u8) < 0;
    }
}
