using System.Security.Cryptography;
using System.Text.Json;
using Compounds.Simulation.Choice;

namespace Compounds.Grains.Fronts;

/// <summary>A front as it is kept: a shortcut, which simulating again would give to the bit.</summary>
internal static class FrontSnapshot
{
    /// <summary>The name of the format.</summary>
    public const string Format = "front/1";

    /// <summary>The bytes to keep.</summary>
    public static byte[] Write(SimulatedFront front) => JsonSerializer.SerializeToUtf8Bytes(front, StoredJson.Options);

    /// <summary>The address of what is kept: SHA-256, lower-case hexadecimal.</summary>
    public static string HashOf(ReadOnlySpan<byte> kept) => Convert.ToHexStringLower(SHA256.HashData(kept));

    /// <summary>What was kept; null when it is not the result that the ledger names.</summary>
    public static SimulatedFront? Read(ReadOnlyMemory<byte> kept, string resultHash) =>
        HashOf(kept.Span) == resultHash ? JsonSerializer.Deserialize<SimulatedFront>(kept.Span, StoredJson.Options) : null;
}
