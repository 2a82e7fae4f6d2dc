using System.IO.Compression;
using System.Text.Json;
using Compounds.Ledger;

namespace Compounds.Grains.Networks;

/// <summary>The stored form of a network that a scenario rests on: <c>network-kept</c>, then its view in compressed parts.</summary>
internal static class NetworkFacts
{
    private const string Kept = "network-kept";
    private const string Part = "network-part";

    /// <summary>Bytes of one part: far below the ledger's limit for a fact, whatever base64 adds.</summary>
    private const int PartBytes = 256 * 1024;

    private static readonly JsonSerializerOptions s_json = new(StoredJson.Options) { IncludeFields = true };

    /// <summary>The facts of a network.</summary>
    public static IReadOnlyList<NewFact> Write(NetworkView view, DateTimeOffset now)
    {
        var parts = Compress(view).Chunk(PartBytes).ToArray();
        return
        [
            new NewFact(Kept, now, JsonSerializer.SerializeToUtf8Bytes(new KeptNetwork(view.Hash, view.AsOf, view.KnownAt, parts.Length), StoredJson.Options)),
            .. parts.Select((bytes, number) => new NewFact(Part, now, JsonSerializer.SerializeToUtf8Bytes(new NetworkPart(number, bytes), StoredJson.Options))),
        ];
    }

    /// <summary>The network of a stream's facts; null when there are none.</summary>
    /// <exception cref="InvalidDataException">A part is missing.</exception>
    public static async Task<NetworkView?> ReadAsync(IAsyncEnumerable<Fact> facts)
    {
        KeptNetwork? kept = null;
        using var compressed = new MemoryStream();
        var parts = 0;
        await foreach (var fact in facts)
        {
            if (fact.Name is Kept)
                kept = JsonSerializer.Deserialize<KeptNetwork>(fact.Body.Span, StoredJson.Options);
            else if (fact.Name is Part && JsonSerializer.Deserialize<NetworkPart>(fact.Body.Span, StoredJson.Options) is { } part && part.Number == parts++)
                compressed.Write(part.Gzip);
        }

        if (kept is null)
            return null;
        if (parts != kept.Parts)
            throw new InvalidDataException($"The network {kept.Hash} has {parts} of {kept.Parts} parts.");
        compressed.Position = 0;
        await using var unzip = new GZipStream(compressed, CompressionMode.Decompress);
        return await JsonSerializer.DeserializeAsync<NetworkView>(unzip, s_json);
    }

    private static byte[] Compress(NetworkView view)
    {
        using var compressed = new MemoryStream();
        using (var zip = new GZipStream(compressed, CompressionLevel.Fastest))
            JsonSerializer.Serialize(zip, view, s_json);
        return compressed.ToArray();
    }
}

/// <summary>A network was kept because a scenario rests on it.</summary>
/// <param name="Hash">Its address.</param>
/// <param name="AsOf">When it held in the world, in UTC.</param>
/// <param name="KnownAt">What had been recorded by then went into it, in UTC.</param>
/// <param name="Parts">How many parts follow.</param>
internal sealed record KeptNetwork(string Hash, DateTimeOffset AsOf, DateTimeOffset KnownAt, int Parts);

/// <summary>A part of a kept network.</summary>
/// <param name="Number">Its number, from 0.</param>
/// <param name="Gzip">Its bytes.</param>
internal sealed record NetworkPart(int Number, byte[] Gzip);
