using Compounds.Agencies;
using Compounds.Driving;
using Compounds.Readers;

namespace Compounds.Server.Tests;

/// <summary>One server for the tests of a class, with three agencies: one that reads RED, one that reads AMBER, one that reads only CLEAR.</summary>
public sealed class ApiFixture : IAsyncLifetime
{
    private HostedServer? _server;

    internal HostedServer Server => _server!;

    internal HttpClient Administrator { get; private set; } = null!;

    /// <summary>An analyst and partner of an agency that may see RED.</summary>
    internal HttpClient Pea { get; private set; } = null!;

    /// <summary>An analyst of an agency that may see only what is CLEAR.</summary>
    internal HttpClient Press { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _server = await HostedServer.StartAsync(new DateTimeOffset(2025, 6, 2, 12, 0, 0, TimeSpan.Zero));
        Administrator = _server.NewClient(ChildServer.AdministratorKey);
        await Administrator.RegisterAsync(new Agency("pea", "Provincial Electricity Authority", Tlp.Red, 'A', null));
        await Administrator.RegisterAsync(new Agency("utility", "A utility", Tlp.Amber, 'B', null));
        await Administrator.RegisterAsync(new Agency("press", "A newspaper", Tlp.Clear, 'C', null));
        Pea = await ClientAsync("pea", "analyst", "partner");
        Press = await ClientAsync("press", "analyst");
    }

    internal async Task<HttpClient> ClientAsync(string agency, params string[] roles) => Server.NewClient(await Administrator.IssueKeyAsync(agency, roles));

    public async Task DisposeAsync()
    {
        Administrator.Dispose();
        Pea.Dispose();
        Press.Dispose();
        await Server.DisposeAsync();
    }
}
