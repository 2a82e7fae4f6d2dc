using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Azure.Data.Tables;
using Compounds.Driving;
using Compounds.Exchange.Generation;
using Compounds.Ledger;

namespace Compounds.EndToEnd.Tests.Cluster;

/// <summary>Silos in processes of their own on one storage account, which Azurite emulates.</summary>
public sealed class SiloProcesses : IAsyncLifetime, IDisposable
{
    private const string Ledger = "ledger";
    internal const string ClusterId = "compounds";

    private readonly AzuriteProcess _azurite = new();
    private readonly TemporaryFolder _folder = new();
    private readonly List<ChildServer> _silos = [];
    private readonly Dictionary<ChildServer, string> _operatorPorts = [];

    /// <summary>A key that files for every agency of the synthetic traffic.</summary>
    internal string Relay { get; private set; } = "";

    public Task InitializeAsync() => _azurite.InitializeAsync();

    public async Task DisposeAsync()
    {
        foreach (var silo in _silos)
            await silo.DisposeAsync();
        await _azurite.DisposeAsync();
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Two silos that are ready: one that stays, and one to which anything may happen.</summary>
    internal async Task<(ChildServer Stays, ChildServer Goes)> PairAsync()
    {
        if (_silos.Count == 0)
            await FirstAsync();
        var goes = await StartAsync();
        return (_silos[0], goes);
    }

    /// <summary>The first silo of a cluster with the agencies of the synthetic traffic.</summary>
    /// <param name="build">The folder of another build's Compounds.Server.dll; the head's when null.</param>
    internal async Task<ChildServer> FirstAsync(string? build = null)
    {
        var first = await StartAsync(build);
        await RegisterAsync(first);
        return first;
    }

    /// <summary>One silo more.</summary>
    internal async Task<ChildServer> StartAsync(string? build = null)
    {
        var port = FreePort();
        _silos.Add(await ChildServer.StartBuildAsync(build ?? AppContext.BaseDirectory, _folder, [.. SettingsOf(_azurite, Ledger), ("Operators__Port", port)]));
        _operatorPorts[_silos[^1]] = port;
        return _silos[^1];
    }

    /// <summary>Where a silo tells operators about all silos.</summary>
    internal string OperatorPage(ChildServer silo) => $"http://127.0.0.1:{_operatorPorts[silo]}/ops/";

    /// <summary>The ledger as the store has it, read without any silo.</summary>
    internal Task<AzureBlobLog> OpenLedgerAsync() =>
        AzureBlobLog.OpenAsync(_azurite.Blobs(), Ledger, CancellationToken.None);

    /// <summary>What the table of the members says of each silo that ever joined, in no order.</summary>
    internal async Task<IReadOnlyList<string>> StatusesAsync() => await _azurite.Tables().GetTableClient(Ledger + "silos")
        .QueryAsync<TableEntity>(static entity => entity.PartitionKey == ClusterId)
        .Select(static entity => entity.GetString("Status")).Where(static status => status is not null).ToListAsync();

    /// <summary>The settings of one more silo on a ledger of a storage account.</summary>
    internal static (string Name, string Value)[] SettingsOf(AzuriteProcess azurite, string ledger) =>
    [
        ("Ledger__Provider", "azure"), ("Ledger__ConnectionString", azurite.ConnectionString), ("Ledger__TableName", ledger),
        ("Orleans__ClusterId", ClusterId), ("Orleans__Endpoints__AdvertisedIPAddress", "127.0.0.1"),
        ("Orleans__Endpoints__SiloPort", FreePort()),
    ];

    private async Task RegisterAsync(ChildServer silo)
    {
        using var administrator = silo.NewClient(ChildServer.AdministratorKey);
        await administrator.RegisterAsync(new("task-force", "Task force", Readers.Tlp.Red, 'B', null));
        foreach (var agency in SyntheticAgency.All(SyntheticLines.Agencies))
            await administrator.RegisterAsync(agency);
        Relay = await administrator.IssueKeyAsync("task-force", "relay", "analyst");
    }

    private static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }
}

/// <summary>A test on several silos; skipped with the reason where their store cannot run.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ClusterFactAttribute : FactAttribute
{
    public ClusterFactAttribute() => Skip = AzuriteProcess.WhyItCannotRun;
}
