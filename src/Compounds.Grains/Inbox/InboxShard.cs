using System.IO.Hashing;
using System.Text;
using Compounds.Reports;

namespace Compounds.Grains.Inbox;

/// <summary>Which shard of an agency's inbox holds a report. The count is part of the stored data: changing it would lose sight of reports.</summary>
public static class InboxShard
{
    /// <summary>Shards an agency.</summary>
    public const int Count = 4;

    /// <summary>The grain key of the shard that holds a report.</summary>
    public static string KeyOf(ReportKey report)
    {
        Span<byte> bytes = stackalloc byte[ReportKey.MaxIdLength * 3];
        var length = Encoding.UTF8.GetBytes(report.Id, bytes);
        return Key(report.Agency, (int)(XxHash32.HashToUInt32(bytes[..length]) % Count));
    }

    /// <summary>The grain keys of all shards of an agency.</summary>
    public static IEnumerable<string> KeysOf(string agency) => Enumerable.Range(0, Count).Select(shard => Key(agency, shard));

    private static string Key(string agency, int shard) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{agency}/{shard}");
}
