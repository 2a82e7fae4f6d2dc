using System.Net;
using Compounds.Agencies;
using Compounds.Driving;
using Compounds.Grains.Replicas;
using Compounds.Readers;
using Microsoft.Extensions.DependencyInjection;
using static Compounds.Driving.Wire;

namespace Compounds.Server.Tests.Hosting;

/// <summary>No grain of which there is one stands in the way of a request; and nobody comes in by what this server knew long ago.</summary>
public sealed class ReplicaTests : IAsyncLifetime
{
    private readonly LostGrains _lost = new();
    private readonly FailingLog _log = new();
    private HostedServer? _server;

    public async Task InitializeAsync() => _server = await HostedServer.StartAsync(new DateTimeOffset(2025, 6, 2, 12, 0, 0, TimeSpan.Zero), services =>
    {
        _log.Replace(services);
        services.AddSingleton<IOutgoingGrainCallFilter>(_lost);
    });

    public async Task DisposeAsync() => await _server!.DisposeAsync();

    [Fact]
    public async Task With_the_register_and_the_policy_list_gone_people_sign_in_and_agencies_push()
    {
        using var partner = await PartnerAsync();
        _lost.Types = ["register", "policy-directory"];
        for (var minute = 0; minute < 2; minute++)
        {
            Assert.Equal("pea", (await partner.ReadAsync("/v1/me")).Text("agency"));
            await partner.AcceptAsync(Report($"R-{minute}", Status("KK Park", "raided")));
            Assert.Empty((await partner.ReadAsync("/v1/policy-actions")).GetProperty("items").EnumerateArray());
            Assert.Equal(HttpStatusCode.OK, (await partner.GetAsync(new Uri("/health/ready", UriKind.Relative))).StatusCode);
            _server!.Clock.Advance(TimeSpan.FromMinutes(1));
        }
    }

    [Fact]
    public async Task Whoever_comes_with_a_key_is_told_to_come_back_once_the_register_here_is_too_old()
    {
        using var partner = await PartnerAsync();
        await partner.ReadAsync("/v1/me");
        _log.IsAway = true;
        Assert.Equal("pea", (await partner.ReadAsync("/v1/me")).Text("agency"));

        _server!.Clock.Advance(Staleness.Bound + TimeSpan.FromMilliseconds(1));
        using var answer = await partner.GetAsync(new Uri("/v1/me", UriKind.Relative));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), answer.Headers.RetryAfter?.Delta);
        Assert.Contains("urn:compounds:unavailable", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        _log.IsAway = false;
        Assert.Equal("pea", (await partner.ReadAsync("/v1/me")).Text("agency"));
    }

    private async Task<HttpClient> PartnerAsync()
    {
        using var administrator = _server!.NewClient(ChildServer.AdministratorKey);
        await administrator.RegisterAsync(new Agency("pea", "Provincial Electricity Authority", Tlp.Amber, 'A', null));
        return _server.NewClient(await administrator.IssueKeyAsync("pea", "partner"));
    }
}
