using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Compounds.Ledger;

namespace Compounds.Grains;

/// <summary>How small facts are written: camel case, enums by name, every script readable. Part of the stored contract (golden files).</summary>
internal static class StoredJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>A fact of a family whose members carry their stored names.</summary>
    public static NewFact Fact<T>(T fact, DateTimeOffset now) => Named(JsonSerializer.SerializeToUtf8Bytes(fact, Options), now);

    /// <summary>A written fact, under the stored name that is its <c>$type</c>.</summary>
    public static NewFact Named(byte[] body, DateTimeOffset now)
    {
        using var document = JsonDocument.Parse(body);
        return new NewFact(document.RootElement.GetProperty("$type").GetString()!, now, body);
    }
}
