using System.Globalization;
using Azure.Data.Tables;

namespace Compounds.Ledger;

/// <summary>The entities of one stream's partition: packs of facts under the version of their last fact, and the head.</summary>
/// <remarks>
/// The last version is the key, so that "from version v" is a range of keys that begins with the pack that holds v. The head sorts
/// behind all of them. Each pack carries the number of the append that wrote it, by which a lost answer is recognised.
/// </remarks>
internal static class FactEntity
{
    public const string HeadKey = "head";

    private const string AppendProperty = "Append";
    private const string FirstProperty = "First";
    private const string StreamProperty = "Stream";
    private const string VersionProperty = "Version";
    private const string HashProperty = "Hash";

    public static string RowKey(long version) => version.ToString("D19", CultureInfo.InvariantCulture);

    public static TableEntity OfPack(string partition, long first, long last, byte[] pack, Guid append)
    {
        var entity = new TableEntity(partition, RowKey(last)) { [FirstProperty] = first, [AppendProperty] = append };
        for (var chunk = 0; chunk * TableLimits.MaxPropertyBytes < pack.Length; chunk++)
        {
            var start = chunk * TableLimits.MaxPropertyBytes;
            entity[ChunkProperty(chunk)] = pack[start..Math.Min(pack.Length, start + TableLimits.MaxPropertyBytes)];
        }

        return entity;
    }

    public static TableEntity OfHead(string partition, StoredHead head) => new(partition, HeadKey)
    {
        [StreamProperty] = head.Stream,
        [VersionProperty] = head.Version,
        [HashProperty] = head.Hash.ToArray(),
    };

    public static StoredHead Head(string stream, TableEntity entity) =>
        new(stream, entity.GetInt64(VersionProperty) ?? 0, entity.GetBinary(HashProperty) ?? []);

    public static byte[] Pack(TableEntity entity)
    {
        if (!entity.ContainsKey(ChunkProperty(1)))
            return entity.GetBinary(ChunkProperty(0)) ?? [];

        using var pack = new MemoryStream();
        for (var chunk = 0; entity.TryGetValue(ChunkProperty(chunk), out var bytes); chunk++)
            pack.Write((byte[])bytes);
        return pack.ToArray();
    }

    public static bool IsOf(TableEntity entity, Guid append) => entity.GetGuid(AppendProperty) == append;

    private static string ChunkProperty(int chunk) => string.Create(CultureInfo.InvariantCulture, $"Pack{chunk:D2}");
}
