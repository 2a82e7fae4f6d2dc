using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace Compounds.Server.Tests.Hosting;

/// <summary>Ready means: can file and read here, now.</summary>
public sealed class ReadinessTests : IAsyncLifetime
{
    private readonly LostGrains _lost = new();
    private readonly FailingLog _log = new();
    private HostedServer? _server;
    private HttpClient? _anyone;

    public async Task InitializeAsync()
    {
        _server = await HostedServer.StartAsync(new DateTimeOffset(2025, 6, 2, 12, 0, 0, TimeSpan.Zero), services =>
        {
            _log.Replace(services);
            services.AddSingleton<IOutgoingGrainCallFilter>(_lost);
        });
        _anyone = _server.NewClient("");
    }

    public async Task DisposeAsync()
    {
        _log.GoOn();
        _anyone!.Dispose();
        await _server!.DisposeAsync();
    }

    [Fact]
    public async Task A_full_disk_is_not_ready_until_there_is_room_although_everything_can_be_read()
    {
        Assert.Equal(HttpStatusCode.OK, await AskAsync());
        _log.IsFull = true;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await AskAsync());
        _log.IsFull = false;
        Assert.Equal(HttpStatusCode.OK, await AskAsync());
    }

    [Fact]
    public async Task A_store_that_cannot_be_read_is_not_ready()
    {
        _log.IsAway = true;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await AskAsync());
    }

    [Fact]
    public async Task Trouble_of_other_silos_does_not_matter()
    {
        _lost.Types = ["register", "policy-directory", "catalog", "inbox", "directory", "sweeper", "compound"];
        Assert.Equal(HttpStatusCode.OK, await AskAsync());
        _server!.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.OK, await AskAsync());
    }

    private async Task<HttpStatusCode> AskAsync()
    {
        using var answer = await _anyone!.GetAsync(new Uri("/health/ready", UriKind.Relative));
        return answer.StatusCode;
    }
}
