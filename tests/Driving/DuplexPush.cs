using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Compounds.Driving;

/// <summary>
/// One NDJSON push over a bare connection: lines go out while receipts come in, which HttpClient does not do over HTTP/1.1.
/// </summary>
internal sealed class DuplexPush : IDisposable
{
    private const int LinesAtOnce = 200;

    private readonly TcpClient _connection;
    private readonly NetworkStream _outgoing;
    private readonly BufferedStream _incoming;

    private DuplexPush(TcpClient connection)
    {
        _connection = connection;
        _outgoing = connection.GetStream();
        _incoming = new BufferedStream(_outgoing, 64 * 1024);
    }

    public static async Task<DuplexPush> OpenAsync(Uri address, string key, bool waitUntilApplied = false)
    {
        var connection = new TcpClient();
        await connection.ConnectAsync(address.Host, address.Port);
        var push = new DuplexPush(connection);
        var preference = waitUntilApplied ? "Prefer: wait\r\n" : "";
        await push._outgoing.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /v1/reports HTTP/1.1\r\nHost: {address.Authority}\r\nAuthorization: Bearer {key}\r\nContent-Type: application/x-ndjson\r\n{preference}Transfer-Encoding: chunked\r\n\r\n"));
        return push;
    }

    /// <summary>Sends bytes as they are; lines carry their own line feeds.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        await _outgoing.WriteAsync(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{bytes.Length:x}\r\n")));
        await _outgoing.WriteAsync(bytes);
        await _outgoing.WriteAsync("\r\n"u8.ToArray());
    }

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    /// <summary>How far <see cref="BeginSending"/> has come: it fails when the connection breaks.</summary>
    public Task Sent { get; private set; } = Task.CompletedTask;

    /// <summary>The last line of the answer, which says how it ended; null when the connection broke before it.</summary>
    public string? End { get; private set; }

    /// <summary>Sends lines and ends the request, while the caller reads receipts.</summary>
    public void BeginSending(IEnumerable<string> lines) => Sent = SendAllAsync(lines);

    /// <summary>Ends the request.</summary>
    public async Task EndAsync() => await _outgoing.WriteAsync("0\r\n\r\n"u8.ToArray());

    /// <summary>The receipts as they come, until the answer ends or the connection breaks.</summary>
    public async IAsyncEnumerable<string> ReceiptsAsync()
    {
        Assert.Equal("HTTP/1.1 200 OK", await ReadLineAsync());
        while (await ReadLineAsync() is { Length: > 0 })
        {
            // The other headers do not matter here.
        }

        var text = new MemoryStream();
        while (await ReadLineAsync() is { Length: > 0 } size && await ReadAsync(int.Parse(size, NumberStyles.HexNumber, CultureInfo.InvariantCulture)) is { Length: > 0 } chunk)
        {
            await ReadLineAsync();
            foreach (var octet in chunk)
            {
                if (octet != '\n')
                {
                    text.WriteByte(octet);
                    continue;
                }

                var line = Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
                text.SetLength(0);
                if (line.StartsWith("""{"end":""", StringComparison.Ordinal))
                    End = line;
                else
                    yield return line;
            }
        }
    }

    public void Dispose()
    {
        _incoming.Dispose();
        _outgoing.Dispose();
        _connection.Dispose();
    }

    private async Task SendAllAsync(IEnumerable<string> lines)
    {
        foreach (var part in lines.Chunk(LinesAtOnce))
            await SendAsync(string.Join('\n', part) + "\n");
        await EndAsync();
    }

    /// <summary>A line without its end; null when the connection is broken.</summary>
    private async Task<string?> ReadLineAsync()
    {
        var line = new StringBuilder();
        while (await ReadAsync(1) is [var octet])
        {
            if (octet == '\n')
                return line.ToString().TrimEnd('\r');
            line.Append((char)octet);
        }

        return null;
    }

    private async Task<byte[]?> ReadAsync(int count)
    {
        var bytes = new byte[count];
        try
        {
            await _incoming.ReadExactlyAsync(bytes);
            return bytes;
        }
        catch (Exception broken) when (broken is IOException or ObjectDisposedException)
        {
            return null;
        }
    }
}
