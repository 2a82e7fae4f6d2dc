using System.Net;
using Compounds.Agencies;
using Compounds.Driving;
using Compounds.Readers;
using static Compounds.Driving.Wire;

namespace Compounds.Server.Tests.SignIn;

/// <summary>Sessions live on the server: what was ended is over everywhere at once, whatever a browser still holds.</summary>
public sealed class SessionTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Member = "utility:member-1";

    [Fact]
    public async Task A_cookie_that_is_sent_again_after_signing_out_opens_nothing()
    {
        using var client = await SignInAsync("utility:out");
        Assert.Equal("utility:out", (await client.ReadAsync("/v1/me")).Text("member"));
        await client.CallAsync(HttpMethod.Post, "/v1/sign-out", null);
        Assert.Equal("urn:compounds:unauthenticated", (await client.ReadAsync("/v1/me", HttpStatusCode.Unauthorized)).Text("type"));
    }

    [Fact]
    public async Task A_session_is_over_when_it_was_not_used_for_long_and_lasts_no_longer_than_its_day()
    {
        using var idle = await SignInAsync("utility:idle");
        using var busy = new Renewing(await SignInAsync("utility:busy"));
        for (var quarters = 0; quarters < 4 * 12; quarters++)
        {
            Assert.Equal("utility:busy", (await busy.ReadMeAsync())?.Text("member"));
            api.Server.Clock.Advance(TimeSpan.FromMinutes(15));
            if (quarters == 2)
                await idle.ReadAsync("/v1/me", HttpStatusCode.Unauthorized);
        }

        Assert.Null(await busy.ReadMeAsync());
    }

    [Fact]
    public async Task An_open_feed_ends_with_its_session_though_there_is_nothing_to_tell()
    {
        using var one = await SignInAsync(Member);
        using var other = await SignInAsync(Member);
        await using var feed = await LiveReader.OpenAsync(other);
        var sessions = (await one.ReadAsync("/v1/sessions")).EnumerateArray().ToArray();
        var feeds = Assert.Single(sessions, static session => !session.GetProperty("isThis").GetBoolean()).Text("id");
        await one.CallAsync(HttpMethod.Delete, $"/v1/sessions/{feeds}", null, HttpStatusCode.NoContent);

        var before = api.Server.Clock.GetUtcNow();
        var heard = feed.TryNextAsync();
        while (!heard.IsCompleted)
        {
            api.Server.Clock.Advance(TimeSpan.FromMilliseconds(500));
            await Task.Yield();
        }

        Assert.Null(await heard);
        await other.ReadAsync("/v1/me", HttpStatusCode.Unauthorized);
        Assert.Equal(Member, (await one.ReadAsync("/v1/me")).Text("member"));
        Assert.True(api.Server.Clock.GetUtcNow() > before);
    }

    [Fact]
    public async Task All_sessions_of_a_person_end_together_and_those_of_others_do_not()
    {
        using var one = await SignInAsync("utility:all");
        using var other = await SignInAsync("utility:all");
        using var colleague = await SignInAsync("utility:colleague");
        await one.CallAsync(HttpMethod.Delete, "/v1/sessions", null, HttpStatusCode.NoContent);
        await one.ReadAsync("/v1/me", HttpStatusCode.Unauthorized);
        await other.ReadAsync("/v1/me", HttpStatusCode.Unauthorized);
        Assert.Equal("utility:colleague", (await colleague.ReadAsync("/v1/me")).Text("member"));
    }

    [Fact]
    public async Task A_session_of_another_person_cannot_be_ended()
    {
        using var one = await SignInAsync("utility:first");
        using var other = await SignInAsync("utility:second");
        var id = Assert.Single((await other.ReadAsync("/v1/sessions")).EnumerateArray()).Text("id");
        await one.CallAsync(HttpMethod.Delete, $"/v1/sessions/{id}", null, HttpStatusCode.NotFound);
        Assert.Equal("utility:second", (await other.ReadAsync("/v1/me")).Text("member"));
    }

    [Fact]
    public async Task A_session_sees_no_more_than_its_agency_may_now()
    {
        await api.Administrator.RegisterAsync(new Agency("embassy", "An embassy", Tlp.Red, 'B', null));
        using var client = await api.Server.SignInAsync("embassy", Tlp.Red, "embassy:one", Roles.Analyst);
        Assert.Equal("RED", (await client.ReadAsync("/v1/me")).Text("clearance"));
        await api.Administrator.RegisterAsync(new Agency("embassy", "An embassy", Tlp.Green, 'B', null));
        Assert.Equal("GREEN", (await client.ReadAsync("/v1/me")).Text("clearance"));
    }

    [Fact]
    public async Task Without_a_second_factor_there_is_neither_RED_nor_policy_nor_administration()
    {
        using var client = await api.Server.SignInAsync("pea", Tlp.Red, "pea:weak", Roles.Analyst | Roles.Policy | Roles.Administrator, isStrong: false);
        await api.Pea.AcceptAsync(Report("red-for-two-factors", Status("Second Factor Park", "operating"), """{"tlp":"RED"}"""));
        var me = await client.ReadAsync("/v1/me");
        Assert.Equal(("AMBER+STRICT", "tests"), (me.Text("clearance"), me.Text("strongSignIn")));
        Assert.Equal(["analyst"], me.GetProperty("roles").EnumerateArray().Select(static role => role.GetString()));
        await client.ReadAsync("/v1/agencies", HttpStatusCode.Forbidden);
        Assert.DoesNotContain("Second Factor Park", (await client.ReadAsync("/v1/compounds")).GetRawText(), StringComparison.Ordinal);

        using var strong = await api.Server.SignInAsync("pea", Tlp.Red, "pea:weak", Roles.Analyst);
        Assert.Equal("RED", (await strong.ReadAsync("/v1/me")).Text("clearance"));
        Assert.Contains("Second Factor Park", (await strong.ReadAsync("/v1/compounds")).GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_another_server_minted_means_nothing_here()
    {
        await using var other = await HostedServer.StartAsync(api.Server.Clock.GetUtcNow());
        using var stranger = await other.SignInAsync("pea", Tlp.Red, "pea:member-7", Roles.Administrator);
        using var client = api.Server.NewClient("");
        client.DefaultRequestHeaders.Authorization = null;
        client.DefaultRequestHeaders.Add("Cookie", stranger.DefaultRequestHeaders.GetValues("Cookie"));
        await client.ReadAsync("/v1/me", HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_cookie_of_a_production_server_is_of_this_host_alone_and_secure()
    {
        using var client = await SignInAsync("utility:cookie");
        Assert.StartsWith("__Host-compounds=", client.DefaultRequestHeaders.GetValues("Cookie").Single(), StringComparison.Ordinal);
        api.Server.Clock.Advance(TimeSpan.FromMinutes(20)); // Past half of its time it is written again.
        using var answer = await client.GetAsync(new Uri("/v1/me", UriKind.Relative));
        var renewed = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.All((string[])["secure", "httponly", "samesite=strict", "path=/"], part => Assert.Contains(part, renewed, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("domain=", renewed, StringComparison.OrdinalIgnoreCase);
    }

    private Task<HttpClient> SignInAsync(string member) => api.Server.SignInAsync("utility", Tlp.Amber, member, Roles.Analyst);

    /// <summary>A client that keeps the cookie it is given, as a browser does.</summary>
    private sealed class Renewing(HttpClient client) : IDisposable
    {
        public async Task<System.Text.Json.JsonElement?> ReadMeAsync()
        {
            using var answer = await client.GetAsync(new Uri("/v1/me", UriKind.Relative));
            if (answer.Headers.TryGetValues("Set-Cookie", out var given))
            {
                client.DefaultRequestHeaders.Remove("Cookie");
                client.DefaultRequestHeaders.Add("Cookie", given.Single().Split(';')[0]);
            }

            return answer.StatusCode == HttpStatusCode.OK
                ? System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement : null;
        }

        public void Dispose() => client.Dispose();
    }
}
