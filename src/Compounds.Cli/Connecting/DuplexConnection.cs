using System.IO.Pipelines;
using System.Net.Security;
using System.Net.Sockets;

namespace Compounds.Cli.Connecting;

/// <summary>One connection for one request and its answer. The answer's content owns it: disposing the content ends the connection.</summary>
internal sealed class DuplexConnection : IDisposable
{
    private static readonly TimeSpan s_connectLimit = TimeSpan.FromSeconds(30);

    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly CancellationToken _cancellation;
    private readonly CancellationTokenSource _stop;

    private Stream _network = Stream.Null;

    /// <summary>Prepares a connection; nothing is sent yet.</summary>
    public DuplexConnection(CancellationToken cancellationToken)
    {
        _cancellation = cancellationToken;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    }

    /// <summary>Connects, for https with the certificate of the host checked.</summary>
    /// <exception cref="IOException">There was no connection within 30 seconds.</exception>
    public async Task OpenAsync(Uri uri)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_cancellation);
        limit.CancelAfter(s_connectLimit);
        try
        {
            await _socket.ConnectAsync(uri.DnsSafeHost, uri.Port, limit.Token);
            _network = new NetworkStream(_socket, ownsSocket: true);
            if (uri.Scheme != Uri.UriSchemeHttps)
                return;
            var encrypted = new SslStream(_network);
            _network = encrypted;
            await encrypted.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions { TargetHost = uri.IdnHost, ApplicationProtocols = [SslApplicationProtocol.Http11] }, limit.Token);
        }
        catch (OperationCanceledException exception) when (!_cancellation.IsCancellationRequested)
        {
            throw new IOException($"No connection to {uri.Host} within {s_connectLimit.TotalSeconds} s.", exception);
        }
    }

    /// <summary>Begins to write the request and reads the head of the answer; the bodies of both go on in the background.</summary>
    public async Task<HttpResponseMessage> ExchangeAsync(HttpRequestMessage request)
    {
        _ = SendAsync(request);
        var received = PipeReader.Create(_network);
        var response = await HttpResponseHead.ReadAsync(received, _stop.Token);
        response.RequestMessage = request;

        // A pipe that ends with an error drops what was not read from it: with a threshold of 1 nothing is, so that what
        // arrived before a connection broke reaches the reader first.
        var body = new Pipe(new PipeOptions(pauseWriterThreshold: 1, resumeWriterThreshold: 1));
        _ = ReceiveAsync(received, HttpBodyExtent.Of(response), body.Writer);
        var headers = response.Content.Headers;
        response.Content = new DuplexContent(body.Reader.AsStream(), this);
        foreach (var header in headers)
            response.Content.Headers.TryAddWithoutValidation(header.Key, header.Value);
        return response;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_stop.IsCancellationRequested)
            _stop.Cancel();
        _network.Dispose();
        _socket.Dispose();
        _stop.Dispose();
    }

    /// <summary>Writes the request. A failure ends only the writing: what the server had to say about it is still to be read.</summary>
    private async Task SendAsync(HttpRequestMessage request)
    {
        try
        {
            await HttpRequestWriting.WriteAsync(_network, request, _stop.Token);
        }
        catch (HttpRequestException)
        {
            // The content could not be read, so the request can never be whole: the server must not wait for the rest.
            await _network.DisposeAsync();
        }
        catch (Exception exception) when (IsOfTheConnection(exception))
        {
        }
    }

    private async Task ReceiveAsync(PipeReader received, HttpBodyExtent extent, PipeWriter body)
    {
        Exception? fault = null;
        try
        {
            await HttpBodyReading.CopyAsync(received, extent, body, _stop.Token);
        }
        catch (Exception exception) when (IsOfTheConnection(exception))
        {
            fault = exception as IOException ?? new IOException("The connection broke before the answer was whole.", exception);
        }

        await body.CompleteAsync(fault);
    }

    private static bool IsOfTheConnection(Exception exception) =>
        exception is IOException or SocketException or OperationCanceledException or ObjectDisposedException;

    private sealed class DuplexContent(Stream body, DuplexConnection connection) : StreamContent(body)
    {
        protected override void Dispose(bool disposing)
        {
            if (disposing)
                connection.Dispose();
            base.Dispose(disposing);
        }
    }
}
