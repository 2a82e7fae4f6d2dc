namespace Compounds.Cli.Pushing;

/// <summary>
/// Finds where the lines of a file lie, without keeping them. Blank lines are passed over but counted; in CSV a line feed within
/// quotes ends no line.
/// </summary>
internal sealed class LineScanner(PushFile file, long offset, long number)
{
    private const int LongestLine = 16 * 1024 * 1024;
    private const int BufferBytes = 128 * 1024;

    private readonly byte[] _buffer = new byte[BufferBytes];
    private long _bufferAt = offset;
    private int _next;
    private int _count;
    private long _lineFeeds = number;

    /// <summary>The offset behind the last line that was given.</summary>
    public long Offset { get; private set; } = offset;

    /// <summary>Finds the next line that is not blank. False at the end of the file.</summary>
    /// <exception cref="CommandException">A line is longer than any report can be; mostly a quote in a CSV file that is never closed.</exception>
    public bool TryNext(out PushLine line)
    {
        var start = _bufferAt + _next;
        var startNumber = _lineFeeds + 1;
        var (isBlank, isQuoted) = (true, false);
        while (true)
        {
            if (_next == _count && !Fill())
                break;
            var rest = _buffer.AsSpan(_next, _count - _next);
            var at = file.IsCsv ? rest.IndexOfAny((byte)'\n', (byte)'"') : rest.IndexOf((byte)'\n');
            var part = at < 0 ? rest : rest[..at];
            isBlank = isBlank && IsBlank(part, _bufferAt + _next);
            _next += at < 0 ? rest.Length : at + 1;
            if (_bufferAt + _next - start > LongestLine)
                throw new CommandException($"Line {startNumber} of {file.Path} is longer than 16 MiB{(file.IsCsv ? "; a quote may never be closed" : "")}.");
            if (at < 0)
                continue;
            if (rest[at] == (byte)'"')
            {
                (isQuoted, isBlank) = (!isQuoted, false);
                continue;
            }

            _lineFeeds++;
            if (isQuoted)
                continue;
            if (!isBlank)
                return Give(start, startNumber, out line);
            (start, startNumber) = (_bufferAt + _next, _lineFeeds + 1);
        }

        line = default;
        return !isBlank && Give(start, startNumber, out line);
    }

    private bool Give(long start, long startNumber, out PushLine line)
    {
        Offset = _bufferAt + _next;
        line = new PushLine(startNumber, start, (int)(Offset - start));
        return true;
    }

    private bool Fill()
    {
        _bufferAt += _count;
        _next = 0;
        _count = file.Read(_bufferAt, _buffer);
        return _count > 0;
    }

    private static bool IsBlank(ReadOnlySpan<byte> part, long at)
    {
        // A byte order mark at the beginning of the file says nothing.
        if (at == 0 && part.StartsWith("\uFEFF"u8))
            part = part[3..];
        return part.IndexOfAnyExcept(" \t\r"u8) < 0;
    }
}
