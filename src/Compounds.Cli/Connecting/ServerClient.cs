using System.Net.Http.Json;
using System.Text.Json;

namespace Compounds.Cli.Connecting;

/// <summary>Asks a server one question at a time.</summary>
internal sealed class ServerClient(ServerAddress server) : IDisposable
{
    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(100) };

    /// <summary>Reads JSON from a path below the root.</summary>
    /// <exception cref="CommandException">The server refused, did not answer, or answered with something else.</exception>
    public async Task<JsonDocument> GetAsync(string path, CancellationToken cancellationToken)
    {
        using var request = server.Request(HttpMethod.Get, path);
        return await AskAsync(request, cancellationToken);
    }

    /// <summary>Sends JSON to a path below the root, and reads the answer; JSON null when it has no body.</summary>
    /// <exception cref="CommandException">The server refused or did not answer; whether it took effect is unknown in the latter case.</exception>
    public async Task<JsonDocument> SendAsync<T>(HttpMethod method, string path, T body, CancellationToken cancellationToken)
    {
        using var request = server.Request(method, path);
        request.Content = JsonContent.Create(body);
        return await AskAsync(request, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<JsonDocument> AskAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (!response.IsSuccessStatusCode)
                throw new CommandException(await ServerAnswer.SentenceAsync(response, cancellationToken));
            var bytes = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            return JsonDocument.Parse(bytes.Length == 0 ? "null"u8.ToArray() : bytes);
        }
        catch (HttpRequestException exception)
        {
            throw new CommandException($"{server.Uri.Host} cannot be reached: {exception.Message}", exception);
        }
        catch (TaskCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CommandException($"{server.Uri.Host} did not answer within {_client.Timeout.TotalSeconds:0} s.", exception);
        }
        catch (JsonException exception)
        {
            throw new CommandException($"{server.Uri.Host} answered with something that is no JSON; check the address.", exception);
        }
    }
}
