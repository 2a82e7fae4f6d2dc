using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Compounds.Simulation.Policy;

/// <summary>The stored form of the facts: names in camel case, enumerations by name, nothing for null.</summary>
public static class PolicyActionJson
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        AllowOutOfOrderMetadataProperties = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Writes a fact.</summary>
    /// <param name="fact">The fact.</param>
    /// <returns>UTF-8 JSON.</returns>
    public static byte[] Write(PolicyActionFact fact) => JsonSerializer.SerializeToUtf8Bytes(fact, s_options);

    /// <summary>Reads a fact. Properties that a later version added are passed over.</summary>
    /// <param name="json">UTF-8 JSON.</param>
    /// <returns>The fact.</returns>
    /// <exception cref="JsonException">The text is no stored fact: the ledger is broken.</exception>
    public static PolicyActionFact Read(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize<PolicyActionFact>(json, s_options)!;
}
