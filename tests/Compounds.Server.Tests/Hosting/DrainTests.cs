using System.Net;
using System.Text;
using Compounds.Agencies;
using Compounds.Driving;
using Compounds.Readers;
using Compounds.Server.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using static Compounds.Driving.Wire;

namespace Compounds.Server.Tests.Hosting;

/// <summary>A server that was told to stop, during its notice: it sends away who brings something, and answers who asks.</summary>
public sealed class DrainTests : IAsyncLifetime
{
    private static readonly TimeSpan s_notice = TimeSpan.FromSeconds(15);

    private readonly LostGrains _lost = new();
    private HostedServer? _server;
    private HttpClient? _partner;
    private string _key = "";

    public async Task InitializeAsync()
    {
        _server = await HostedServer.StartAsync(new DateTimeOffset(2025, 6, 2, 12, 0, 0, TimeSpan.Zero), services =>
            services.AddSingleton(Options.Create(new DrainOptions { Notice = s_notice })).AddSingleton<IOutgoingGrainCallFilter>(_lost));
        using var administrator = _server.NewClient(ChildServer.AdministratorKey);
        await administrator.RegisterAsync(new Agency("pea", "Provincial Electricity Authority", Tlp.Amber, 'A', null));
        _key = await administrator.IssueKeyAsync("pea", "partner", "analyst");
        _partner = _server.NewClient(_key);
        await _partner.AcceptAsync(Report("R-1", Status("KK Park", "raided")));
    }

    public async Task DisposeAsync()
    {
        _server!.Clock.Advance(s_notice);
        _partner!.Dispose();
        await _server!.DisposeAsync();
    }

    [Fact]
    public async Task It_is_not_ready_and_takes_no_reports_but_answers_questions()
    {
        await _partner!.ReadAsync("/v1/compounds/kk-park");
        Stop();
        using var ready = await _partner!.GetAsync(new Uri("/health/ready", UriKind.Relative));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        using var line = new StringContent(Report("R-2", Status("KK Park", "operating")), Encoding.UTF8, Calls.Ndjson);
        using var pushed = await _partner.PostAsync(new Uri("/v1/reports", UriKind.Relative), line);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(1)), (pushed.StatusCode, pushed.Headers.RetryAfter?.Delta));
        Assert.Contains("urn:compounds:leaving", await pushed.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await _partner.ReadAsync("/v1/compounds/kk-park");
        Assert.Equal(HttpStatusCode.OK, (await _partner.GetAsync(new Uri("/health/live", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task A_push_that_is_under_way_is_told_in_its_last_line_to_go_on_elsewhere()
    {
        _lost.Types = ["directory"];
        using var push = await DuplexPush.OpenAsync(_partner!.BaseAddress!, _key);
        await push.SendAsync(Report("R-3", Status("Elsewhere", "raided")) + "\n");
        await _lost.Asked.WaitAsync(ChildServer.Patience);
        Stop();
        _lost.Answer();
        var receipts = new List<string>();
        await foreach (var receipt in push.ReceiptsAsync())
            receipts.Add(receipt);
        Assert.Contains("\"accepted\"", Assert.Single(receipts), StringComparison.Ordinal);
        Assert.StartsWith("""{"end":"interrupted",""", push.End, StringComparison.Ordinal);
        Assert.Contains("urn:compounds:moving", push.End, StringComparison.Ordinal);
    }

    private void Stop() => _server!.Part<IHostApplicationLifetime>().StopApplication();
}
