using System.Globalization;
using System.IO.Hashing;
using System.Text;
using Compounds.Subjects;

namespace Compounds.Grains.Directory;

/// <summary>Which directory shard knows a name. The count is part of the stored data: changing it would lose sight of names.</summary>
public static class DirectoryShard
{
    /// <summary>Shards of the directory.</summary>
    public const int Count = 8;

    private static readonly string[] s_keys = [.. Enumerable.Range(0, Count).Select(static shard => shard.ToString(CultureInfo.InvariantCulture))];

    /// <summary>The grain key of the shard that knows a name.</summary>
    public static string KeyOf(SubjectKind kind, string name)
    {
        var key = NameIndex.KeyOf(kind, name);
        Span<byte> bytes = stackalloc byte[256];
        bytes = Encoding.UTF8.TryGetBytes(key, bytes, out var length) ? bytes[..length] : Encoding.UTF8.GetBytes(key);
        return s_keys[XxHash32.HashToUInt32(bytes) % Count];
    }
}
