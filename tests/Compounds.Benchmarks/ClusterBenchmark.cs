using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Compounds.Driving;
using Compounds.Exchange.Generation;

namespace Compounds.Benchmarks;

/// <summary>
/// Intake over HTTP on the cluster profile: one silo or several on Azurite, which keeps its files on this disk. Reports a second durable and
/// applied, with the processor time of the silos and of Azurite.
/// </summary>
internal static class ClusterBenchmark
{
    private const int WarmUp = 40_000;

    public static async Task<int> RunAsync(int reports, int silos, IReadOnlyDictionary<string, string> settings)
    {
        var folder = Directory.CreateTempSubdirectory("compounds-cluster-");
        var servers = new List<BenchmarkServer>();
        try
        {
            var lines = IntakeBenchmark.Generate(WarmUp + reports);
            await using var azurite = await Azurite.StartAsync(Path.Combine(folder.FullName, "azurite"));
            for (var silo = 0; silo < silos; silo++)
                servers.Add(await StartAsync(folder.FullName, azurite, settings));
            await servers[0].RegisterAgenciesAsync(new SyntheticOptions().Agencies);
            foreach (var server in servers[1..])
                server.Client.DefaultRequestHeaders.Authorization = servers[0].Client.DefaultRequestHeaders.Authorization;

            await IntakeBenchmark.PushAsync("warm-up", servers, lines[..WarmUp]);
            var (used, clock) = (azurite.ProcessorTime, Stopwatch.StartNew());
            await IntakeBenchmark.PushAsync($"new, {silos} silos", servers, lines[WarmUp..]);
            var busy = azurite.ProcessorTime - used;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  Azurite: {busy.TotalMicroseconds / reports:0} us of processor a report, busy {busy / clock.Elapsed:P0}; memory of the silos {string.Join(", ", servers.Select(static server => server.ResidentMegabytes()))} MB"));
            return 0;
        }
        finally
        {
            foreach (var server in servers)
                await server.DisposeAsync();
            folder.Delete(recursive: true);
        }
    }

    private static Task<BenchmarkServer> StartAsync(string folder, Azurite azurite, IReadOnlyDictionary<string, string> settings) =>
        BenchmarkServer.StartAsync(folder, new Dictionary<string, string>(settings)
        {
            ["Ledger__Provider"] = "azure",
            ["Ledger__ConnectionString"] = azurite.ConnectionString,
            ["Orleans__ClusterId"] = "compounds",
            ["Orleans__Endpoints__AdvertisedIPAddress"] = "127.0.0.1",
            ["Orleans__Endpoints__SiloPort"] = FreePort(),
        });

    private static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }
}
