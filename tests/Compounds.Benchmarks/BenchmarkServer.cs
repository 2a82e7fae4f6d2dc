using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace Compounds.Benchmarks;

/// <summary>A really running server in a process of its own, on a free port and a folder of its own.</summary>
internal sealed class BenchmarkServer : IAsyncDisposable
{
    private readonly Process _process;

    private BenchmarkServer(Process process, Uri address)
    {
        _process = process;
        Client = new HttpClient { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>A client with a key that may relay, administer and read RED.</summary>
    public HttpClient Client { get; }

    public static async Task<BenchmarkServer> StartAsync(string folder, IReadOnlyDictionary<string, string> settings)
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var address = new Uri($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}");
        probe.Stop();
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Compounds.Server.dll"), "--urls", address.ToString()]) { WorkingDirectory = folder, RedirectStandardOutput = true };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["SignIn__AllowDevelopment"] = "true";
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        start.Environment["Telemetry__Exporter"] = "none";
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.OutputDataReceived += static (_, line) => Console.Error.WriteLine(line.Data);
        process.BeginOutputReadLine();
        var server = new BenchmarkServer(process, address);
        while (true)
        {
            try
            {
                if ((await server.Client.GetAsync("/health/ready")).IsSuccessStatusCode)
                    break;
            }
            catch (HttpRequestException) when (!process.HasExited)
            {
                await Task.Delay(100);
            }
        }

        return server;
    }

    public long ResidentMegabytes()
    {
        _process.Refresh();
        return _process.WorkingSet64 / 1_000_000;
    }

    /// <summary>Processor time the server has used: steadier than the clock on a machine that others use too.</summary>
    public TimeSpan ProcessorTime()
    {
        _process.Refresh();
        return _process.TotalProcessorTime;
    }

    public Task SignInAsync() =>
        SendAsync(HttpMethod.Post, "/v1/sign-in/development", new { agency = "task-force", clearance = "RED", roles = new[] { "registrar", "relay", "archivist", "partner", "analyst" }, member = 1 });

    public async Task RegisterAgenciesAsync(int count)
    {
        await SignInAsync();
        string[] agencies = [.. Enumerable.Range(1, count).Select(static i => string.Create(CultureInfo.InvariantCulture, $"agency-{i:00}"))];
        foreach (var id in agencies.Prepend("task-force"))
        {
            await SendAsync(HttpMethod.Put, $"/v1/agencies/{id}", new { name = id, clearance = "RED", sourceReliability = "B" });
        }

        var key = await SendAsync(HttpMethod.Post, "/v1/agencies/task-force/keys", new { roles = new[] { "relay", "archivist", "partner", "analyst", "registrar" }, relaysFor = agencies });
        await SendAsync(HttpMethod.Post, "/v1/sign-in/development", new { agency = "task-force", clearance = "RED", roles = new[] { "registrar" }, member = 2 });
        var waiting = (await SendAsync(HttpMethod.Get, "/v1/grants", null)).EnumerateArray().Select(static grant => grant.GetProperty("id").GetString()).ToArray();
        await SendAsync(HttpMethod.Post, "/v1/grants/confirm", new { grants = waiting });
        await SignInAsync();
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key.GetProperty("key").GetString());
    }

    /// <summary>Pushes lines as one NDJSON request and counts the outcomes.</summary>
    public async Task PushAsync(ReadOnlyMemory<byte[]> lines, bool waitUntilApplied, Dictionary<string, int>? outcomes)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/reports") { Content = new Lines(lines) };
        if (waitUntilApplied)
            request.Headers.Add("Prefer", "wait");
        using var response = await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        var count = 0;
        while (await reader.ReadLineAsync() is { } line && !line.StartsWith("""{"end":""", StringComparison.Ordinal))
        {
            count++;
            if (outcomes is null)
                continue;
            var from = line.IndexOf("\"outcome\":\"", StringComparison.Ordinal) + 11;
            var outcome = line[from..line.IndexOf('"', from)];
            lock (outcomes)
                outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
        }

        if (count != lines.Length)
            throw new InvalidOperationException($"{lines.Length} lines were sent and {count} receipts came.");
    }

    /// <summary>Asks the server to stop, as an operator would, and waits until it has.</summary>
    public async Task StopAsync()
    {
        using var asked = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task<JsonElement> SendAsync(HttpMethod method, string path, object? body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await Client.SendAsync(request);
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException($"{path}: {await response.Content.ReadAsStringAsync()}");
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>Lines sent as they are, without being joined in memory.</summary>
    private sealed class Lines(ReadOnlyMemory<byte[]> lines) : HttpContent
    {
        private const int Buffered = 64 * 1024;

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var buffered = new MemoryStream(2 * Buffered);
            for (var i = 0; i < lines.Length; i++)
            {
                buffered.Write(lines.Span[i]);
                if (buffered.Length < Buffered && i < lines.Length - 1)
                    continue;
                await stream.WriteAsync(buffered.GetBuffer().AsMemory(0, (int)buffered.Length));
                buffered.SetLength(0);
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
            return false;
        }
    }
}
