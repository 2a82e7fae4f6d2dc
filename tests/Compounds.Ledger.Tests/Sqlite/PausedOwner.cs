using System.Globalization;

namespace Compounds.Ledger.Tests;

/// <summary>The process that the owner test pauses: it appends a fact for each line that it reads, and says what became of it.</summary>
internal static class PausedOwner
{
    public const string Stream = "paused";

    public static async Task<int> RunAsync(string path)
    {
        await using var log = SqliteEventLog.Open(path);
        for (var version = 0; await Console.In.ReadLineAsync() is not null; version++)
        {
            try
            {
                Console.WriteLine(await log.TryAppendAsync(Stream, version, [Some.Fact(version)], CancellationToken.None)
                    ? string.Create(CultureInfo.InvariantCulture, $"durable {version + 1}") : "another was first");
            }
            catch (LedgerLostException lost)
            {
                Console.WriteLine(lost.Message);
            }
        }

        return 0;
    }
}
