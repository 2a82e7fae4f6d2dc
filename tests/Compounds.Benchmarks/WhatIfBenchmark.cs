using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Playwright;

namespace Compounds.Benchmarks;

/// <summary>How long policy staff wait for an answer: questions one after the other through the API and in the dashboard (P19), on a network compiled from reports.</summary>
internal static class WhatIfBenchmark
{
    private const int Feeds = 20, SitesEach = 5, TownsEach = 7, ClinicsEach = 2, Questions = 60, Pages = 30, Hours = 720, Samples = 512;

    public static async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("compounds-what-if-");
        try
        {
            await using var server = await BenchmarkServer.StartAsync(folder.FullName, new Dictionary<string, string> { ["Dashboard__Path"] = DashboardBenchmark.Built });
            await server.RegisterAgenciesAsync(1);
            await server.PushAsync(Reports(), waitUntilApplied: true, outcomes: null);
            var network = await server.Client.GetFromJsonAsync<JsonElement>("/v1/network");
            Console.WriteLine($"network: {network.GetProperty("nodes").GetArrayLength()} nodes, {network.GetProperty("edges").GetArrayLength()} edges; {Samples} samples, {Hours} hours, {Environment.ProcessorCount} cores");
            await AskAsync(server, "warm-up", Feeds);
            Print("what-if", await AskAsync(server, "measured", Questions));
            using var playwright = await Playwright.CreateAsync();
            await using var browser = await DashboardBenchmark.LaunchAsync(playwright);
            Print("P19 what-if in the page, from the button to the chart", await AskOnScreenAsync(await new DashboardDesk(browser, server).OpenAsync("/simulate")));
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<List<double>> AskAsync(BenchmarkServer server, string title, int questions)
    {
        var times = new List<double>();
        for (var i = 0; i < questions; i++)
        {
            // Every question is another one: an answer that is kept would measure nothing.
            object[] measures = [new { kind = "cutPower", target = $"infrastructure:feed-{i % Feeds}", fromHour = 24 + (i / Feeds), depth = title == "measured" ? 1.0 : 0.9 }];
            var began = Stopwatch.GetTimestamp();
            using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/scenarios") { Content = JsonContent.Create(new { title, measures, horizonHours = Hours, samples = Samples, tolerance = 0 }) };
            request.Headers.Add("Prefer", "wait");
            using var response = await server.Client.SendAsync(request);
            var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            var id = answer.GetProperty("id").GetString();
            if (answer.GetProperty("run").GetProperty("state").GetString() != "completed" || answer.GetProperty("outcome").GetProperty("samples").GetInt32() != Samples)
                throw new InvalidOperationException($"Scenario {id} was not completed.");
            await server.Client.GetStringAsync($"/v1/scenarios/{id}/progress"); // What moves the answer is reckoned after it: a person reads meanwhile.
        }

        return times;
    }

    private static async Task<List<double>> AskOnScreenAsync(IPage page)
    {
        var times = new List<double>();
        for (var i = 0; i < Pages; i++)
        {
            await page.EvaluateAsync("path => { history.pushState(null, '', path); dispatchEvent(new PopStateEvent('popstate')); }", $"/simulate/new?m=cutPower,infrastructure:feed-{i % Feeds},{48 + (i / Feeds)},,1&days={Hours / 24}&n={Samples}");
            await page.Locator("fieldset", new() { HasText = "Measures (1)" }).WaitForAsync();
            await page.EvaluateAsync("""
                () => {
                  window.drawnAt = 0;
                  document.addEventListener('submit', () => { window.askedAt = performance.now(); }, { capture: true, once: true });
                  const look = () => { if (document.querySelector('[data-drawn=captiveExposure] canvas')) drawnAt = performance.now(); else requestAnimationFrame(look); };
                  look();
                }
                """);
            await page.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true }).ClickAsync();
            await page.WaitForFunctionAsync("() => drawnAt > 0");
            if (i >= Pages / 5)
                times.Add(await page.EvaluateAsync<double>("() => drawnAt - askedAt"));
            await page.GetByText("Swing").WaitForAsync();
        }

        return times;
    }

    private static void Print(string what, List<double> milliseconds)
    {
        milliseconds.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what}: p50 {milliseconds[milliseconds.Count / 2]:0} ms, p95 {milliseconds[(int)(0.95 * (milliseconds.Count - 1))]:0} ms, max {milliseconds[^1]:0} ms, {milliseconds.Count} times"));
    }

    private static byte[][] Reports()
    {
        var lines = new List<byte[]>();
        for (var feed = 0; feed < Feeds; feed++)
        {
            var claims = new List<string> { Claim("infrastructure", $"feed-{feed}", "category", "\"power-feed\""), Quantity("infrastructure", $"feed-{feed}", "capacity", 8_000 + (feed * 500), "kW") };
            for (var at = 0; at < SitesEach; at++)
            {
                var site = $"park-{feed}-{at}";
                claims.AddRange([Supply("compound", site, feed), Quantity("compound", site, "headcount", 500 + (at * 700), null), Quantity("compound", site, "load", 600 + (at * 300), "kW")]);
            }

            for (var at = 0; at < TownsEach; at++)
                claims.AddRange([Supply("infrastructure", $"town-{feed}-{at}", feed), Claim("infrastructure", $"town-{feed}-{at}", "category", "\"settlement\""), Quantity("infrastructure", $"town-{feed}-{at}", "population", 2_000 + (at * 900), null)]);
            for (var at = 0; at < ClinicsEach; at++)
                claims.AddRange([Supply("infrastructure", $"clinic-{feed}-{at}", feed), Claim("infrastructure", $"clinic-{feed}-{at}", "category", "\"hospital\"")]);
            lines.Add(Encoding.UTF8.GetBytes($$"""{"report":"feed-{{feed}}","agency":"agency-01","writtenAt":"2026-01-01","grade":"B2","handling":{"tlp":"GREEN","pap":"GREEN"},"claims":[{{string.Join(',', claims)}}]}{{'\n'}}"""));
        }

        return [.. lines];
    }

    private static string Supply(string kind, string slug, int feed) => Claim(kind, slug, "suppliedBy", $"\"infrastructure:feed-{feed}\"", ",\"dimension\":\"power\"");

    private static string Quantity(string kind, string slug, string attribute, int value, string? unit) =>
        Claim(kind, slug, attribute, value.ToString(CultureInfo.InvariantCulture), unit is null ? "" : $",\"unit\":\"{unit}\"");

    private static string Claim(string kind, string slug, string attribute, string value, string more = "") =>
        $$"""{"subject":"{{kind}}:{{slug}}","attribute":"{{attribute}}","value":{{value}}{{more}}}""";
}
