using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Net;
using System.Text;

namespace Compounds.Cli.Connecting;

/// <summary>Reads the head of an HTTP/1.1 response.</summary>
internal static class HttpResponseHead
{
    private const int MostBytes = 64 * 1024;

    /// <summary>Reads up to the empty line; interim answers such as 100 are passed over.</summary>
    /// <exception cref="IOException">The connection ended before the head did, or this is not HTTP.</exception>
    public static async Task<HttpResponseMessage> ReadAsync(PipeReader reader, CancellationToken cancellationToken)
    {
        while (true)
        {
            var response = new HttpResponseMessage { Content = new ByteArrayContent([]) };
            await ReadStatusAsync(reader, response, cancellationToken);
            while (await ReadLineAsync(reader, cancellationToken) is { Length: > 0 } line)
            {
                var colon = line.IndexOf(':', StringComparison.Ordinal);
                if (colon <= 0)
                    throw NotHttp();
                var (name, value) = (line[..colon], line[(colon + 1)..].Trim());
                if (!response.Headers.TryAddWithoutValidation(name, value))
                    response.Content.Headers.TryAddWithoutValidation(name, value);
            }

            if ((int)response.StatusCode is < 100 or >= 200)
                return response;
            response.Dispose();
        }
    }

    /// <summary>Reads one line without its end.</summary>
    internal static async Task<string> ReadLineAsync(PipeReader reader, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await reader.ReadAsync(cancellationToken);
            if (TryReadLine(read.Buffer, out var line, out var end))
            {
                reader.AdvanceTo(end);
                return line;
            }

            if (read.Buffer.Length > MostBytes)
                throw NotHttp();
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (read.IsCompleted)
                throw new IOException("The server closed the connection before it had answered.");
        }
    }

    private static bool TryReadLine(ReadOnlySequence<byte> buffer, out string line, out SequencePosition end)
    {
        var sequence = new SequenceReader<byte>(buffer);
        var isWhole = sequence.TryReadTo(out ReadOnlySequence<byte> bytes, (byte)'\n');
        line = isWhole ? Encoding.Latin1.GetString(bytes).TrimEnd('\r') : "";
        end = sequence.Position;
        return isWhole;
    }

    private static async Task ReadStatusAsync(PipeReader reader, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var parts = (await ReadLineAsync(reader, cancellationToken)).Split(' ', 3);
        if (parts.Length < 2 || !parts[0].StartsWith("HTTP/1.", StringComparison.Ordinal) ||
            !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var status) || status is < 100 or > 999)
        {
            throw NotHttp();
        }

        response.StatusCode = (HttpStatusCode)status;
        response.ReasonPhrase = parts.Length > 2 ? parts[2] : null;
    }

    private static IOException NotHttp() => new("What answers at this address does not speak HTTP.");
}
