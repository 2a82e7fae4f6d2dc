using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;

namespace Compounds.Cli.Connecting;

/// <summary>Reads the body of an HTTP/1.1 response: in chunks, of a known length, or up to the end of the connection.</summary>
internal static class HttpBodyReading
{
    /// <summary>Copies the body as it arrives.</summary>
    /// <exception cref="IOException">The connection ended before the body did.</exception>
    public static Task CopyAsync(PipeReader from, HttpBodyExtent extent, PipeWriter to, CancellationToken cancellationToken) => extent switch
    {
        { IsChunked: true } => CopyChunksAsync(from, to, cancellationToken),
        { Bytes: { } length } => CopyLengthAsync(from, to, length, cancellationToken),
        _ => CopyToEndAsync(from, to, cancellationToken),
    };

    private static async Task CopyChunksAsync(PipeReader from, PipeWriter to, CancellationToken cancellationToken)
    {
        while (true)
        {
            var line = await HttpResponseHead.ReadLineAsync(from, cancellationToken);
            if (!long.TryParse(line.Split(';')[0].Trim(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size))
                throw new IOException("The answer of the server is garbled.");
            if (size == 0)
                return;
            await CopyLengthAsync(from, to, size, cancellationToken);
            await HttpResponseHead.ReadLineAsync(from, cancellationToken);
        }
    }

    private static async Task CopyLengthAsync(PipeReader from, PipeWriter to, long length, CancellationToken cancellationToken)
    {
        while (length > 0)
        {
            var read = await from.ReadAsync(cancellationToken);
            if (read.Buffer.IsEmpty && read.IsCompleted)
                throw new IOException("The connection broke before the answer was whole.");
            var part = read.Buffer.Slice(0, Math.Min(length, read.Buffer.Length));
            length -= part.Length;
            await WriteAsync(to, part, cancellationToken);
            from.AdvanceTo(part.End);
        }
    }

    private static async Task CopyToEndAsync(PipeReader from, PipeWriter to, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await from.ReadAsync(cancellationToken);
            await WriteAsync(to, read.Buffer, cancellationToken);
            from.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                return;
        }
    }

    private static async Task WriteAsync(PipeWriter to, ReadOnlySequence<byte> data, CancellationToken cancellationToken)
    {
        foreach (var segment in data)
            await to.WriteAsync(segment, cancellationToken);
    }
}

/// <summary>Where the body of a response ends: with its last chunk, after a number of bytes, or (neither) with the connection.</summary>
/// <param name="IsChunked">Whether it comes in chunks.</param>
/// <param name="Bytes">The number of bytes, or null when the head gives none.</param>
internal readonly record struct HttpBodyExtent(bool IsChunked, long? Bytes)
{
    /// <summary>Reads it from the head of a response.</summary>
    public static HttpBodyExtent Of(HttpResponseMessage response)
    {
        if ((int)response.StatusCode is 204 or 304)
            return new HttpBodyExtent(false, 0);

        // Not ContentLength: without the header that property counts the bytes of the empty content that stands in for the body.
        var isGiven = response.Content.Headers.TryGetValues("Content-Length", out var values);
        return new HttpBodyExtent(
            response.Headers.TransferEncodingChunked == true,
            isGiven && long.TryParse(values!.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? bytes : null);
    }
}
