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

    /// <summary>The grain key of the shard that knows a name.</summary>
    public static string KeyOf(SubjectKind kind, string name) =>
        (XxHash32.HashToUInt32(Encoding.UTF8.GetBytes(NameIndex.KeyOf(kind, name))) % Count).ToString(CultureInfo.InvariantCulture);
}
