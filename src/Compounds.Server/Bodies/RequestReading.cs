using System.Text.Json;
using System.Text.RegularExpressions;

namespace Compounds.Server.Bodies;

/// <summary>Says what would be right where a request could not be bound to its endpoint.</summary>
internal static partial class RequestReading
{
    /// <summary>The sentence for a request that was refused before its endpoint ran.</summary>
    public static string Mend(BadHttpRequestException refused, HttpContext http)
    {
        if (refused.StatusCode is not StatusCodes.Status400BadRequest)
            return refused.Message;
        if (refused.InnerException is JsonException malformed)
            return $"The body cannot be read{Place(malformed)}; send {BodyChecks.Expected(http) ?? "JSON"}, as the API reference says.";
        if (Parameter().Match(refused.Message) is { Success: true } parameter)
            return $"The value of '{parameter.Groups["name"].Value}' cannot be read; give {Kind(parameter.Groups["type"].Value)}, once.";
        return BodyChecks.Expected(http) is { } expected
            ? $"The body is null, empty or broken off; send {expected}, as the API reference says."
            : $"The request is malformed: {refused.Message}";
    }

    private static string Place(JsonException malformed) =>
        malformed.Path is { Length: > 1 and < 100 } path ? $" at {path}"
            : malformed.LineNumber is { } line ? $" after line {line + 1}" : "";

    private static string Kind(string type) => type.Replace("Nullable<", "", StringComparison.Ordinal).TrimEnd('>', '?') switch
    {
        "int" or "long" or "Int32" or "Int64" => "a whole number",
        "double" or "Double" => "a number",
        "bool" or "Boolean" => "true or false",
        _ => "a value of the kind that the API reference names",
    };

    // The framework names the parameter, with its type, only in this text.
    [GeneratedRegex("""^Failed to bind parameter "(?<type>[^" ]+) (?<name>[^" ]+)" from""", RegexOptions.CultureInvariant)]
    private static partial Regex Parameter();
}
