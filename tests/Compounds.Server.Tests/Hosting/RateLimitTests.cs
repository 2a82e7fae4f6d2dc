using System.Net;
using Compounds.Agencies;
using Compounds.Driving;
using Compounds.Readers;
using Compounds.Server.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Compounds.Server.Tests.Hosting;

/// <summary>Nobody uses up what another has: not by wrong keys, not by right ones, and not from behind the same proxy.</summary>
public sealed class RateLimitTests : IAsyncLifetime
{
    private const int Wrong = 3_000;
    private const int Flood = 400;

    private static readonly DateTimeOffset s_noon = new(2025, 6, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeLogCollector _log = new();
    private HostedServer? _server;
    private HttpClient? _administrator;

    private HostedServer Server => _server!;

    private HttpClient Administrator => _administrator!;

    public async Task InitializeAsync()
    {
        _server = await HostedServer.StartAsync(
            s_noon, services => services.AddSingleton<ILoggerProvider>(new FakeLoggerProvider(_log)),
            settings: ["--Limits:RequestsASecond", "1", "--Limits:RequestsAtOnce", "100", "--Logging:LogLevel:Compounds.Server", "Information"]);
        _administrator = Server.NewClient(ChildServer.AdministratorKey);
        await Administrator.RegisterAsync(new Agency("pea", "Provincial Electricity Authority", Tlp.Amber, 'B', null));
    }

    public async Task DisposeAsync()
    {
        _administrator?.Dispose();
        await Server.DisposeAsync();
    }

    [Fact]
    public async Task Wrong_keys_are_refused_before_they_cost_anything_and_the_log_says_whose_they_were_a_bounded_number_of_times()
    {
        using var mine = Server.NewClient(await Administrator.IssueKeyAsync("pea", "analyst"));
        using var stranger = Server.NewClient("ck_0123456789ab_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        var statuses = await FloodAsync(stranger, Wrong);
        Assert.Equal(60, statuses[HttpStatusCode.Unauthorized]);
        Assert.Equal(Wrong - 60, statuses[HttpStatusCode.TooManyRequests]);

        // Probes with that key count as well. The address is the same, as behind a proxy: everything else there goes on.
        await mine.ReadAsync("/v1/me");
        await AssertOpenAsync(stranger);
        var lines = _log.GetSnapshot().Where(static line => line.Category == typeof(WrongKeys).FullName || line.Category?.Contains("KeyAuthentication", StringComparison.Ordinal) == true).ToArray();
        Assert.Equal(3, lines.Length);
        Assert.All(lines, static line => Assert.Equal("A wrong key was refused: 0123456789ab, from 127.0.0.1", line.Message));

        Server.Clock.Advance(TimeSpan.FromMinutes(1));
        await stranger.ReadAsync("/v1/me", HttpStatusCode.Unauthorized);
        Assert.Contains(_log.GetSnapshot(), static line => line.Message == "3001 more wrong keys were refused in that minute, from 1 addresses in all");
    }

    [Fact]
    public async Task The_flood_of_a_colleague_uses_up_his_budget_and_nobody_elses()
    {
        using var mine = Server.NewClient(await Administrator.IssueKeyAsync("pea", "analyst"));
        using var colleague = Server.NewClient(await Administrator.IssueKeyAsync("pea", "analyst"));
        var statuses = await FloodAsync(colleague, Flood);
        Assert.True(statuses[HttpStatusCode.TooManyRequests] > 0);
        for (var i = 0; i < 50; i++)
            await mine.ReadAsync("/v1/me");
        await AssertOpenAsync(colleague);
    }

    [Fact]
    public async Task What_a_role_does_not_allow_is_counted_too()
    {
        using var analyst = Server.NewClient(await Administrator.IssueKeyAsync("pea", "analyst"));
        var statuses = await FloodAsync(analyst, Flood, "/v1/agencies");
        Assert.True(statuses[HttpStatusCode.TooManyRequests] > 0);
        Assert.True(statuses[HttpStatusCode.Forbidden] >= 100);
    }

    /// <summary>Probes and files are answered whoever has used up his budget, and so is the way to sign in.</summary>
    private static async Task AssertOpenAsync(HttpClient client)
    {
        foreach (var (path, expected) in (IEnumerable<(string, HttpStatusCode)>)[("/health/live", HttpStatusCode.OK), ("/health/ready", HttpStatusCode.OK)])
        {
            using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
            Assert.Equal(expected, answer.StatusCode);
        }

        using var page = await client.GetAsync(new Uri("/", UriKind.Relative));
        using var signOut = await client.PostAsync(new Uri("/v1/sign-out", UriKind.Relative), null);
        Assert.NotEqual(HttpStatusCode.TooManyRequests, page.StatusCode);
        Assert.Equal(HttpStatusCode.OK, signOut.StatusCode);
    }

    private static async Task<Dictionary<HttpStatusCode, int>> FloodAsync(HttpClient client, int requests, string path = "/v1/me")
    {
        var statuses = new HttpStatusCode[requests];
        await Parallel.ForEachAsync(Enumerable.Range(0, requests), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, cancellation) =>
        {
            using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), cancellation);
            statuses[i] = answer.StatusCode;
        });
        return statuses.CountBy(static status => status).ToDictionary();
    }
}
