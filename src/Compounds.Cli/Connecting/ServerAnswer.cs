using System.Text.Json;
using System.Text.RegularExpressions;

namespace Compounds.Cli.Connecting;

/// <summary>What a server's refusal says, as one sentence.</summary>
internal static partial class ServerAnswer
{
    private const int MostCharacters = 64 * 1024;

    /// <summary>Reads the refusal: title, detail and type of problem details, or the bare status when the body holds none.</summary>
    public static async Task<string> SentenceAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = $"{(int)response.StatusCode} {response.ReasonPhrase}".TrimEnd();
        if (response.Content.Headers.ContentType?.MediaType is not ("application/problem+json" or "application/json"))
            return $"The server answered {status}.";
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        var text = new char[MostCharacters];
        var length = await reader.ReadBlockAsync(text, cancellationToken);
        return $"The server answered {status}{Explanation(text.AsMemory(0, length))}";
    }

    private static string Explanation(ReadOnlyMemory<char> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var problem = document.RootElement;
            string[] parts = [Text(problem, "title"), Text(problem, "detail")];
            var said = string.Join(" ", parts.Where(static part => part.Length > 0).Select(static part => part.EndsWith('.') ? part : part + "."));
            var type = Text(problem, "type");
            return (said.Length > 0 ? $": {said}" : ".") + (type.Length > 0 && type != "about:blank" && !Rfc().IsMatch(type) ? $" ({type})" : "");
        }
        catch (JsonException)
        {
            return ".";
        }
    }

    private static string Text(JsonElement problem, string name) =>
        problem.ValueKind == JsonValueKind.Object && problem.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()!.Trim() : "";

    // The framework's own types only name the section of the standard that defines the status: noise for a reader.
    [GeneratedRegex("^https?://(tools\\.ietf\\.org|datatracker\\.ietf\\.org|www\\.rfc-editor\\.org)/", RegexOptions.CultureInvariant)]
    private static partial Regex Rfc();
}
