using System.Net;
using System.Text;
using Compounds.Agencies;
using Compounds.Driving;
using Compounds.Grains.Pulses;
using Compounds.Readers;
using Compounds.Server.Hosting;
using Microsoft.Extensions.DependencyInjection;
using static Compounds.Driving.Wire;

namespace Compounds.Server.Tests.Hosting;

/// <summary>Nobody waits for long: who cannot be answered is told when to come back, and what streams says itself how it ends.</summary>
public sealed class DeadlineTests : IAsyncLifetime
{
    private static readonly TimeSpan s_moment = TimeSpan.FromMilliseconds(1);

    private readonly LostGrains _lost = new();
    private readonly FailingLog _log = new();
    private HostedServer? _server;
    private HttpClient? _partner;

    public async Task InitializeAsync()
    {
        _server = await HostedServer.StartAsync(new DateTimeOffset(2025, 6, 2, 12, 0, 0, TimeSpan.Zero), services =>
        {
            _log.Replace(services);
            services.AddSingleton<IOutgoingGrainCallFilter>(_lost);
        });
        using var administrator = _server.NewClient(ChildServer.AdministratorKey);
        await administrator.RegisterAsync(new Agency("pea", "Provincial Electricity Authority", Tlp.Amber, 'A', null));
        _partner = _server.NewClient(await administrator.IssueKeyAsync("pea", "partner", "analyst"));
        await _partner.ReadAsync("/v1/me");
    }

    public async Task DisposeAsync()
    {
        _log.GoOn();
        _partner!.Dispose();
        await _server!.DisposeAsync();
    }

    [Fact]
    public async Task A_request_whose_grain_does_not_answer_is_told_after_28_seconds()
    {
        _lost.Types = ["catalog"];
        var asked = _partner!.GetAsync(new Uri("/v1/compounds", UriKind.Relative));
        await _lost.Asked.WaitAsync(ChildServer.Patience);
        Advance(Deadlines.Request - s_moment);
        Assert.False(asked.IsCompleted);
        Advance(PulseWatch.Interval);
        await AssertRetriedAsync(asked, HttpStatusCode.GatewayTimeout, "urn:compounds:timeout");
    }

    [Fact]
    public async Task While_the_store_is_silent_who_waits_for_it_is_told_within_two_seconds_and_others_are_served()
    {
        var isRead = _log.Hang();
        var asked = _partner!.GetAsync(new Uri("/v1/compounds/kk-park", UriKind.Relative));
        await isRead.WaitAsync(ChildServer.Patience);
        for (var waited = TimeSpan.Zero; waited < Deadlines.RequestInSilence; waited += PulseWatch.Interval)
        {
            Assert.False(asked.IsCompleted);
            Advance(PulseWatch.Interval);
        }

        await AssertRetriedAsync(asked, HttpStatusCode.ServiceUnavailable, "urn:compounds:unavailable");
        Assert.Equal("pea", (await _partner.ReadAsync("/v1/me")).Text("agency"));

        _log.GoOn();
        await _partner.ReadAsync("/v1/compounds/kk-park", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_push_line_by_line_is_never_cut_and_its_last_line_says_how_it_ended()
    {
        _lost.Types = ["directory"];
        var pushed = PushAsync(Report("R-1", Status("KK Park", "raided")));
        await _lost.Asked.WaitAsync(ChildServer.Patience);
        Advance(Deadlines.Request + s_moment);
        _lost.Expire();
        var last = (await pushed).Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1];
        Assert.StartsWith("""{"end":"interrupted",""", last, StringComparison.Ordinal);
        Assert.Contains("urn:compounds:timeout", last, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_live_feed_stays_open()
    {
        var opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var beat = ListenAsync(opened);
        await opened.Task.WaitAsync(ChildServer.Patience);
        while (!beat.IsCompleted)
        {
            Advance(Deadlines.Request);
            await Task.Yield();
        }

        await beat;
    }

    private async Task<string> PushAsync(string line)
    {
        using var lines = new StringContent(line, Encoding.UTF8, Calls.Ndjson);
        using var answer = await _partner!.PostAsync(new Uri("/v1/reports", UriKind.Relative), lines);
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>Opens the feed and ends with the first sign of life.</summary>
    private async Task ListenAsync(TaskCompletionSource opened)
    {
        using var feed = await _partner!.GetAsync(new Uri("/v1/live", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        using var events = new StreamReader(await feed.Content.ReadAsStreamAsync());
        await UntilAsync(events, "event: hello");
        opened.SetResult();
        await UntilAsync(events, "event: beat");
    }

    private static async Task UntilAsync(StreamReader events, string line)
    {
        while (await events.ReadLineAsync() is { } read)
        {
            if (read == line)
                return;
        }

        Assert.Fail($"The feed ended before '{line}'.");
    }

    private static async Task AssertRetriedAsync(Task<HttpResponseMessage> asked, HttpStatusCode status, string type)
    {
        using var answer = await asked;
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), answer.Headers.RetryAfter?.Delta);
        Assert.Contains(type, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private void Advance(TimeSpan time)
    {
        _server!.Clock.Advance(time);
        _server.Part<RequestDeadlines>().Tick();
    }
}
