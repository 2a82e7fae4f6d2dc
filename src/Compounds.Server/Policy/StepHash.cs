using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Compounds.Server.Policy;

/// <summary>What was asked for, so that an Idempotency-Key stands for one step with one body and never for another.</summary>
internal static class StepHash
{
    /// <summary>The SHA-256 of the operation and of its body as it was read, in hex: spaces and the order of members do not count.</summary>
    public static string Of(HttpContext http, object? body)
    {
        var operation = http.GetEndpoint()?.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{operation}\n"));
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(body, ApiJson.Options));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
