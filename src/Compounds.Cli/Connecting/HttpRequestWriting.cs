using System.Buffers;
using System.IO.Pipelines;
using System.Text;

namespace Compounds.Cli.Connecting;

/// <summary>Writes one HTTP/1.1 request with a body of chunks.</summary>
internal static class HttpRequestWriting
{
    /// <summary>Writes head and body, each chunk as soon as the content gives it.</summary>
    public static async Task WriteAsync(Stream network, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await network.WriteAsync(Head(request), cancellationToken);
        if (request.Content is null)
            return;
        var pipe = new Pipe();
        var filling = FillAsync(request.Content, pipe.Writer, cancellationToken);
        try
        {
            while (true)
            {
                var read = await pipe.Reader.ReadAsync(cancellationToken);
                if (!read.Buffer.IsEmpty)
                    await WriteChunkAsync(network, read.Buffer, cancellationToken);
                pipe.Reader.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted)
                    break;
            }

            await network.WriteAsync("0\r\n\r\n"u8.ToArray(), cancellationToken);
        }
        finally
        {
            // Ends the filling too: its next flush finds nobody reading.
            await pipe.Reader.CompleteAsync();
            await filling;
        }
    }

    private static async Task FillAsync(HttpContent content, PipeWriter writer, CancellationToken cancellationToken)
    {
        Exception? fault = null;
        try
        {
            await content.CopyToAsync(writer.AsStream(leaveOpen: true), cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException or OperationCanceledException)
        {
            fault = exception;
        }

        await writer.CompleteAsync(fault);
    }

    private static async Task WriteChunkAsync(Stream network, ReadOnlySequence<byte> data, CancellationToken cancellationToken)
    {
        // One write for the whole chunk: 64 KiB at most come out of the pipe at once.
        var size = Encoding.ASCII.GetBytes($"{data.Length:x}\r\n");
        var length = size.Length + (int)data.Length + 2;
        var chunk = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            size.CopyTo(chunk, 0);
            data.CopyTo(chunk.AsSpan(size.Length));
            "\r\n"u8.CopyTo(chunk.AsSpan(length - 2));
            await network.WriteAsync(chunk.AsMemory(0, length), cancellationToken);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }

    private static byte[] Head(HttpRequestMessage request)
    {
        var uri = request.RequestUri!;
        var head = new StringBuilder()
            .Append(request.Method.Method).Append(' ').Append(uri.PathAndQuery).Append(" HTTP/1.1\r\n")
            .Append("Host: ").Append(uri.IdnHost.Contains(':', StringComparison.Ordinal) ? $"[{uri.IdnHost}]" : uri.IdnHost).Append(uri.IsDefaultPort ? "" : $":{uri.Port}").Append("\r\n")
            .Append("Connection: close\r\n");
        foreach (var header in request.Headers)
            head.Append(header.Key).Append(": ").AppendJoin(header.Key == "User-Agent" ? " " : ", ", header.Value).Append("\r\n");
        if (request.Content is not null)
        {
            head.Append("Transfer-Encoding: chunked\r\n");
            foreach (var header in request.Content.Headers.Where(static header => header.Key != "Content-Length"))
                head.Append(header.Key).Append(": ").AppendJoin(", ", header.Value).Append("\r\n");
        }

        return Encoding.ASCII.GetBytes(head.Append("\r\n").ToString());
    }
}
