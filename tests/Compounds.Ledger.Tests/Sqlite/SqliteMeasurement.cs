using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Compounds.Ledger.Tests;

/// <summary>Measures the SQLite ledger under many callers, against a plain loop of inserts of the same bytes in the same run.</summary>
internal static class SqliteMeasurement
{
    private const int Callers = 256;
    private const int Streams = 2100;
    private const int BodyBytes = 600;
    private const int MaxFacts = 250;

    private static readonly NewFact[] Facts = [.. Enumerable.Range(0, MaxFacts).Select(number => Some.FactOfBytes(BodyBytes) with { RecordedAt = Some.Noon.AddSeconds(number) })];

    public static async Task<int> RunAsync(long total, int maxFacts)
    {
        using var directory = new LedgerDirectory();
        PlainLoop(directory.Ledger + ".plain", Math.Min(total, 500_000));

        await using (var log = SqliteEventLog.Open(directory.Ledger))
        {
            var callers = new Caller[Callers];
            for (var number = 0; number < Callers; number++)
                callers[number] = new Caller(log, number, maxFacts);

            var step = Math.Max(total / 6, 1);
            for (var written = 0L; written < total;)
            {
                var goal = step;
                var (watch, allocated) = (Stopwatch.StartNew(), GC.GetTotalAllocatedBytes());
                await Task.WhenAll(callers.Select(caller => Task.Run(() => caller.AppendAsync(() => Interlocked.Read(ref goal) > 0, count => Interlocked.Add(ref goal, -count)))));
                var done = step - goal;
                written += done;
                var latencies = callers.SelectMany(caller => caller.TakeLatencies()).Order().ToArray();
                Say($"{written,9} facts: {done / watch.Elapsed.TotalSeconds,8:F0}/s; an append took {latencies[latencies.Length / 2]:F0} ms in the median, {latencies[latencies.Length * 99 / 100]:F0} ms at 99 %, {latencies[^1]:F0} ms at most; {(GC.GetTotalAllocatedBytes() - allocated) / done} bytes allocated a fact; heap {GC.GetTotalMemory(true) >> 20} MB");
            }

            var reading = Stopwatch.StartNew();
            var verification = await LedgerVerification.RunAsync(log, CancellationToken.None);
            Say($"verified {verification.Facts} facts, {verification.Facts / reading.Elapsed.TotalSeconds:F0}/s, damage: {verification.Damage?.Sentence ?? "none"}");
            reading.Restart();
            var read = await log.ReadAsync("inbox/agency/7", 1, int.MaxValue, CancellationToken.None).CountAsync();
            Say($"read one stream: {read / reading.Elapsed.TotalSeconds:F0} facts/s");
        }

        var opening = Stopwatch.StartNew();
        await using (var again = SqliteEventLog.Open(directory.Ledger))
            Say($"opened again in {opening.Elapsed.TotalMilliseconds:F0} ms; {new FileInfo(directory.Ledger).Length >> 20} MB");
        return 0;
    }

    private static void PlainLoop(string path, long total)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        SqliteFile.Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE fact (stream INTEGER, version INTEGER, ticks INTEGER, name TEXT, body TEXT)");
        using var insert = new SqliteStatement(connection, "INSERT INTO fact VALUES (?1, ?2, ?3, ?4, ?5)");
        var watch = Stopwatch.StartNew();
        for (var row = 0L; row < total;)
        {
            SqliteFile.Execute(connection, "BEGIN IMMEDIATE");
            for (var end = row + 2000; row < end; row++)
            {
                var fact = Facts[row % MaxFacts];
                insert.Bind(1, row % Streams);
                insert.Bind(2, row / Streams);
                insert.Bind(3, fact.RecordedAt.UtcTicks);
                insert.BindText(4, fact.Name);
                insert.BindText(5, fact.Body.Span);
                insert.Run();
            }

            SqliteFile.Execute(connection, "COMMIT");
        }

        Say($"plain loop, no index, no chain, 2000 rows a transaction: {total / watch.Elapsed.TotalSeconds:F0}/s");
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    /// <summary>One of the concurrent callers, with streams of its own. Sizes of appends follow from its number.</summary>
    private sealed class Caller(SqliteEventLog log, int number, int maxFacts)
    {
        private readonly long[] _versions = new long[(Streams - number + Callers - 1) / Callers];
        private readonly List<double> _latencies = [];
        private int _turn;

        public async Task AppendAsync(Func<bool> goOn, Action<int> count)
        {
            while (goOn())
            {
                _turn++;
                var own = _turn % _versions.Length;
                var facts = new ArraySegment<NewFact>(Facts, 0, 1 + ((_turn + number) * 7919 % maxFacts));
                var start = Stopwatch.GetTimestamp();
                if (!await log.TryAppendAsync(string.Create(CultureInfo.InvariantCulture, $"inbox/agency/{number + (own * Callers)}"), _versions[own], facts, CancellationToken.None))
                    throw new InvalidOperationException("A writer of its own stream was refused.");
                _latencies.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                _versions[own] += facts.Count;
                count(facts.Count);
            }
        }

        public double[] TakeLatencies()
        {
            double[] taken = [.. _latencies];
            _latencies.Clear();
            return taken;
        }
    }
}
