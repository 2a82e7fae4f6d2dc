using System.Net;
using System.Text.Json;
using Compounds.Agencies;
using Compounds.Driving;
using Compounds.Readers;
using Compounds.Server.Audit;

namespace Compounds.Server.Tests.Audit;

/// <summary>The auditor, and no one else, sees who read, signed in, granted and was refused.</summary>
public sealed class AuditTests(AuditFixture api) : IClassFixture<AuditFixture>
{
    [Fact]
    public async Task The_audit_is_read_by_auditors_alone()
    {
        using var all = await api.Server.SignInAsync(
            "task-force", Tlp.Red, "task-force:other", Roles.Analyst | Roles.Partner | Roles.Policy | Roles.Administrator | Roles.Registrar | Roles.ProtectionLead);
        using var weak = await api.Server.SignInAsync("task-force", Tlp.Red, "task-force:weak", Roles.Auditor | Roles.Analyst,
            isStrong: false);
        using var nobody = api.Server.NewClient("");
        await all.ReadAsync("/v1/audit", HttpStatusCode.Forbidden);
        await weak.ReadAsync("/v1/audit", HttpStatusCode.Forbidden);
        await api.Administrator.ReadAsync("/v1/audit", HttpStatusCode.Forbidden);
        await nobody.ReadAsync("/v1/audit", HttpStatusCode.Unauthorized);
        await api.Auditor.ReadAsync("/v1/audit");
        await api.Auditor.ReadAsync("/v1/compounds", HttpStatusCode.Forbidden);
        var refused = Assert.Single(await api.AuditAsync("kind=refusal&actor=task-force:other"));
        Assert.Equal(("ListAudit", 403, JsonValueKind.Null),
            (refused.Text("what"), refused.GetProperty("status").GetInt32(), refused.GetProperty("network").ValueKind));
    }

    [Fact]
    public async Task Reading_the_audit_is_audited()
    {
        using var auditor = await api.Server.SignInAsync("task-force", Tlp.Clear, "task-force:second", Roles.Auditor);
        await auditor.ReadAsync("/v1/audit?kind=grant");
        var entry = Assert.Single(await api.AuditAsync("kind=read&actor=task-force:second"));
        Assert.Equal("ListAudit", entry.Text("what"));
    }

    [Fact]
    public async Task Sign_ins_and_grants_are_told_from_the_streams_that_keep_them()
    {
        using var member = await api.SignInAsync("embassy:coming");
        await member.CallAsync(HttpMethod.Post, "/v1/sign-out");
        Assert.Equal(["sessions-ended", "session-started"], (await api.AuditAsync("kind=sign-in&actor=embassy:coming"))
            .Select(static entry => entry.Text("what")));
        using var administrator = await api.Server.SignInAsync("press", Tlp.Clear, "press:granting", Roles.Administrator);
        var key = (await administrator.CallAsync(HttpMethod.Post, "/v1/agencies/press/keys",
            new { roles = new[] { "analyst" } })).Text("id");
        var grant = Assert.Single(await api.AuditAsync("kind=grant&actor=press:granting"));
        Assert.Equal(("key-issued", "press"), (grant.Text("what"), grant.Text("agency")));
        Assert.Contains(key, grant.GetProperty("about").EnumerateArray().Select(static id => id.GetString()));
        Assert.Contains(await api.AuditAsync("kind=grant&agency=press"), static entry => entry.Text("what") == "agency-registered");
    }

    [Fact]
    public async Task Pages_hold_every_entry_once_newest_first_and_cursors_are_for_their_list()
    {
        for (var minute = 0; minute < 5; minute++)
        {
            using var member = await api.SignInAsync($"embassy:paged-{minute}");
            await member.ReadAsync("/v1/compounds");
            // A call that is under way while the clock jumps is too late, and would be repeated.
            await api.Server.Part<AuditTrail>().FlushAsync(CancellationToken.None);
            api.Server.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var (seen, cursor) = (new List<JsonElement>(), "");
        for (var path = "/v1/audit?agency=embassy&limit=3"; path is not null;)
        {
            var page = await api.Auditor.ReadAsync(path);
            seen.AddRange(page.GetProperty("items").EnumerateArray());
            cursor = page.GetProperty("next").GetString() ?? cursor;
            path = page.GetProperty("next").GetString() is { } next ? $"/v1/audit?agency=embassy&limit=3&cursor={next}" : null;
        }

        Assert.Equal((await api.AuditAsync("agency=embassy")).Select(static entry => entry.GetRawText()), seen
            .Select(static entry => entry.GetRawText()));
        Assert.Equal(
            Enumerable.Range(0, 5).SelectMany(static i => (string[])[$"embassy:paged-{i} read", $"embassy:paged-{i} sign-in"]),
            seen.Where(static entry => entry.Text("actor").StartsWith("embassy:paged", StringComparison.Ordinal))
                .Select(static entry => $"{entry.Text("actor")} {entry.Text("kind")}").Order());
        Assert.Equal("urn:compounds:bad-request", (await api.Auditor.ReadAsync($"/v1/audit?agency=pea&cursor={cursor}",
            HttpStatusCode.BadRequest)).Text("type"));
    }

    [Fact]
    public async Task Days_are_chosen()
    {
        var today = DateOnly.FromDateTime(api.Server.Clock.GetUtcNow().UtcDateTime);
        await api.Embassy.ReadAsync("/v1/compounds");
        Assert.NotEmpty(await api.AuditAsync($"kind=read&from={today:yyyy-MM-dd}&through={today:yyyy-MM-dd}"));
        Assert.NotEmpty(await api.AuditAsync($"kind=grant&from={today.AddDays(-7):yyyy-MM-dd}"));
        Assert.Empty(await api.AuditAsync($"from={today.AddDays(1):yyyy-MM-dd}"));
        Assert.Empty(await api.AuditAsync($"through={today.AddDays(-1):yyyy-MM-dd}"));
    }

    [Theory]
    [InlineData("kind=everything")]
    [InlineData("limit=0")]
    [InlineData("agency=No%20Agency")]
    [InlineData("cursor=made-up")]
    public async Task A_wrong_question_is_told_what_would_be_right(string query) =>
        Assert.Equal("urn:compounds:bad-request", (await api.Auditor.ReadAsync($"/v1/audit?{query}",
            HttpStatusCode.BadRequest)).Text("type"));

    [Fact]
    public async Task An_actor_who_reads_very_many_documents_is_an_alarm_once_an_hour()
    {
        using var member = await api.SignInAsync("embassy:copying");
        for (var i = 0; i < 12; i++)
        {
            await api.Pea.AcceptAsync(Wire.Report($"copied-{i}", Wire.Status("Copied Yard", "operating"), """{"tlp":"AMBER"}"""));
            await member.ReadAsync($"/v1/reports/pea/copied-{i}");
        }

        var alarm = Assert.Single(await api.AuditAsync("kind=alarm&actor=embassy:copying"));
        Assert.Equal(("mass-reading", 12, 10), (alarm.Text("what"), alarm.GetProperty("times").GetInt32(),
            alarm.GetProperty("limit").GetInt32()));
        await member.ReadAsync("/v1/reports/pea/copied-0");
        Assert.Single(await api.AuditAsync("kind=alarm&actor=embassy:copying"));
    }

    [Fact]
    public async Task Very_many_wrong_keys_from_one_network_are_an_alarm()
    {
        using var stranger = api.Server.NewClient($"ck_0123456789ab_{new string('x', 43)}");
        for (var i = 0; i < 6; i++)
            await stranger.ReadAsync("/v1/reports", HttpStatusCode.Unauthorized);
        var refused = (await api.AuditAsync("kind=refusal")).First(static entry => entry.Text("what") == "ListReports"
            && entry.GetProperty("key").ValueKind is JsonValueKind.String);
        Assert.Equal(
            ("0123456789ab", "127.0.0.0/24", 401, 6),
            (refused.Text("key"), refused.Text("network"), refused.GetProperty("status").GetInt32(),
                refused.GetProperty("times").GetInt32()));
        var alarm = Assert.Single(await api.AuditAsync("kind=alarm"), static entry => entry.Text("what") == "wrong-keys");
        Assert.Equal(("127.0.0.0/24", 6), (alarm.Text("network"), alarm.GetProperty("times").GetInt32()));
    }
}
