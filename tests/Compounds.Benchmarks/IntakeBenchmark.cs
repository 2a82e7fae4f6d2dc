using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Compounds.Exchange.Generation;
using Microsoft.Data.Sqlite;

namespace Compounds.Benchmarks;

/// <summary>
/// Intake over HTTP on the embedded profile: reports a second durable and applied, tenth by tenth, then the same again as duplicates, with the
/// server's memory. Beside it in the same run: raw SQLite inserts of the same bytes as the limit, and PostgreSQL as what others would take.
/// </summary>
internal static class IntakeBenchmark
{
    private const int Connections = 8;
    private const int Tenths = 10;

    /// <summary>Reports pushed before anything is measured, so that the figures are those of a server that runs, not of one that is being compiled.</summary>
    private const int WarmUp = 40_000;

    public static async Task<int> RunAsync(int reports, IReadOnlyDictionary<string, string> serverSettings)
    {
        var folder = Directory.CreateTempSubdirectory("compounds-intake-");
        try
        {
            var lines = Generate(WarmUp + reports);
            var (warmUp, measured) = (lines[..WarmUp], lines[WarmUp..]);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{reports} generated lines, {measured.Sum(static line => (long)line.Length) / 1e6:0} MB, {Connections} connections, {Environment.ProcessorCount} cores"));
            RawSqlite(Path.Combine(folder.FullName, "raw.db"), measured);
            var peer = await PostgresPeer.RunAsync(measured);
            if (peer is { } rate)
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"PostgreSQL, the same lines, 1,000 a transaction, one connection, neither HTTP nor fusion: {rate:0} reports/s"));
            await using var server = await BenchmarkServer.StartAsync(folder.FullName, serverSettings);
            await server.RegisterAgenciesAsync(new SyntheticOptions().Agencies);
            await PushAsync("warm-up", [server], warmUp);
            var own = await PushAsync("new", [server], measured);
            if (peer is { } other)
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {own / other:0.00} of PostgreSQL"));
            Console.WriteLine($"  server memory {server.ResidentMegabytes()} MB");
            await PushAsync("duplicates", [server], measured);
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Pushes lines tenth by tenth through one server or several in turn, and says at what rate they were durable and applied.</summary>
    public static async Task<double> PushAsync(string what, IReadOnlyList<BenchmarkServer> servers, byte[][] lines)
    {
        var (clock, used) = (Stopwatch.StartNew(), Used());
        using var self = Process.GetCurrentProcess();
        var own = self.TotalProcessorTime;
        var outcomes = new Dictionary<string, int>(StringComparer.Ordinal);
        var size = lines.Length / Tenths;
        var rates = new List<double>();
        for (var tenth = 0; tenth < Tenths; tenth++)
        {
            var began = clock.Elapsed;
            var part = lines.AsMemory(tenth * size, size);
            var share = size / Connections;
            await Task.WhenAll(Enumerable.Range(0, Connections).Select(c => servers[c % servers.Count].PushAsync(part.Slice(c * share, share), waitUntilApplied: false, outcomes)));
            // The stragglers: whatever stands last in each inbox is asked for again and answered once it is applied.
            await servers[0].PushAsync(part[^Math.Min(2_000, size)..], waitUntilApplied: true, outcomes: null);
            rates.Add(size / (clock.Elapsed - began).TotalSeconds);
        }

        var rate = lines.Length / clock.Elapsed.TotalSeconds;
        self.Refresh();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  processor time a report: server {(Used() - used).TotalMicroseconds / lines.Length:0} us, sender {(self.TotalProcessorTime - own).TotalMicroseconds / lines.Length:0} us"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what}: {rate:0} reports/s durable and applied; by tenth {string.Join(' ', rates.Select(static rate => rate.ToString("0", CultureInfo.InvariantCulture)))}; {string.Join(", ", outcomes.OrderBy(static each => each.Key).Select(static each => $"{each.Value} {each.Key}"))}"));
        return rate;

        TimeSpan Used() => servers.Aggregate(TimeSpan.Zero, static (sum, server) => sum + server.ProcessorTime());
    }

    public static byte[][] Generate(int count, SyntheticOptions? options = null)
    {
        using var reports = new SyntheticReports(seed: 1, options);
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(count * 1_000);
        reports.WriteTo(buffer, count);
        var lines = new List<byte[]>(count);
        var rest = buffer.WrittenSpan;
        for (var end = rest.IndexOf((byte)'\n'); end >= 0; end = rest.IndexOf((byte)'\n'))
        {
            lines.Add(rest[..(end + 1)].ToArray());
            rest = rest[(end + 1)..];
        }

        return [.. lines];
    }

    private static void RawSqlite(string path, byte[][] lines)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using (var setup = connection.CreateCommand())
        {
            setup.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE raw(id INTEGER PRIMARY KEY, body BLOB);";
            setup.ExecuteNonQuery();
        }

        var clock = Stopwatch.StartNew();
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO raw(body) VALUES($body)";
        var body = insert.Parameters.Add("$body", SqliteType.Blob);
        foreach (var batch in lines.Chunk(512))
        {
            using var transaction = connection.BeginTransaction();
            insert.Transaction = transaction;
            foreach (var line in batch)
            {
                body.Value = line;
                insert.ExecuteNonQuery();
            }

            transaction.Commit();
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"raw SQLite, the same lines, 512 a transaction, one thread: {lines.Length / clock.Elapsed.TotalSeconds:0} reports/s (the limit)"));
    }
}
