using System.Globalization;
using System.Runtime.CompilerServices;
using Compounds.Driving;
using Compounds.Exchange.Generation;
using Microsoft.Playwright;

namespace Compounds.Benchmarks;

/// <summary>
/// The budgets of the dashboard, measured in Chromium with software drawing on a server with 10,000 subjects. Sizes (P4 to P8) are gates of its build and are
/// not repeated here. Figures of a machine that is busy with something else say nothing: run it alone.
/// </summary>
internal static class DashboardBenchmark
{
    private const int Subjects = 10_000, Reports = 40_000;

    /// <summary>Gets the folder of the built dashboard.</summary>
    public static string Built { get; } = Path.GetFullPath(Path.Combine(Here(), "..", "..", "src", "Compounds.Dashboard", "dist"));

    public static bool IsBuilt => File.Exists(Path.Combine(Built, "index.html"));

    public static async Task<int> RunAsync(string? part)
    {
        var folder = Directory.CreateTempSubdirectory("compounds-dashboard-");
        try
        {
            await using var server = await BenchmarkServer.StartAsync(folder.FullName, new Dictionary<string, string> { ["Dashboard__Path"] = Built });
            var options = new SyntheticOptions { Subjects = Subjects };
            await server.RegisterAgenciesAsync(options.Agencies);
            await server.PushAsync(IntakeBenchmark.Generate(Reports, options), waitUntilApplied: true, outcomes: null);
            using var playwright = await Playwright.CreateAsync();
            await using var browser = await LaunchAsync(playwright);
            var desk = new DashboardDesk(browser, server);
            Console.WriteLine($"Chromium {browser.Version}, {Environment.ProcessorCount} cores, software drawing, {await desk.SubjectsAsync()} subjects");
            Console.WriteLine("| budget | measured | gate | |\n| --- | --- | --- | --- |");
            foreach (var (name, measure) in new (string, Func<DashboardDesk, Task>)[] { ("opening", OpeningMeasures.RunAsync), ("live", LiveMeasures.RunAsync), ("working", WorkingMeasures.RunAsync) })
            {
                if (part is null || part == name)
                    await measure(desk);
            }

            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public static Task<IBrowser> LaunchAsync(IPlaywright playwright) => playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium.Path, Headless = true, Args = Chromium.Arguments });

    /// <summary>Prints a row of the table.</summary>
    /// <param name="budget">Which budget.</param>
    /// <param name="figure">The figure that the gate is about.</param>
    /// <param name="gate">The most it may be; null where there is no gate.</param>
    /// <param name="unit">Its unit.</param>
    /// <param name="more">What else was seen.</param>
    public static void Print(string budget, double figure, double? gate, string unit, string more = "") => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"| {budget} | {figure:0.#} {unit}{(more.Length > 0 ? $"; {more}" : "")} | {(gate is null ? "" : $"{gate:0.#} {unit}")} | {(gate is null || figure <= gate ? "" : "**missed**")} |"));

    /// <summary>A quantile of some figures.</summary>
    public static double At(this IEnumerable<double> figures, double share)
    {
        double[] sorted = [.. figures.Order()];
        return sorted[(int)(share * (sorted.Length - 1))];
    }

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}

/// <summary>Opens pages as an analyst and lets agencies report.</summary>
internal sealed class DashboardDesk(IBrowser browser, BenchmarkServer server)
{
    private int _reports;

    /// <summary>A fresh context with nothing cached, signed in.</summary>
    public async Task<IBrowserContext> ContextAsync()
    {
        var context = await browser.NewContextAsync(new() { BaseURL = server.Client.BaseAddress!.ToString(), ViewportSize = new() { Width = 1440, Height = 900 }, ReducedMotion = ReducedMotion.Reduce });
        context.SetDefaultTimeout(60_000);
        await context.APIRequest.PostAsync("/v1/sign-in/development", new() { DataObject = new { agency = "task-force", clearance = "RED", roles = new[] { "analyst", "policy" } } });
        return context;
    }

    /// <summary>A page in a fresh context, once its heading is there.</summary>
    public async Task<IPage> OpenAsync(string path)
    {
        var page = await (await ContextAsync()).NewPageAsync();
        await page.GotoAsync(path);
        await page.Locator("h1").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        return page;
    }

    /// <summary>The map, once it has drawn all there is.</summary>
    public async Task<IPage> OpenMapAsync(string query = "")
    {
        var page = await OpenAsync($"/map{query}");
        await IdleAsync(page);
        return page;
    }

    /// <summary>Answers once the map has drawn all there is.</summary>
    public static Task IdleAsync(IPage page) => page.WaitForFunctionAsync("() => document.querySelector('.canvas')?.dataset.idle === 'true' && compoundsMap.loaded() && document.querySelector('.side ul button')");

    /// <summary>Has a subject near Myawaddy reported.</summary>
    /// <param name="subject">Which one; a new one when null.</param>
    /// <returns>Its id, and when it was accepted in milliseconds of the Unix clock.</returns>
    public async Task<(string Id, double AcceptedAt)> ReportAsync(int? subject = null)
    {
        var report = ++_reports;
        var number = subject ?? report;
        var id = string.Create(CultureInfo.InvariantCulture, $"compound:seen-{number}");
        var location = string.Create(CultureInfo.InvariantCulture, $$"""{"lat":{{16.55 + (number % 20 * 0.01):0.00}},"lon":{{98.40 + (number % 30 * 0.01):0.00}}}""");
        var outcomes = new Dictionary<string, int>(StringComparer.Ordinal);
        await server.PushAsync(new[]
        {
            System.Text.Encoding.UTF8.GetBytes($$"""{"report":"seen-{{report}}","agency":"agency-01","writtenAt":"2026-01-01","grade":"B2","handling":{"tlp":"GREEN","pap":"GREEN"},"claims":[{"subject":"{{id}}","attribute":"location","value":{{location}}},{"subject":"{{id}}","attribute":"status","value":"operating"}]}{{'\n'}}"""),
        }, waitUntilApplied: false, outcomes);
        if (!outcomes.ContainsKey("accepted"))
            throw new InvalidOperationException($"The report on {id} was not accepted.");
        return (id, (DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).TotalMilliseconds);
    }

    /// <summary>Has an operator reported that operates many compounds, as two agencies say who saw it yesterday.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> ReportOperatorAsync(int compounds)
    {
        var written = DateTimeOffset.UtcNow.AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var lines = from agency in new[] { "agency-01", "agency-02" } from compound in Enumerable.Range(1, compounds)
            select string.Create(CultureInfo.InvariantCulture, $$"""{"report":"operated-{{compound}}","agency":"{{agency}}","writtenAt":"{{written}}","grade":"A1","handling":{"tlp":"GREEN","pap":"GREEN"},"claims":[{"subject":"compound:operated-{{compound}}","attribute":"operatedBy","value":"operator:many-yards"},{"subject":"operator:many-yards","attribute":"operatorType","value":"syndicate"}]}{{'\n'}}""");
        await server.PushAsync(lines.Select(System.Text.Encoding.UTF8.GetBytes).ToArray(), waitUntilApplied: true, outcomes: null);
        return "operator:many-yards";
    }

    /// <summary>How many subjects the analyst sees.</summary>
    public async Task<int> SubjectsAsync()
    {
        var page = await OpenAsync("/subjects");
        await page.Locator("tbody a").First.WaitForAsync();
        var count = await page.EvaluateAsync<int>("() => Number(document.querySelector('table').getAttribute('aria-rowcount')) - 1");
        await page.Context.CloseAsync();
        return count;
    }
}
