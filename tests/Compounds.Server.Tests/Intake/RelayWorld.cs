using System.Text;
using Compounds.Agencies;
using Compounds.Driving;
using Compounds.Readers;

namespace Compounds.Server.Tests.Intake;

/// <summary>A server with an agency that reads RED, a hub that is cleared for CLEAR and relays for it, and a reader of CLEAR.</summary>
internal sealed class RelayWorld : IAsyncDisposable
{
    private readonly HttpClient _administrator;
    private readonly HttpClient _press;

    private RelayWorld(HostedServer server, HttpClient administrator, HttpClient owner, HttpClient hub, HttpClient press) =>
        (Server, _administrator, Owner, Hub, _press) = (server, administrator, owner, hub, press);

    public HostedServer Server { get; }

    /// <summary>A partner and analyst of the agency.</summary>
    public HttpClient Owner { get; }

    /// <summary>The relay, which also reads.</summary>
    public HttpClient Hub { get; }

    public static async Task<RelayWorld> StartAsync()
    {
        var server = await HostedServer.StartAsync(new DateTimeOffset(2025, 6, 2, 12, 0, 0, TimeSpan.Zero));
        var administrator = server.NewClient(ChildServer.AdministratorKey);
        await administrator.RegisterAsync(new Agency("owner", "An agency", Tlp.Red, 'B', null));
        await administrator.RegisterAsync(new Agency("hub", "A hub", Tlp.Clear, 'B', null));
        await administrator.RegisterAsync(new Agency("press", "A newspaper", Tlp.Clear, 'B', null));
        var hub = server.NewClient(await administrator.IssueKeyAsync("hub", "relay", "analyst"));
        await administrator.RegisterAsync(new Agency("other", "Another agency", Tlp.Red, 'B', null));
        return new RelayWorld(
            server, administrator, server.NewClient(await administrator.IssueKeyAsync("owner", "partner", "analyst")), hub,
            server.NewClient(await administrator.IssueKeyAsync("press", "analyst")));
    }

    /// <summary>A relay of the hub whose key names these agencies.</summary>
    public async Task<HttpClient> RelayAsync(string[]? relaysFor) => Server.NewClient(
        (await _administrator.ByTwoAsync(HttpMethod.Post, "/v1/agencies/hub/keys", new { roles = new[] { "relay" }, relaysFor })).Text("key"));

    /// <summary>All that the hub and a reader of CLEAR see of a report and what it may speak of.</summary>
    public async Task<string> SeenAsync(string id)
    {
        var seen = new StringBuilder();
        foreach (var client in new[] { Hub, _press })
        {
            foreach (var path in Paths(id, "probed-yard").Concat(Paths(id, "other-yard")))
                seen.AppendLine(await AnswerAsync(client, path));
        }

        return seen.ToString();
    }

    /// <summary>What the agency sees of a report and its subject.</summary>
    public async Task<string> OwnersAsync(string id, string compound)
    {
        var shown = await Owner.ReadAsync($"/v1/reports/owner/{id}");
        var evidence = (await Owner.ReadAsync($"/v1/compounds/{compound}/evidence")).GetProperty("items").EnumerateArray()
            .Select(static item => $"{item.Text("report")} {item.GetProperty("claims")[0].Text("sentence")}");
        var found = await Owner.ReadAsync("/v1/reports/search?text=people");
        return $"{shown.GetProperty("report").GetRawText()} {shown.GetProperty("delivery").GetRawText()} {string.Join(", ", evidence)} {found.GetRawText()}";
    }

    public async ValueTask DisposeAsync()
    {
        _administrator.Dispose();
        _press.Dispose();
        Owner.Dispose();
        Hub.Dispose();
        await Server.DisposeAsync();
    }

    private static string[] Paths(string id, string compound) =>
    [
        $"/v1/reports/owner/{id}", "/v1/reports?agency=owner", "/v1/reports/search?text=people", $"/v1/compounds/{compound}?explain=true",
        $"/v1/compounds/{compound}/history", $"/v1/compounds/{compound}/evidence", "/v1/compounds",
    ];

    private static async Task<string> AnswerAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        return $"{path} {(int)answer.StatusCode} {(answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync() : "")}";
    }
}
