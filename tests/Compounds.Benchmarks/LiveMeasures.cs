using Microsoft.Playwright;
using static Compounds.Benchmarks.DashboardBenchmark;

namespace Compounds.Benchmarks;

/// <summary>How the picture follows the reports: P10, P11, P12, P20.</summary>
internal static class LiveMeasures
{
    private const int Changes = 30, Changing = 300, ManyChanges = 1_200;
    private static readonly TimeSpan s_pace = TimeSpan.FromMilliseconds(100);

    public static async Task RunAsync(DashboardDesk desk)
    {
        var page = await desk.OpenMapAsync("?at=98.53,16.65,10");
        var tools = await page.Context.NewCDPSessionAsync(page);
        var (streams, bytes) = (new HashSet<string>(StringComparer.Ordinal), 0L);
        tools.Event("Network.responseReceived").OnEvent += (_, seen) =>
        {
            if (seen!.Value.GetProperty("response").GetProperty("url").GetString()!.Contains("/v1/live", StringComparison.Ordinal))
                streams.Add(seen.Value.GetProperty("requestId").GetString()!);
        };
        tools.Event("Network.dataReceived").OnEvent += (_, seen) =>
        {
            if (streams.Contains(seen!.Value.GetProperty("requestId").GetString()!))
                bytes += Math.Max(seen.Value.GetProperty("encodedDataLength").GetInt64(), 0);
        };
        await tools.SendAsync("Network.enable");
        await page.EvaluateAsync("""
            () => {
              window.heard = {};
              window.drawn = {};
              new EventSource('/v1/live').addEventListener('card', (event) => { heard[JSON.parse(event.data).id] = Date.now(); });
              const look = () => {
                for (const feature of compoundsMap.querySourceFeatures('hot')) drawn[feature.properties.id] ??= Date.now();
                requestAnimationFrame(look);
              };
              look();
            }
            """);
        await page.WaitForTimeoutAsync(1_000);
        var (messages, pixels) = (new List<double>(), new List<double>());
        for (var i = 0; i < Changes; i++)
        {
            var (id, accepted) = await desk.ReportAsync();
            await page.WaitForFunctionAsync("id => heard[id] && drawn[id]", id);
            messages.Add(await page.EvaluateAsync<double>("id => heard[id]", id) - accepted);
            pixels.Add(await page.EvaluateAsync<double>("id => drawn[id]", id) - accepted);
        }

        Print("P10 accepted report to pixel, p50", pixels.At(0.5), 250, "ms");
        Print("P10 the same, p95", pixels.At(0.95), 600, "ms");
        Print("P11 accepted report to message in the page, p50", messages.At(0.5), 30, "ms");
        Print("P12 live stream, bytes a change", (double)bytes / Changes, 400, "B");
        await page.Context.CloseAsync();
        await HeapAsync(desk);
    }

    private static async Task HeapAsync(DashboardDesk desk)
    {
        var page = await desk.OpenMapAsync("?at=98.53,16.65,10");
        var tools = await page.Context.NewCDPSessionAsync(page);
        for (var i = 1; i <= Changing; i++)
            await desk.ReportAsync(i);
        await page.WaitForTimeoutAsync(6_000);
        var before = await HeapAsync(tools);
        using var pace = new PeriodicTimer(s_pace);
        for (var i = 0; i < ManyChanges && await pace.WaitForNextTickAsync(); i++)
            await desk.ReportAsync((i % Changing) + 1);
        await page.WaitForTimeoutAsync(6_000);
        var after = await HeapAsync(tools);
        Print("P20 JS heap after the changes of twenty minutes in two", after, 120, "MB");
        Print("P20 growth", after - before, 5, "MB", $"{ManyChanges} reports on {Changing} subjects of the picture, one every {s_pace.TotalMilliseconds} ms");
        await page.Context.CloseAsync();
    }

    private static async Task<double> HeapAsync(ICDPSession tools)
    {
        await tools.SendAsync("HeapProfiler.collectGarbage");
        return (await tools.SendAsync("Runtime.getHeapUsage"))!.Value.GetProperty("usedSize").GetDouble() / 1e6;
    }
}
