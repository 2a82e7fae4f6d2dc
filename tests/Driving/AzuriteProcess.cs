using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Azure.Data.Tables;
using Azure.Storage.Blobs;

namespace Compounds.Driving;

/// <summary>The storage emulator, pinned in deploy/azurite, on free loopback ports, in memory.</summary>
public sealed partial class AzuriteProcess : IAsyncLifetime
{
    // Not the name of a ledger's table: Azurite takes an address that names both for one that names the account twice.
    private const string Account = "taskforce";

    // A key of this run: nothing else on this machine can talk to it, and no key is in the repository.
    private readonly string _key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(64));

    private Process? _process;
    private Task _rest = Task.CompletedTask;
    private string? _connection;

    /// <summary>Why Azurite cannot run here; null when it can.</summary>
    public static string? WhyItCannotRun { get; } =
        Find("node") is null ? "Azurite needs Node.js, and node is not on the PATH." : Find("npm") is null ? "Azurite is installed by npm, and npm is not on the PATH." : null;

    /// <summary>What a server is given to reach it.</summary>
    public string ConnectionString => _connection ?? throw new InvalidOperationException("Azurite does not run yet.");

    public TableServiceClient Tables(TableClientOptions? options = null) => new(ConnectionString, options);

    public BlobServiceClient Blobs() => new(ConnectionString);

    public async Task InitializeAsync()
    {
        if (WhyItCannotRun is not null)
            return;

        var directory = Path.Combine(RepositoryRoot(), "deploy", "azurite");
        var program = Path.Combine(directory, "node_modules", "azurite", "dist", "src", "azurite.js");
        // npm writes this file last.
        if (!File.Exists(Path.Combine(directory, "node_modules", ".package-lock.json")))
            await InstallAsync(directory);

        _process = Process.Start(new ProcessStartInfo(Find("node")!,
        [
            program, "--inMemoryPersistence", "--skipApiVersionCheck", "--silent", "--disableTelemetry",
            "--blobHost", "127.0.0.1", "--blobPort", "0", "--queueHost", "127.0.0.1", "--queuePort", "0", "--tableHost", "127.0.0.1", "--tablePort", "0",
        ])
        {
            WorkingDirectory = Path.GetTempPath(),
            RedirectStandardOutput = true,
            Environment = { ["AZURITE_ACCOUNTS"] = $"{Account}:{_key}" },
        })!;

        var addresses = await ReadAddressesAsync(_process);
        _rest = _process.StandardOutput.ReadToEndAsync(); // a full pipe would stop it
        _connection = $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={_key};"
            + $"BlobEndpoint={addresses["Blob"]}/{Account};TableEndpoint={addresses["Table"]}/{Account};";
    }

    public async Task DisposeAsync()
    {
        if (_process is null)
            return;

        _process.Kill();
        await _process.WaitForExitAsync();
        await _rest;
        _process.Dispose();
    }

    // Each service says where it listens once it does; the last one makes Azurite ready.
    private static async Task<Dictionary<string, string>> ReadAddressesAsync(Process process)
    {
        var addresses = new Dictionary<string, string>();
        while (addresses.Count < 3)
        {
            var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("Azurite ended before it was ready.");
            if (Listening().Match(line) is { Success: true } match)
                addresses[match.Groups["service"].Value] = match.Groups["address"].Value;
        }

        return addresses;
    }

    private static async Task InstallAsync(string directory)
    {
        using var npm = Process.Start(new ProcessStartInfo(Find("npm")!, ["ci", "--no-audit", "--no-fund"])
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = npm.StandardError.ReadToEndAsync();
        await npm.StandardOutput.ReadToEndAsync();
        await npm.WaitForExitAsync();
        if (npm.ExitCode != 0)
            throw new InvalidOperationException($"npm ci in deploy/azurite failed: {await errors}");
    }

    private static string? Find(string program)
    {
        string[] names = OperatingSystem.IsWindows() ? [program + ".exe", program + ".cmd"] : [program];
        return (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
            .SelectMany(directory => names.Select(name => Path.Combine(directory, name)))
            .FirstOrDefault(File.Exists);
    }

    private static string RepositoryRoot()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "Compounds.sln")))
                return directory.FullName;
        }

        throw new InvalidOperationException("The tests do not run inside the repository.");
    }

    [GeneratedRegex(@"^Azurite (?<service>\w+) service is successfully listening at (?<address>\S+)$")]
    private static partial Regex Listening();
}
