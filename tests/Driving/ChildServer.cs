using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using Compounds.Agencies;

namespace Compounds.Driving;

/// <summary>The real server in a process of its own, on a free port of loopback, with its ledger in a given folder.</summary>
internal sealed class ChildServer : IAsyncDisposable
{
    /// <summary>How long a loaded machine may take for anything that takes seconds on a quiet one.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    /// <summary>The key of the first administrator, made up anew by each run.</summary>
    public static readonly string AdministratorKey = AgencyKey.Compose("administrator", RandomNumberGenerator.GetBytes(AgencyKey.SecretBytes));

    /// <summary>The key of the second.</summary>
    public static readonly string SecondAdministratorKey = AgencyKey.Compose("second", RandomNumberGenerator.GetBytes(AgencyKey.SecretBytes));

    private const string Listening = "Now listening on: ";

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ChildServer(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        _process.Exited += (_, _) => _started.TrySetException(new InvalidOperationException($"The server ended before it was ready:\n{Output}"));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>Everything it wrote to its two outputs so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    /// <summary>Where a file lies for others that this process sees under a path, for example on a disk that only it has.</summary>
    public string PathOf(string path) => string.Create(CultureInfo.InvariantCulture, $"/proc/{_process.Id}/root{path}");

    /// <summary>The TCP ports it listens on, as the system says.</summary>
    public IReadOnlyList<int> ListeningPorts()
    {
        const string Listening = "0A";
        var sockets = Directory.GetFiles(string.Create(CultureInfo.InvariantCulture, $"/proc/{_process.Id}/fd"))
            .Select(static file => new FileInfo(file).LinkTarget).OfType<string>().Where(static target => target.StartsWith("socket:[", StringComparison.Ordinal))
            .Select(static target => target["socket:[".Length..^1]).ToHashSet(StringComparer.Ordinal);
        return [.. from table in (string[])["tcp", "tcp6"]
                   from line in File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{_process.Id}/net/{table}")).Skip(1)
                   let columns = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                   where columns[3] == Listening && sockets.Contains(columns[9])
                   let port = int.Parse(columns[1].Split(':')[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture)
                   orderby port
                   select port];
    }

    /// <summary>The memory it holds, in MB.</summary>
    public long ResidentMegabytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1_000_000;
        }
    }

    /// <summary>Starts a server and answers once it is ready.</summary>
    /// <param name="folder">Where its ledger lies.</param>
    /// <param name="settings">Settings beside those of a production server with a first administrator.</param>
    public static Task<ChildServer> StartAsync(TemporaryFolder folder, params (string Name, string Value)[] settings) => StartAtAsync(new Uri("http://127.0.0.1:0"), folder, settings);

    /// <summary>The same at an address, where pages of a server that was killed look for it.</summary>
    public static Task<ChildServer> StartAtAsync(Uri address, TemporaryFolder folder, params (string Name, string Value)[] settings) => StartedAsync(StartOf(address, folder, settings));

    /// <summary>The same of another build.</summary>
    /// <param name="build">The folder of its Compounds.Server.dll.</param>
    /// <param name="folder">Where its ledger lies.</param>
    /// <param name="settings">Settings beside those of a production server with a first administrator.</param>
    public static Task<ChildServer> StartBuildAsync(string build, TemporaryFolder folder, params (string Name, string Value)[] settings) =>
        StartedAsync(StartOf(new Uri("http://127.0.0.1:0"), folder, settings, build));

    /// <summary>The same through another program, which prepares something and then becomes the server.</summary>
    public static Task<ChildServer> StartThroughAsync(IReadOnlyList<string> command, TemporaryFolder folder, params (string Name, string Value)[] settings)
    {
        var start = StartOf(new Uri("http://127.0.0.1:0"), folder, settings);
        string[] all = [.. command, start.FileName, .. start.ArgumentList];
        start.FileName = all[0];
        start.ArgumentList.Clear();
        foreach (var argument in all[1..])
            start.ArgumentList.Add(argument);
        return StartedAsync(start);
    }

    private static async Task<ChildServer> StartedAsync(ProcessStartInfo start)
    {
        var server = new ChildServer(start);
        try
        {
            await server._started.Task.WaitAsync(Patience);
            server.Address = await server._address.Task.WaitAsync(Patience);
            using var client = server.NewClient(key: null);
            Assert.Equal("Healthy", await client.GetStringAsync(new Uri("/health/ready", UriKind.Relative)));
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts a server that must refuse to.</summary>
    /// <returns>The code it ended with, and all that it said.</returns>
    public static async Task<(int Code, string Said)> RefusedAsync(TemporaryFolder folder, params (string Name, string Value)[] settings)
    {
        using var process = Process.Start(StartOf(new Uri("http://127.0.0.1:0"), folder, settings))!;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync()).WaitAsync(Patience);
        await process.WaitForExitAsync();
        return (process.ExitCode, string.Concat(said));
    }

    /// <summary>A client that signs in with a key; anonymous without one.</summary>
    public HttpClient NewClient(string? key)
    {
        var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = Address, Timeout = Patience };
        if (key is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    /// <summary>A client in a session of its own, of a server that lets anybody of this machine sign in.</summary>
    public async Task<HttpClient> SignInAsync(string agency, string clearance, int member, params string[] roles)
    {
        var client = NewClient(key: null);
        using var body = JsonContent.Create(new { agency, clearance, roles, member });
        using var answer = await client.PostAsync(new Uri("/v1/sign-in/development", UriKind.Relative), body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        client.DefaultRequestHeaders.Add("Cookie", answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        return client;
    }

    /// <summary>Ends the process by SIGKILL: none of its code runs any more.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Ends the process by SIGTERM, as an operator does.</summary>
    public async Task StopAsync()
    {
        await SignalAsync("TERM");
        await EndedAsync();
    }

    /// <summary>Stops the process by SIGSTOP: its connections stay, and nothing answers on them.</summary>
    public Task PauseAsync() => SignalAsync("STOP");

    /// <summary>Lets a paused process go on.</summary>
    public Task ResumeAsync() => SignalAsync("CONT");

    /// <summary>Waits until the process has ended by itself.</summary>
    /// <returns>The code it ended with.</returns>
    public async Task<int> EndedAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }

    private static ProcessStartInfo StartOf(Uri address, TemporaryFolder folder, (string Name, string Value)[] settings, string? build = null)
    {
        var program = Path.Combine(build ?? AppContext.BaseDirectory, "Compounds.Server.dll");
        var start = new ProcessStartInfo("dotnet", [program, "--urls", address.GetLeftPart(UriPartial.Authority)])
        {
            WorkingDirectory = folder.Path, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["Ledger__Path"] = folder.Ledger;
        start.Environment["SignIn__AdministratorKeySha256"] = AgencyKey.HashOf(AdministratorKey);
        start.Environment["SignIn__SecondAdministratorKeySha256"] = AgencyKey.HashOf(SecondAdministratorKey);
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        start.Environment["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information";
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        return start;
    }

    private void Read(string? line)
    {
        if (line is null)
            return;
        lock (_output)
            _output.AppendLine(line);
        // With telemetry on the console the sentence is there twice: once with its address, once as a template.
        if (line.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var at && Uri.TryCreate(line[(at + Listening.Length)..].Trim(), UriKind.Absolute, out var address))
            _address.TrySetResult(address);
        if (line.Contains("Application started.", StringComparison.Ordinal))
            _started.TrySetResult();
    }
}
