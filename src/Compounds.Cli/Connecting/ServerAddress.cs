using System.Net.Http.Headers;

namespace Compounds.Cli.Connecting;

/// <summary>A server and the key that opens it. The key never leaves this type but in the header of a request.</summary>
internal sealed class ServerAddress
{
    private readonly string _key;

    private ServerAddress(Uri uri, string key)
    {
        Uri = uri;
        _key = key;
    }

    /// <summary>The root of the server, ending in a slash.</summary>
    public Uri Uri { get; }

    /// <summary>Whether somebody on the way could read the key.</summary>
    public bool SendsKeyInTheClear => Uri.Scheme == Uri.UriSchemeHttp && !Uri.IsLoopback;

    /// <summary>Checks an address and a key.</summary>
    /// <exception cref="CommandException">The address is not an http or https address, or the key holds what no key holds.</exception>
    public static ServerAddress Of(string address, string key)
    {
        if (!Uri.TryCreate(address.TrimEnd('/') + "/", UriKind.Absolute, out var uri) || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps))
            throw new CommandException($"'{address}' is not an address of a server such as https://compounds.example.org.");
        key = key.Trim();
        if (key.Length == 0 || key.Any(static c => c is <= ' ' or > '~'))
            throw new CommandException("The key must be one word of plain characters.");
        return new ServerAddress(uri, key);
    }

    /// <summary>A request to a path below the root, with the key in its header.</summary>
    public HttpRequestMessage Request(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, new Uri(Uri, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _key);
        request.Headers.UserAgent.ParseAdd("compounds-cli");
        return request;
    }

    /// <inheritdoc/>
    public override string ToString() => Uri.ToString();
}
