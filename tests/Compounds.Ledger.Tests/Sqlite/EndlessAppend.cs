using System.Globalization;

namespace Compounds.Ledger.Tests;

/// <summary>The process that the kill test kills: appends to several streams at once and prints what it was told is durable.</summary>
internal static class EndlessAppend
{
    public const int Streams = 8;

    public static string Stream(int number) => string.Create(CultureInfo.InvariantCulture, $"stream/{number}");

    public static async Task<int> RunAsync(string path)
    {
        await using var log = SqliteEventLog.Open(path);
        await Task.WhenAll(Enumerable.Range(0, Streams).Select(number => Task.Run(() => AppendAsync(log, Stream(number)))));
        return 0;
    }

    /// <summary>Reads a printed line.</summary>
    /// <returns>The stream and the version that was answered; nothing for a line cut off by the kill.</returns>
    public static (string Stream, long Version)? Parse(string line) =>
        line.Split(' ') is ["durable", var stream, var version, "."] ? (stream, long.Parse(version, CultureInfo.InvariantCulture)) : null;

    private static async Task AppendAsync(SqliteEventLog log, string stream)
    {
        for (var version = 0; await log.TryAppendAsync(stream, version, Some.Facts(version + 1, 1 + (version % 5)), CancellationToken.None);)
        {
            version += 1 + (version % 5);
            Console.WriteLine($"durable {stream} {version} .");
        }
    }
}
