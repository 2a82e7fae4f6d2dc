using Microsoft.Playwright;
using static Compounds.Benchmarks.DashboardBenchmark;

namespace Compounds.Benchmarks;

/// <summary>How the pages answer to hands: P13 to P18.</summary>
internal static class WorkingMeasures
{
    private const int GraphNodes = 150, MoreNodes = 40;

    public static async Task RunAsync(DashboardDesk desk)
    {
        var map = await desk.OpenMapAsync();
        await PanAsync(map);
        await AsOfAsync(map);
        await map.Context.CloseAsync();
        await GraphAsync(desk);
        await TableAsync(desk);
    }

    private static async Task PanAsync(IPage map)
    {
        // By the clock of the thread: software drawing takes the processors away from it, which hardware that draws would not.
        var tools = await map.Context.NewCDPSessionAsync(map);
        await tools.SendAsync("Performance.enable", new() { ["timeDomain"] = "threadTicks" });
        var before = await ScriptAsync(tools);
        var frames = await map.EvaluateAsync<double[]>("""
            async () => {
              const spent = [];
              const draw = compoundsMap._render.bind(compoundsMap);
              compoundsMap._render = (...rest) => { const began = performance.now(); const answer = draw(...rest); spent.push(performance.now() - began); return answer; };
              const began = performance.now();
              for (const center of [[102.6, 15.4], [100.6, 16.4], [98.6, 17.4], [100.6, 16.4]]) {
                compoundsMap.easeTo({ center, duration: 2500, essential: true });
                await new Promise((resolve, reject) => { compoundsMap.once('moveend', resolve); setTimeout(() => reject(new Error('The map has not moved within 20 s.')), 20000); });
              }
              return [performance.now() - began, ...spent];
            }
            """);
        Print("P13 JS processor time of a map frame, mean", (await ScriptAsync(tools) - before) / (frames.Length - 1), 6, "ms", System.FormattableString.Invariant($"by the wall clock p50 {frames.Skip(1).At(0.5):0.0} ms"));
        Print("P14 milliseconds between frames of a pan", frames[0] / (frames.Length - 1), 100, "ms", "advisory");
    }

    /// <summary>Milliseconds that the page's thread has spent in scripts.</summary>
    private static async Task<double> ScriptAsync(ICDPSession tools)
    {
        var metrics = (await tools.SendAsync("Performance.getMetrics"))!.Value.GetProperty("metrics");
        return 1000 * metrics.EnumerateArray().Single(static metric => metric.GetProperty("name").GetString() == "ScriptDuration").GetProperty("value").GetDouble();
    }

    private static async Task AsOfAsync(IPage map)
    {
        await map.EvaluateAsync("() => { window.shown = 0; compoundsMap.on('sourcedata', (event) => { if (event.sourceId === 'subjects' && event.sourceDataType === 'content') shown = performance.now(); }); }");
        // A person looks at a day before asking for the next; meanwhile the page reads that one.
        Print("P15 as-of step, a second after the one before, p50", (await StepsAsync(map, 1_000)).At(0.5), 350, "ms");
        Print("P15 the same, each right after the other", (await StepsAsync(map, 0)).At(0.5), null, "ms", "the server fuses every subject for that day while the last one is drawn");
    }

    private static async Task<List<double>> StepsAsync(IPage map, float pause)
    {
        var steps = new List<double>();
        for (var i = 0; i < 6; i++)
        {
            var began = await map.EvaluateAsync<double>("() => performance.now()");
            await map.Keyboard.PressAsync("[");
            await map.WaitForFunctionAsync("began => shown > began", began);
            steps.Add(await map.EvaluateAsync<double>("() => shown") - began);
            await map.WaitForTimeoutAsync(pause);
        }

        return steps;
    }

    private static async Task GraphAsync(DashboardDesk desk)
    {
        var busiest = await desk.OpenAsync("/subjects?kind=operator&sort=reports");
        await busiest.Locator("tbody a").First.WaitForAsync();
        Print("P16 graph, first draw, p50", (await DrawsAsync(busiest, (await busiest.Locator("tbody a").First.GetAttributeAsync("href"))!)).At(0.5), 600, "ms", "the subject with most reports");
        await busiest.Context.CloseAsync();
        var operated = await desk.ReportOperatorAsync(GraphNodes + MoreNodes);
        var dense = await desk.OpenAsync("/subjects?kind=operator");
        await dense.Locator("tbody a").First.WaitForAsync();
        Print("P16 the same of 150 nodes", (await DrawsAsync(dense, $"/subjects/{operated}")).At(0.5), 600, "ms", $"{MoreNodes} more are told as a number");
        if (await dense.EvaluateAsync<int>("id => fetch(`/v1/graph?focus=${id}`).then((answer) => answer.json()).then((graph) => graph.nodes.length)", operated) is var nodes and not GraphNodes)
            throw new InvalidOperationException($"The graph has {nodes} nodes, not {GraphNodes}.");
        await dense.Context.CloseAsync();
    }

    /// <summary>Opens a subject's graph from the table three times; answers how long each took to the frame that shows it.</summary>
    private static async Task<List<double>> DrawsAsync(IPage page, string path)
    {
        var times = new List<double>();
        for (var i = 0; i < 3; i++)
        {
            var began = await page.EvaluateAsync<double>("path => { history.pushState(null, '', `${path}/graph`); dispatchEvent(new PopStateEvent('popstate')); return performance.now(); }", path);
            await page.Locator(".graph canvas").First.WaitForAsync();
            times.Add(await page.EvaluateAsync<double>("() => new Promise((resolve) => requestAnimationFrame(() => resolve(performance.now())))") - began);
            await page.GoBackAsync();
            await page.Locator("tbody a").First.WaitForAsync();
        }

        return times;
    }

    private static async Task TableAsync(DashboardDesk desk)
    {
        var page = await desk.OpenAsync("/subjects");
        await page.Locator("tbody a").First.WaitForAsync();
        var sorts = await page.EvaluateAsync<double[]>("""
            async () => {
              const spent = [];
              for (const button of [...document.querySelectorAll('thead button'), ...document.querySelectorAll('thead button')]) {
                const began = performance.now();
                button.click();
                await Promise.resolve();
                document.body.offsetHeight;
                spent.push(performance.now() - began);
              }
              return spent;
            }
            """);
        Print("P17 sort of the whole table, p50", sorts.At(0.5), 100, "ms", System.FormattableString.Invariant($"most {sorts.Max():0} ms"));
        // A hand takes a quarter of a second from one click to the next, and a tenth from key to key.
        var unhurried = await InteractAsync(page, 250, 100);
        Print("P18 click or key to the next paint, p95", unhurried.At(0.95), 100, "ms", $"{unhurried.Length} interactions at the pace of a hand");
        Print("P18 the same, each right after the other", (await InteractAsync(page, 0, 0)).At(0.95), null, "ms");
        await page.Context.CloseAsync();
    }

    /// <summary>Sorts, filters, searches and opens; answers how long each click or key waited for the next paint.</summary>
    private static async Task<double[]> InteractAsync(IPage page, float pause, float keyPause)
    {
        await page.EvaluateAsync("""
            () => {
              window.told?.disconnect();
              [window.waits, window.before] = [{}, performance.interactionCount];
              window.told = new PerformanceObserver((list) => { for (const entry of list.getEntries()) if (entry.interactionId) waits[entry.interactionId] = Math.max(waits[entry.interactionId] ?? 0, entry.duration); });
              told.observe({ type: 'event', durationThreshold: 16 });
            }
            """);
        var (buttons, palette) = (page.Locator("thead button"), page.Locator("[role=dialog] [role=combobox]"));
        for (var round = 0; round < 3; round++)
        {
            for (var at = 0; at < await buttons.CountAsync(); at++)
            {
                await buttons.Nth(at).ClickAsync();
                await page.WaitForTimeoutAsync(pause);
            }

            foreach (var kind in new[] { "compound", "" })
            {
                await page.Locator(".filters select").First.SelectOptionAsync(kind);
                await page.WaitForTimeoutAsync(pause);
            }

            await page.Keyboard.PressAsync("Control+k");
            await palette.WaitForAsync();
            await page.WaitForTimeoutAsync(pause);
            await page.Keyboard.TypeAsync("park", new() { Delay = keyPause });
            await page.WaitForTimeoutAsync(pause);
            await page.Keyboard.PressAsync("Escape");
            await palette.WaitForAsync(new() { State = WaitForSelectorState.Detached });
            await page.WaitForTimeoutAsync(pause);
            await page.Locator("tbody a").First.ClickAsync();
            await page.WaitForTimeoutAsync(pause);
            await page.GoBackAsync();
            await page.Locator("tbody a").First.WaitForAsync();
            await page.WaitForTimeoutAsync(pause);
        }

        // The browser tells only of those that took 16 ms or more; of the others it tells how many there were.
        return await page.EvaluateAsync<double[]>("() => { const slow = Object.values(waits); return [...slow, ...Array(Math.max(0, performance.interactionCount - before - slow.length)).fill(16)]; }");
    }
}
