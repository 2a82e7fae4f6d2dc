using System.Net;
using System.Net.Http.Headers;

namespace Compounds.Cli.Pushing;

/// <summary>The body of one request: some lines of a file, for CSV under its header, read while they are sent.</summary>
internal sealed class LinesContent : HttpContent
{
    private const int BufferBytes = 64 * 1024;

    private readonly PushFile _file;
    private readonly IReadOnlyList<PushLine> _lines;

    /// <param name="file">The file.</param>
    /// <param name="lines">At least one line, in order.</param>
    public LinesContent(PushFile file, IReadOnlyList<PushLine> lines)
    {
        _file = file;
        _lines = lines;
        Headers.ContentType = new MediaTypeHeaderValue(file.IsCsv ? "text/csv" : "application/x-ndjson");
    }

    /// <summary>What kept the file from being read, or null.</summary>
    public string? Fault { get; private set; }

    /// <inheritdoc/>
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var buffer = new byte[BufferBytes];
        if (_file.IsCsv)
            await SendAsync(stream, buffer, _file.Header.Start.Offset, _file.Header.End.Offset, cancellationToken);
        for (var i = 0; i < _lines.Count;)
        {
            // Neighbours go out together, whatever their number: most of a file is one run.
            var first = _lines[i];
            var end = first.End.Offset;
            for (i++; i < _lines.Count && _lines[i].Start.Offset == end; i++)
                end = _lines[i].End.Offset;
            await SendAsync(stream, buffer, first.Start.Offset, end, cancellationToken);
        }
    }

    /// <inheritdoc/>
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    /// <inheritdoc/>
    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    private async Task SendAsync(Stream stream, byte[] buffer, long offset, long end, CancellationToken cancellationToken)
    {
        var last = (byte)'\n';
        while (offset < end)
        {
            var count = await ReadAsync(offset, buffer.AsMemory(0, (int)Math.Min(buffer.Length, end - offset)), cancellationToken);
            await stream.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
            last = buffer[count - 1];
            offset += count;
        }

        if (last != (byte)'\n')
            await stream.WriteAsync("\n"u8.ToArray(), cancellationToken);
    }

    private async Task<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            if (await _file.ReadAsync(offset, buffer, cancellationToken) is > 0 and var count)
                return count;
            throw new EndOfStreamException("it became shorter while it was pushed");
        }
        catch (IOException exception)
        {
            Fault = $"{_file.Path} cannot be read: {exception.Message}";
            throw;
        }
    }
}
