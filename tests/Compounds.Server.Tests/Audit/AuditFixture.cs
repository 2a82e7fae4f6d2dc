using System.Text.Json;
using Compounds.Agencies;
using Compounds.Driving;
using Compounds.Readers;
using Compounds.Server.Tests.Hosting;

namespace Compounds.Server.Tests.Audit;

/// <summary>A server whose alarms are raised early, and whose ledger can be taken away, with an auditor.</summary>
public sealed class AuditFixture : IAsyncLifetime
{
    public const string Red = """{"tlp":"RED","audience":["pea","embassy"]}""";

    private HostedServer? _server;

    internal HostedServer Server => _server!;

    internal FailingLog Log { get; } = new();

    internal HttpClient Administrator { get; private set; } = null!;

    /// <summary>An analyst and partner who may see RED.</summary>
    internal HttpClient Pea { get; private set; } = null!;

    /// <summary>A member of another agency who may see RED.</summary>
    internal HttpClient Embassy { get; private set; } = null!;

    internal HttpClient Auditor { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _server = await HostedServer.StartAsync(
            new DateTimeOffset(2025, 6, 2, 12, 0, 0, TimeSpan.Zero), Log.Replace, false, "--Audit:MassReading", "10", "--Audit:WrongKeys",
                "5");
        Administrator = Server.NewClient(ChildServer.AdministratorKey);
        await Administrator.RegisterAsync(new Agency("pea", "Provincial Electricity Authority", Tlp.Red, 'A', null));
        await Administrator.RegisterAsync(new Agency("embassy", "An embassy", Tlp.Red, 'B', null));
        await Administrator.RegisterAsync(new Agency("press", "A newspaper", Tlp.Clear, 'C', null));
        Pea = Server.NewClient(await Administrator.IssueKeyAsync("pea", "analyst", "partner"));
        Embassy = await SignInAsync("embassy:one");
        Auditor = await Server.SignInAsync("task-force", Tlp.Clear, "task-force:auditor", Roles.Auditor);
    }

    public async Task DisposeAsync()
    {
        foreach (var client in (HttpClient[])[Administrator, Pea, Embassy, Auditor])
            client.Dispose();
        await Server.DisposeAsync();
    }

    /// <summary>A client of a member of the embassy.</summary>
    internal Task<HttpClient> SignInAsync(string member, Tlp clearance = Tlp.Red) =>
        Server.SignInAsync("embassy", clearance, member, Roles.Analyst | Roles.Administrator);

    /// <summary>The entries of the audit that a query finds, newest first.</summary>
    internal async Task<JsonElement[]> AuditAsync(string query) =>
        [.. (await Auditor.ReadAsync($"/v1/audit?limit=200&{query}")).GetProperty("items").EnumerateArray()];
}
