using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Compounds.Driving;

/// <summary>The storage emulator, pinned in deploy/azurite, on free loopback ports.</summary>
internal sealed partial class Azurite : IAsyncDisposable
{
    // Not the name of a ledger's table: Azurite takes an address that names both for one that names the account twice.
    private const string Account = "taskforce";

    private readonly Process _process;
    private readonly Task _rest;

    private Azurite(Process process, string connection)
    {
        (_process, ConnectionString) = (process, connection);
        _rest = process.StandardOutput.ReadToEndAsync(); // a full pipe would stop it
    }

    /// <summary>Why Azurite cannot run here; null when it can.</summary>
    public static string? WhyItCannotRun { get; } = NodePackages.WhyTheyCannotRun("Azurite");

    /// <summary>What a server is given to reach it.</summary>
    public string ConnectionString { get; }

    /// <summary>Processor time it has used.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Installs it where it is missing, and starts it.</summary>
    /// <param name="folder">Where it keeps what it is given; in memory when null.</param>
    public static async Task<Azurite> StartAsync(string? folder)
    {
        var program = Path.Combine(await NodePackages.InstalledAsync("deploy", "azurite"), "node_modules", "azurite", "dist", "src", "azurite.js");

        // A key of this run: nothing else on this machine can talk to it, and no key is in the repository.
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(64));
        string[] kept = folder is null ? ["--inMemoryPersistence"] : ["--location", folder];
        var process = Process.Start(new ProcessStartInfo(NodePackages.Node,
        [
            program, .. kept, "--skipApiVersionCheck", "--silent", "--disableTelemetry",
            "--blobHost", "127.0.0.1", "--blobPort", "0", "--queueHost", "127.0.0.1", "--queuePort", "0", "--tableHost", "127.0.0.1", "--tablePort", "0",
        ])
        {
            WorkingDirectory = Path.GetTempPath(),
            RedirectStandardOutput = true,
            Environment = { ["AZURITE_ACCOUNTS"] = $"{Account}:{key}" },
        })!;
        var addresses = await ReadAddressesAsync(process);
        return new Azurite(process, $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={key};"
            + $"BlobEndpoint={addresses["Blob"]}/{Account};TableEndpoint={addresses["Table"]}/{Account};");
    }

    public async ValueTask DisposeAsync()
    {
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

    [GeneratedRegex(@"^Azurite (?<service>\w+) service is successfully listening at (?<address>\S+)$")]
    private static partial Regex Listening();
}
