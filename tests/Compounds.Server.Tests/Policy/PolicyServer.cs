using Compounds.Agencies;
using Compounds.Driving;
using Compounds.Grains.Policy;
using Compounds.Readers;
using Microsoft.Extensions.DependencyInjection;

namespace Compounds.Server.Tests.Policy;

/// <summary>A server with the members of four agencies, each in a session of his own.</summary>
public sealed class PolicyServer : IAsyncLifetime
{
    public static readonly DateTimeOffset Noon = new(2025, 6, 2, 12, 0, 0, TimeSpan.Zero);

    private static readonly Agency[] s_agencies =
    [
        new("pea", "Provincial Electricity Authority", Tlp.Amber, 'B', null), new("ngo", "Victim Support", Tlp.Amber, 'C', null), new("army", "Border Command", Tlp.Red, 'A', null),
        new("zulu", "Newsroom", Tlp.Clear, 'D', null),
    ];

    private HostedServer? _server;

    internal AskedScenarios Asked { get; } = new();

    internal HttpClient Administrator { get; private set; } = null!;

    internal HttpClient Author { get; private set; } = null!;

    internal HttpClient First { get; private set; } = null!;

    internal HttpClient Second { get; private set; } = null!;

    internal HttpClient Army { get; private set; } = null!;

    internal HttpClient ArmySecond { get; private set; } = null!;

    internal HttpClient Zulu { get; private set; } = null!;

    internal HttpClient Machine { get; private set; } = null!;

    internal HttpClient Analyst { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _server = await HostedServer.StartAsync(Noon, services => services.AddSingleton<IForecastSource>(Asked));
        Administrator = _server.NewClient(ChildServer.AdministratorKey);
        foreach (var agency in s_agencies)
            await Administrator.RegisterAsync(agency);
        Author = await SignInAsync("pea", 1, Roles.Policy | Roles.Partner);
        First = await SignInAsync("pea", 2, Roles.Policy);
        Second = await SignInAsync("ngo", 7, Roles.Policy | Roles.Partner);
        Army = await SignInAsync("army", 1, Roles.Policy | Roles.Partner);
        ArmySecond = await SignInAsync("army", 2, Roles.Policy);
        Zulu = await SignInAsync("zulu", 1, Roles.Policy | Roles.Partner);
        Analyst = await SignInAsync("pea", 9, Roles.Analyst);
        Machine = _server.NewClient(await Administrator.IssueKeyAsync("pea", "policy"));
    }

    public Task DisposeAsync() => _server!.DisposeAsync().AsTask();

    private Task<HttpClient> SignInAsync(string agency, int member, Roles roles) =>
        _server!.SignInAsync(agency, s_agencies.Single(each => each.Id == agency).Clearance, $"{agency}:member-{member}", roles);
}
