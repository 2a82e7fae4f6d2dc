using Microsoft.Playwright;
using static Compounds.Benchmarks.DashboardBenchmark;

namespace Compounds.Benchmarks;

/// <summary>What one waits for before one can begin: P1, P2, P3, P9, P21.</summary>
internal static class OpeningMeasures
{
    private const int Runs = 5;

    public static async Task RunAsync(DashboardDesk desk)
    {
        var (paints, shells, maps) = (new List<double>(), new List<double>(), new List<double>());
        for (var run = 0; run < Runs; run++)
        {
            var page = await desk.OpenAsync("/subjects");
            shells.Add(await page.EvaluateAsync<double>("() => performance.now()"));
            paints.Add(await page.EvaluateAsync<double>("() => performance.getEntriesByName('first-contentful-paint')[0].startTime"));
            await page.Context.CloseAsync();
            var map = await desk.OpenMapAsync();
            maps.Add(await map.EvaluateAsync<double>("() => performance.now()"));
            await map.Context.CloseAsync();
        }

        Print("P1 first contentful paint, cold", paints.At(0.5), 1_500, "ms");
        Print("P2 interactive shell, cold", shells.At(0.5), 1_000, "ms");
        Print("P2 the same at 300 ms and 1 Mbit/s", await SlowAsync(desk), 2_500, "ms");
        Print("P3 map idle, cold", maps.At(0.5), 5_000, "ms");
        await WarmAsync(desk);
        await OfflineAsync(desk);
    }

    private static async Task<double> SlowAsync(DashboardDesk desk)
    {
        var context = await desk.ContextAsync();
        var page = await context.NewPageAsync();
        var tools = await context.NewCDPSessionAsync(page);
        await tools.SendAsync("Network.enable");
        await tools.SendAsync("Network.emulateNetworkConditions", new() { ["offline"] = false, ["latency"] = 300, ["downloadThroughput"] = 125_000, ["uploadThroughput"] = 125_000 });
        await page.GotoAsync("/subjects", new() { WaitUntil = WaitUntilState.Commit });
        await page.Locator("h1").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        var shell = await page.EvaluateAsync<double>("() => performance.now()");
        await context.CloseAsync();
        return shell;
    }

    /// <summary>Goes through the pages once, and again when all has been kept; counts what the second time brings over the line.</summary>
    private static async Task WarmAsync(DashboardDesk desk)
    {
        var page = await desk.OpenMapAsync();
        var tools = await page.Context.NewCDPSessionAsync(page);
        var (files, bytes, isCounted) = (new HashSet<string>(StringComparer.Ordinal), 0L, false);
        tools.Event("Network.responseReceived").OnEvent += (_, seen) =>
        {
            var path = new Uri(seen!.Value.GetProperty("response").GetProperty("url").GetString()!).AbsolutePath;
            if (isCounted && !path.StartsWith("/v1/", StringComparison.Ordinal))
                files.Add(seen.Value.GetProperty("requestId").GetString()!);
        };
        tools.Event("Network.loadingFinished").OnEvent += (_, seen) =>
        {
            if (files.Contains(seen!.Value.GetProperty("requestId").GetString()!))
                bytes += seen.Value.GetProperty("encodedDataLength").GetInt64();
        };
        await tools.SendAsync("Network.enable");
        foreach (var round in new[] { 1, 2 })
        {
            isCounted = round == 2;
            foreach (var path in new[] { "/subjects", "/watch", "/deliveries", "/map" })
            {
                await page.EvaluateAsync("path => { history.pushState(null, '', path); dispatchEvent(new PopStateEvent('popstate')); }", path);
                await page.WaitForTimeoutAsync(2_000);
            }
        }

        Print("P9 warm change of page, bytes other than data", bytes, 0, "B", $"{files.Count} files asked for, of what is kept");
        await page.Context.CloseAsync();
    }

    private static async Task OfflineAsync(DashboardDesk desk)
    {
        var page = await desk.OpenMapAsync();
        await page.EvaluateAsync("() => navigator.serviceWorker?.ready.then(() => true)");
        await page.ReloadAsync();
        await DashboardDesk.IdleAsync(page);
        await page.WaitForTimeoutAsync(2_000);
        await page.Context.SetOfflineAsync(true);
        await page.ReloadAsync();
        await page.WaitForFunctionAsync("() => document.querySelector('.canvas')?.dataset.idle === 'true' && compoundsMap.loaded()");
        Print("P21 offline reload to map", await page.EvaluateAsync<double>("() => performance.now()"), 4_000, "ms");
        await page.Context.CloseAsync();
    }
}
