namespace Compounds.Cli.Connecting;

/// <summary>
/// HTTP/1.1 in both directions at once: the answer can be read while the request is still being written. The framework's own handler
/// reads an HTTP/1.1 answer only after the last byte of the request; when the server answers as it goes, both sides would end up
/// waiting for the other to read. (HTTP/2 has no such limit, but servers speak it only over TLS next to HTTP/1.1.)
/// One connection a request; no proxies, redirects or compression.
/// </summary>
internal sealed class DuplexHttpHandler : HttpMessageHandler
{
    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        DuplexConnection? connection = new(cancellationToken);
        try
        {
            await connection.OpenAsync(request.RequestUri!);
            var response = await connection.ExchangeAsync(request);
            connection = null;
            return response;
        }
        finally
        {
            connection?.Dispose();
        }
    }
}
