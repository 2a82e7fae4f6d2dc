using System.Collections.Immutable;
using System.IO.Compression;
using System.Text.Json;
using Compounds.Simulation;

namespace Compounds.Grains.Scenarios;

/// <summary>The outcome of a scenario as it is kept: a shortcut, which simulating again would give to the bit.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Sensitivity">What moves it most; null when that was not reckoned yet.</param>
internal sealed record ScenarioSnapshot(Outcome Outcome, ImmutableArray<Influence>? Sensitivity)
{
    /// <summary>The name of the format.</summary>
    public const string Format = "scenario-result/1";

    // The interval of the median is a tuple, which has fields.
    private static readonly JsonSerializerOptions s_json = new(StoredJson.Options) { IncludeFields = true };

    /// <summary>The bytes to keep.</summary>
    public byte[] Write()
    {
        using var compressed = new MemoryStream();
        using (var zip = new GZipStream(compressed, CompressionLevel.Fastest))
            JsonSerializer.Serialize(zip, this, s_json);
        return compressed.ToArray();
    }

    /// <summary>What was kept; null when it is none, or its numbers are not those of the result that the ledger names.</summary>
    public static ScenarioSnapshot? Read(ReadOnlyMemory<byte> kept, string resultHash)
    {
        try
        {
            using var unzip = new GZipStream(new MemoryStream(kept.ToArray()), CompressionMode.Decompress);
            return JsonSerializer.Deserialize<ScenarioSnapshot>(unzip, s_json) is { } snapshot && OutcomeHash.Of(snapshot.Outcome) == resultHash ? snapshot : null;
        }
        catch (Exception damage) when (damage is JsonException or InvalidDataException)
        {
            return null;
        }
    }
}
