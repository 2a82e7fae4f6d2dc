using Compounds.Agencies;
using Compounds.Driving;
using Compounds.Grains.Policy;
using Compounds.Readers;
using Microsoft.Extensions.DependencyInjection;

namespace Compounds.Server.Tests.Policy;

/// <summary>A server with the members of three agencies, each with a key of his own.</summary>
public sealed class PolicyServer : IAsyncLifetime
{
    public static readonly DateTimeOffset Noon = new(2025, 6, 2, 12, 0, 0, TimeSpan.Zero);

    private static readonly Agency[] s_agencies =
    [
        new("pea", "Provincial Electricity Authority", Tlp.Amber, 'B', null), new("ngo", "Victim Support", Tlp.Amber, 'C', null), new("army", "Border Command", Tlp.Red, 'A', null),
    ];

    private HostedServer? _server;

    internal AskedScenarios Asked { get; } = new();

    internal HttpClient Administrator { get; private set; } = null!;

    internal HttpClient Author { get; private set; } = null!;

    internal HttpClient First { get; private set; } = null!;

    internal HttpClient Second { get; private set; } = null!;

    internal HttpClient Army { get; private set; } = null!;

    internal HttpClient Machine { get; private set; } = null!;

    internal HttpClient Analyst { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _server = await HostedServer.StartAsync(Noon, services => services.AddSingleton<IForecastSource>(Asked));
        Administrator = _server.NewClient(ChildServer.AdministratorKey);
        foreach (var agency in s_agencies)
            await Administrator.RegisterAsync(agency);
        Author = await ClientAsync("pea", 1, "policy", "partner");
        First = await ClientAsync("pea", 2, "policy");
        Second = await ClientAsync("ngo", 7, "policy", "partner");
        Army = await ClientAsync("army", 1, "policy", "partner");
        Analyst = await ClientAsync("pea", 9, "analyst");
        Machine = _server.NewClient(await Administrator.IssueKeyAsync("pea", "policy"));
    }

    public Task DisposeAsync() => _server!.DisposeAsync().AsTask();

    private async Task<HttpClient> ClientAsync(string agency, int member, params string[] roles) => _server!.NewClient(await Administrator.IssueKeyAsync(agency, member, roles));
}
