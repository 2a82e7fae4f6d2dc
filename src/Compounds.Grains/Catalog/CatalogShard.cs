using System.Globalization;
using System.IO.Hashing;
using System.Text;
using Compounds.Subjects;

namespace Compounds.Grains.Catalog;

/// <summary>Which catalogue shard holds a subject's card. Nothing of it is stored, so the count may change.</summary>
public static class CatalogShard
{
    /// <summary>Shards of the catalogue.</summary>
    public const int Count = 8;

    /// <summary>The keys of all shards.</summary>
    public static IReadOnlyList<string> Keys { get; } = [.. Enumerable.Range(0, Count).Select(static shard => shard.ToString(CultureInfo.InvariantCulture))];

    /// <summary>The key of the shard that holds a subject.</summary>
    public static string KeyOf(SubjectId subject) => Keys[(int)(XxHash32.HashToUInt32(Encoding.UTF8.GetBytes(subject.Value)) % Count)];
}
