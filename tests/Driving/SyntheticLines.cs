using System.Buffers;
using System.Text;
using Compounds.Exchange.Generation;

namespace Compounds.Driving;

/// <summary>Seeded synthetic traffic, line by line. It ends in the past, so that the clock of no machine makes it the future.</summary>
internal static class SyntheticLines
{
    public static readonly DateTimeOffset Until = new(2025, 6, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The agencies that file.</summary>
    public const int Agencies = 12;

    public static string[] Generate(ulong seed, int count, int subjects)
    {
        using var reports = new SyntheticReports(seed, new SyntheticOptions { Subjects = subjects, Agencies = Agencies, NarrativeLength = 60, Until = Until });
        var buffer = new ArrayBufferWriter<byte>(count * 700);
        reports.WriteTo(buffer, count);
        return Encoding.UTF8.GetString(buffer.WrittenSpan).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
