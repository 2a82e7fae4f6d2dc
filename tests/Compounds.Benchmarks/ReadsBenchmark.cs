using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace Compounds.Benchmarks;

/// <summary>
/// What readers wait for while reports pour in: one compound with 1,000 claims, a list of 100 cards, and the way from an accepted report to its
/// event on the live feed; then how long a restart takes.
/// </summary>
internal static class ReadsBenchmark
{
    private const int Claims = 1_000;
    private const int Reads = 1_000;
    private const int LiveReports = 200;

    /// <summary>Reports pushed before anything is measured, so that the figures are those of a server that runs, not of one that is being compiled.</summary>
    private const int WarmUp = 40_000;

    public static async Task<int> RunAsync(int reports)
    {
        var folder = Directory.CreateTempSubdirectory("compounds-reads-");
        try
        {
            var lines = IntakeBenchmark.Generate(WarmUp + reports);
            await using (var server = await BenchmarkServer.StartAsync(folder.FullName, new Dictionary<string, string>()))
            {
                await server.RegisterAgenciesAsync(new Exchange.Generation.SyntheticOptions().Agencies);
                await server.PushAsync(ThousandClaims(), waitUntilApplied: true, outcomes: null);
                await server.PushAsync(lines.AsMemory(0, WarmUp), waitUntilApplied: true, outcomes: null);
                await MeasureAsync("quiet", server);
                using var stop = new CancellationTokenSource();
                var clock = Stopwatch.StartNew();
                var load = LoadAsync(server, lines[WarmUp..], stop.Token);
                await MeasureAsync("under load", server);
                await stop.CancelAsync();
                var pushed = await load;
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  reports pushed meanwhile: {pushed}, {pushed / clock.Elapsed.TotalSeconds:0}/s"));
            }

            var restart = Stopwatch.StartNew();
            await using var again = await BenchmarkServer.StartAsync(folder.FullName, new Dictionary<string, string>());
            var ready = restart.Elapsed;
            await again.SignInAsync();
            await (await again.Client.GetAsync("/v1/compounds?limit=100")).Content.ReadAsByteArrayAsync();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"restart: ready after {ready.TotalSeconds:0.0} s, first list of 100 cards answered after {restart.Elapsed.TotalSeconds:0.0} s"));
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task MeasureAsync(string when, BenchmarkServer server)
    {
        Print($"{when}: a compound with {Claims} claims", await TimesAsync(server, "/v1/compounds/benchmark-park"));
        Print($"{when}: a list of 100 cards", await TimesAsync(server, "/v1/compounds?limit=100"));
        Print($"{when}: accepted report to live event", await LiveAsync(server));
    }

    private static async Task<List<double>> TimesAsync(BenchmarkServer server, string path)
    {
        var times = new List<double>(Reads);
        for (var i = 0; i < Reads; i++)
        {
            var began = Stopwatch.GetTimestamp();
            using var response = await server.Client.GetAsync(path);
            response.EnsureSuccessStatusCode();
            await response.Content.ReadAsByteArrayAsync();
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        return times;
    }

    private static async Task<List<double>> LiveAsync(BenchmarkServer server)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/live");
        using var response = await server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var events = new StreamReader(await response.Content.ReadAsStreamAsync());
        var times = new List<double>(LiveReports);
        var run = Stopwatch.GetTimestamp();
        for (var i = 0; i < LiveReports; i++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"live-{run}-{i}");
            var line = $$"""{"report":"{{name}}","writtenAt":"2026-01-01","grade":"B2","handling":{"tlp":"GREEN","pap":"GREEN"},"claims":[{"subject":"compound:{{name}}","attribute":"status","value":"operating"}]}""";
            using var content = new StringContent(line, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
            (await server.Client.PostAsync("/v1/reports", content)).EnsureSuccessStatusCode();
            var accepted = Stopwatch.GetTimestamp();
            while (await events.ReadLineAsync() is { } text && !text.Contains($"compound:{name}\"", StringComparison.Ordinal))
            {
                // Events of other subjects come in between.
            }

            times.Add(Stopwatch.GetElapsedTime(accepted).TotalMilliseconds);
        }

        return times;
    }

    private static async Task<int> LoadAsync(BenchmarkServer server, byte[][] lines, CancellationToken stop)
    {
        const int Chunk = 5_000;
        var sent = 0;
        for (; sent + Chunk <= lines.Length && !stop.IsCancellationRequested; sent += Chunk)
            await server.PushAsync(lines.AsMemory(sent, Chunk), waitUntilApplied: false, outcomes: null);
        if (!stop.IsCancellationRequested)
            Console.WriteLine("  the load ended before the reads: give more reports");
        return sent;
    }

    private static byte[][] ThousandClaims() => [.. Enumerable.Range(0, Claims).Select(static i =>
    {
        var (attribute, value) = i % 2 == 0 ? ("headcount", (1_000 + (i * 3)).ToString(CultureInfo.InvariantCulture)) : ("status", "\"operating\"");
        return Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $$"""{"report":"thousand-{{i}}","agency":"agency-{{1 + (i % 12):00}}","writtenAt":"2026-{{1 + (i % 11):00}}-{{1 + (i % 22):00}}","grade":"B2","handling":{"tlp":"GREEN","pap":"GREEN"},"claims":[{"subject":"compound:benchmark-park","attribute":"{{attribute}}","value":{{value}}}]}{{'\n'}}"""));
    })];

    private static void Print(string what, List<double> milliseconds)
    {
        milliseconds.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what}: p50 {At(0.5):0.0} ms, p99 {At(0.99):0.0} ms, max {milliseconds[^1]:0.0} ms, {milliseconds.Count} times"));

        double At(double share) => milliseconds[(int)(share * (milliseconds.Count - 1))];
    }
}
