using System.Net;
using System.Text.Json;
using Compounds.Agencies;
using Compounds.Driving;
using Compounds.Readers;

namespace Compounds.Server.Tests.SignIn;

/// <summary>No one raises his own rights: what opens more takes two people, and the ledger names both.</summary>
public sealed class SeparationTests : IAsyncLifetime
{
    private HostedServer _server = null!;
    private HttpClient _first = null!;
    private HttpClient _second = null!;

    public async Task InitializeAsync()
    {
        _server = await HostedServer.StartAsync(new DateTimeOffset(2025, 6, 2, 12, 0, 0, TimeSpan.Zero));
        using var administrator = _server.NewClient(ChildServer.AdministratorKey);
        await administrator.RegisterAsync(new Agency(Agency.TaskForce, "Task force", Tlp.Red, 'A', null));
        await administrator.RegisterAsync(new Agency("xray", "X", Tlp.Red, 'A', null));
        await administrator.RegisterAsync(new Agency("zulu", "Z", Tlp.Clear, 'B', null));
        _first = await _server.SignInAsync(Agency.TaskForce, Tlp.Red, "task-force:1", Roles.Registrar);
        _second = await _server.SignInAsync(Agency.TaskForce, Tlp.Red, "task-force:2", Roles.Registrar);
    }

    public async Task DisposeAsync()
    {
        _first.Dispose();
        _second.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task An_administrator_gives_himself_no_clearance_and_no_key_of_another_agency()
    {
        using var administrator = await _server.SignInAsync("zulu", Tlp.Red, "zulu:1", Roles.Administrator);
        await administrator.CallAsync(HttpMethod.Put, "/v1/agencies/zulu", Entry("RED"), HttpStatusCode.Forbidden);
        await administrator.CallAsync(HttpMethod.Post, "/v1/agencies/xray/keys", new { roles = new[] { "analyst" } }, HttpStatusCode.Forbidden);
        await administrator.ReadAsync("/v1/agencies/xray/keys", HttpStatusCode.Forbidden);
        Assert.Equal(["zulu"], (await administrator.ReadAsync("/v1/agencies")).EnumerateArray().Select(static agency => agency.Text("id")));
        Assert.Equal("CLEAR", (await administrator.ReadAsync("/v1/me")).Text("clearance"));
        await administrator.CallAsync(HttpMethod.Post, "/v1/agencies/zulu/keys", new { roles = new[] { "analyst" } });
    }

    [Fact]
    public async Task A_registrar_raises_no_clearance_alone()
    {
        var waiting = await _first.CallAsync(HttpMethod.Put, "/v1/agencies/zulu", Entry("RED"), HttpStatusCode.Accepted);
        Assert.Equal("takes-another-person", await ConfirmAsync(_first, waiting.Text("id")));
        Assert.Equal("CLEAR", await ClearanceAsync());
        Assert.Equal("granted", await ConfirmAsync(_second, waiting.Text("id")));
        Assert.Equal("RED", await ClearanceAsync());
        Assert.Equal("unknown", await ConfirmAsync(_second, waiting.Text("id")));
    }

    [Fact]
    public async Task A_key_of_trust_opens_nothing_until_the_second_person_said_yes()
    {
        using var administrator = await _server.SignInAsync("xray", Tlp.Red, "xray:1", Roles.Administrator);
        var issued = await administrator.CallAsync(HttpMethod.Post, "/v1/agencies/xray/keys", new { roles = new[] { "administrator" } }, HttpStatusCode.Accepted);
        using var key = _server.NewClient(issued.Text("key"));
        await key.ReadAsync("/v1/me", HttpStatusCode.Unauthorized);
        await administrator.CallAsync(HttpMethod.Post, "/v1/grants/confirm", new { grants = new[] { issued.Text("grant") } }, HttpStatusCode.Forbidden);
        Assert.Equal("waits", await ConfirmAsync(_first, issued.Text("grant")));
        await key.ReadAsync("/v1/me", HttpStatusCode.Unauthorized);
        Assert.Equal("granted", await ConfirmAsync(_second, issued.Text("grant")));
        await key.ReadAsync("/v1/me");
    }

    [Fact]
    public async Task A_machine_gives_no_word()
    {
        using var administrator = _server.NewClient(ChildServer.AdministratorKey);
        using var machine = _server.NewClient(await administrator.IssueKeyAsync(Agency.TaskForce, "registrar"));
        var waiting = await machine.CallAsync(HttpMethod.Put, "/v1/agencies/zulu", Entry("GREEN"), HttpStatusCode.Accepted);
        Assert.Empty(waiting.GetProperty("confirmedBy").EnumerateArray());
        var refused = await machine.CallAsync(HttpMethod.Post, "/v1/grants/confirm", new { grants = new[] { waiting.Text("id") } }, HttpStatusCode.Forbidden);
        Assert.Equal("urn:compounds:person-needed", refused.Text("type"));
    }

    [Fact]
    public async Task Roles_that_are_kept_apart_are_given_to_no_one_together()
    {
        foreach (var (agency, roles) in ((string, string[])[])[("xray", ["policy", "administrator"]), ("xray", ["registrar"]), (Agency.TaskForce, ["auditor", "registrar"])])
        {
            var refused = await _first.CallAsync(HttpMethod.Post, $"/v1/agencies/{agency}/keys", new { roles }, HttpStatusCode.BadRequest);
            Assert.Contains("role", refused.Text("detail"), StringComparison.Ordinal);
        }

        using var both = await _server.SignInAsync("xray", Tlp.Red, "xray:1", Roles.Administrator | Roles.Policy | Roles.Registrar);
        Assert.Equal(["administrator"], (await both.ReadAsync("/v1/me")).GetProperty("roles").EnumerateArray().Select(static role => role.GetString()!));
    }

    [Fact]
    public async Task The_ledger_names_who_asked_and_who_said_yes()
    {
        var waiting = await _first.CallAsync(HttpMethod.Put, "/v1/agencies/zulu", Entry("AMBER"), HttpStatusCode.Accepted);
        Assert.Equal(waiting.Text("id"), Assert.Single((await _second.ReadAsync("/v1/grants")).EnumerateArray()).Text("id"));
        await ConfirmAsync(_second, waiting.Text("id"));
        var facts = new List<JsonElement>();
        await foreach (var fact in _server.Part<Compounds.Ledger.IEventLog>().ReadAsync("register/task-force", 1, CancellationToken.None))
            facts.Add(JsonDocument.Parse(fact.Body).RootElement);
        Assert.Equal("task-force:1", facts[^2].GetProperty("grant").Text("requestedBy"));
        Assert.Equal("task-force:2", facts[^1].Text("actor"));
    }

    [Fact]
    public async Task What_is_refused_waits_no_more()
    {
        var waiting = await _first.CallAsync(HttpMethod.Put, "/v1/agencies/zulu", Entry("AMBER"), HttpStatusCode.Accepted);
        Assert.Equal("refused", await AnswerAsync(_second, "refuse", waiting.Text("id")));
        Assert.Equal("unknown", await ConfirmAsync(_second, waiting.Text("id")));
        Assert.Empty((await _first.ReadAsync("/v1/grants")).EnumerateArray());
    }

    [Fact]
    public async Task A_protection_lead_reads_a_RED_report_of_others_once_a_registrar_said_yes_and_for_a_day()
    {
        using var administrator = _server.NewClient(ChildServer.AdministratorKey);
        using var xray = _server.NewClient(await administrator.IssueKeyAsync("xray", "partner"));
        await xray.AcceptAsync(Wire.Report("H-1", Wire.Status("Blue Lotus", "raided"), agency: "xray", handling: """{"tlp":"RED","pap":"RED"}"""));
        using var lead = await _server.SignInAsync("zulu", Tlp.Clear, "zulu:1", Roles.ProtectionLead);
        using var colleague = await _server.SignInAsync("zulu", Tlp.Clear, "zulu:2", Roles.ProtectionLead);
        await lead.ReadAsync("/v1/reports/xray/H-1", HttpStatusCode.NotFound);
        await lead.CallAsync(HttpMethod.Post, "/v1/emergency-access/xray", new { report = "H-1", reason = "curiosity" }, HttpStatusCode.BadRequest);
        var asked = await lead.CallAsync(
            HttpMethod.Post, "/v1/emergency-access/xray", new { report = "H-1", reason = "life-at-risk" }, HttpStatusCode.Accepted);
        var path = $"/v1/emergency-access/xray/{asked.Text("id")}";
        await lead.ReadAsync(path, HttpStatusCode.NotFound);
        Assert.Equal("granted", await ConfirmAsync(_first, asked.Text("id")));
        Assert.Equal("RED", (await lead.ReadAsync(path)).GetProperty("report").GetProperty("handling").Text("tlp"));
        Assert.Contains("zulu:1", (await xray.ReadAsync("/v1/readers/xray/H-1")).EnumerateArray().Select(static reader => reader.Text("actor")));
        await colleague.ReadAsync(path, HttpStatusCode.NotFound);
        await lead.ReadAsync("/v1/reports/xray/H-1", HttpStatusCode.NotFound);
        _server.Clock.Advance(EmergencyAccess.Length);
        using var tomorrow = await _server.SignInAsync("zulu", Tlp.Clear, "zulu:1", Roles.ProtectionLead);
        await tomorrow.ReadAsync(path, HttpStatusCode.NotFound);
    }

    private static object Entry(string clearance) => new { name = "Z", clearance, sourceReliability = "B" };

    private static Task<string> ConfirmAsync(HttpClient registrar, string grant) => AnswerAsync(registrar, "confirm", grant);

    private static async Task<string> AnswerAsync(HttpClient registrar, string word, string grant) => Assert.Single(
        (await registrar.CallAsync(HttpMethod.Post, $"/v1/grants/{word}", new { grants = new[] { grant } })).EnumerateArray()).Text("outcome");

    private async Task<string> ClearanceAsync() =>
        (await _first.ReadAsync("/v1/agencies")).EnumerateArray().Single(static agency => agency.Text("id") == "zulu").Text("clearance");
}
