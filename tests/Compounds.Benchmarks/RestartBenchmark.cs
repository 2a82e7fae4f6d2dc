using System.Diagnostics;
using System.Globalization;
using Compounds.Exchange.Generation;

namespace Compounds.Benchmarks;

/// <summary>How soon a list is there after a restart, with what was kept and without, and how long lists and searches take with so many subjects.</summary>
internal static class RestartBenchmark
{
    private const int Reads = 300;

    public static async Task<int> RunAsync(int reports, int? subjects)
    {
        var folder = Directory.CreateTempSubdirectory("compounds-restart-");
        var nothing = new Dictionary<string, string>();
        try
        {
            var options = subjects is { } count ? new SyntheticOptions { Subjects = count } : new SyntheticOptions();
            await using (var first = await BenchmarkServer.StartAsync(folder.FullName, nothing))
            {
                await first.RegisterAgenciesAsync(options.Agencies);
                foreach (var part in IntakeBenchmark.Generate(reports, options).Chunk(20_000))
                    await first.PushAsync(part, waitUntilApplied: true, outcomes: null);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{reports} reports on {options.Subjects} subjects"));
            }

            foreach (var how in new[] { "killed, nothing kept", "killed again", "stopped in order", "stopped in order again" })
            {
                var clock = Stopwatch.StartNew();
                await using var server = await BenchmarkServer.StartAsync(folder.FullName, nothing);
                var ready = clock.Elapsed;
                await server.SignInAsync();
                while (!await TryReadAsync(server, "/v1/compounds?limit=100"))
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  no list after {clock.Elapsed.TotalSeconds:0.0} s; asked again"));
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"after it was {how}: ready after {ready.TotalSeconds:0.0} s, first list after {clock.Elapsed.TotalSeconds:0.0} s"));
                if (how is "killed, nothing kept")
                    continue;
                foreach (var path in new[] { "/v1/compounds?limit=100", "/v1/compounds?limit=100&text=park", "/v1/compounds?limit=100&order=changed", "/v1/operators?limit=100" })
                    await MeasureAsync(server, path);
                await server.StopAsync();
            }

            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task MeasureAsync(BenchmarkServer server, string path)
    {
        await ReadAsync(server, path);
        var times = new List<double>(Reads);
        for (var i = 0; i < Reads; i++)
        {
            var began = Stopwatch.GetTimestamp();
            await ReadAsync(server, path);
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {path}: p50 {times[Reads / 2]:0.0} ms, p99 {times[(int)(0.99 * (Reads - 1))]:0.0} ms"));
    }

    private static async Task ReadAsync(BenchmarkServer server, string path)
    {
        if (!await TryReadAsync(server, path))
            throw new InvalidOperationException($"{path} was not answered.");
    }

    private static async Task<bool> TryReadAsync(BenchmarkServer server, string path)
    {
        using var answer = await server.Client.GetAsync(path);
        await answer.Content.ReadAsByteArrayAsync();
        return answer.IsSuccessStatusCode;
    }
}
