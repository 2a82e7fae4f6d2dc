using System.Net;
using System.Text.Json;
using Compounds.Driving;

namespace Compounds.Server.Tests.SignIn;

/// <summary>Keys: shown once, kept as a hash, gone when revoked.</summary>
public sealed class KeyTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Keys = "/v1/agencies/utility/keys";

    [Fact]
    public async Task A_key_is_shown_once_and_never_listed()
    {
        var issued = await api.Administrator.ByTwoAsync(HttpMethod.Post, "/v1/agencies/utility/keys", new { roles = new[] { "analyst" }, label = "dashboard" });
        var keys = await api.Administrator.ReadAsync("/v1/agencies/utility/keys");
        var listed = Assert.Single(keys.EnumerateArray(), key => key.Text("id") == issued.Text("id"));
        Assert.Equal("dashboard", listed.Text("label"));
        Assert.DoesNotContain(issued.Text("key"), keys.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(Compounds.Agencies.AgencyKey.HashOf(issued.Text("key"))!, keys.GetRawText(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_revoked_key_opens_nothing_from_then_on()
    {
        var issued = await api.Administrator.ByTwoAsync(HttpMethod.Post, "/v1/agencies/utility/keys", new { roles = new[] { "analyst" } });
        using var client = api.Server.NewClient(issued.Text("key"));
        Assert.Equal("utility", (await client.ReadAsync("/v1/me")).Text("agency"));
        await api.Administrator.CallAsync(HttpMethod.Delete, $"/v1/agencies/utility/keys/{issued.Text("id")}", null, HttpStatusCode.NoContent);
        Assert.Equal("urn:compounds:unauthenticated", (await client.ReadAsync("/v1/me", HttpStatusCode.Unauthorized)).Text("type"));
        Assert.NotEqual(default, (await api.Administrator.ReadAsync("/v1/agencies/utility/keys")).EnumerateArray().Single(key => key.Text("id") == issued.Text("id")).GetProperty("revokedAt").GetDateTimeOffset());
    }

    [Fact]
    public async Task A_key_that_has_expired_opens_nothing()
    {
        var expiresAt = api.Server.Clock.GetUtcNow().AddHours(1);
        var issued = await IssueAsync(new { roles = new[] { "analyst" }, expiresAt });
        using var client = api.Server.NewClient(issued.Text("key"));
        Assert.Equal("utility", (await client.ReadAsync("/v1/me")).Text("agency"));
        api.Server.Clock.Advance(TimeSpan.FromHours(1));
        await client.ReadAsync("/v1/me", HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_key_works_from_its_addresses_alone()
    {
        var here = await IssueAsync(new { roles = new[] { "analyst" }, addresses = new[] { "203.0.113.0/24", "127.0.0.1" } });
        var elsewhere = await IssueAsync(new { roles = new[] { "analyst" }, addresses = new[] { "203.0.113.0/24" } });
        using var works = api.Server.NewClient(here.Text("key"));
        using var worksNot = api.Server.NewClient(elsewhere.Text("key"));
        await works.ReadAsync("/v1/me");
        await worksNot.ReadAsync("/v1/me", HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_third_key_of_a_label_is_refused_until_one_of_two_is_revoked()
    {
        var body = new { roles = new[] { "partner" }, label = "rotation" };
        var (first, second) = ((await IssueAsync(body)).Text("id"), (await IssueAsync(body)).Text("id"));
        var refused = await api.Administrator.CallAsync(HttpMethod.Post, Keys, body, HttpStatusCode.Conflict);
        Assert.Equal("urn:compounds:two-keys-work", refused.Text("type"));
        Assert.Contains(first, refused.Text("detail"), StringComparison.Ordinal);
        Assert.Contains(second, refused.Text("detail"), StringComparison.Ordinal);
        await api.Administrator.CallAsync(HttpMethod.Delete, $"{Keys}/{first}", null, HttpStatusCode.NoContent);
        await IssueAsync(body);
    }

    [Fact]
    public async Task The_day_of_last_use_is_listed()
    {
        var issued = await IssueAsync(new { roles = new[] { "analyst" } });
        Assert.Equal(JsonValueKind.Null, (await ListedAsync(issued)).GetProperty("lastUsedOn").ValueKind);
        using var client = api.Server.NewClient(issued.Text("key"));
        await client.ReadAsync("/v1/me");
        var used = await ListedAsync(issued); // It is kept behind the request.
        while (used.GetProperty("lastUsedOn").ValueKind is JsonValueKind.Null)
            used = await ListedAsync(issued);
        Assert.Equal($"{api.Server.Clock.GetUtcNow():yyyy-MM-dd}", used.Text("lastUsedOn"));
    }

    [Fact]
    public async Task A_fact_of_the_register_names_who_made_it()
    {
        var issued = await IssueAsync(new { roles = new[] { "analyst" } });
        var facts = new List<string>();
        await foreach (var fact in api.Server.Part<Compounds.Ledger.IEventLog>().ReadAsync("register/task-force", 1, CancellationToken.None))
            facts.Add(System.Text.Encoding.UTF8.GetString(fact.Body.Span));
        var written = JsonDocument.Parse(facts.Last(fact => fact.Contains(issued.Text("id"), StringComparison.Ordinal))).RootElement;
        Assert.Equal("task-force:first-administrator", written.GetProperty("grant").Text("requestedBy"));
    }

    [Theory]
    [InlineData("""{"roles":["analyst"],"addresses":["gateway.example.org"]}""", "is no address or network")]
    [InlineData("""{"roles":["analyst"],"expiresAt":"2020-01-01T00:00:00Z"}""", "expiresAt is a time in the next two years")]
    [InlineData("""{"roles":["analyst"],"expiresAt":"2099-01-01T00:00:00Z"}""", "expiresAt is a time in the next two years")]
    public async Task A_wrong_key_to_issue_is_told_what_would_be_right(string body, string sentence)
    {
        using var document = JsonDocument.Parse(body);
        Assert.Contains(
            sentence, (await api.Administrator.CallAsync(HttpMethod.Post, Keys, document.RootElement, HttpStatusCode.BadRequest)).Text("detail"),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not a key")]
    [InlineData("ck_0000000000_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_wrong_key_is_told_to_sign_in(string key)
    {
        using var client = api.Server.NewClient(key);
        Assert.Equal("urn:compounds:unauthenticated", (await client.ReadAsync("/v1/compounds", HttpStatusCode.Unauthorized)).Text("type"));
    }

    [Fact]
    public async Task Only_a_registered_agency_gets_a_key() => Assert.Equal(
        "urn:compounds:not-found", (await api.Administrator.CallAsync(HttpMethod.Post, "/v1/agencies/nobody/keys", new { roles = new[] { "analyst" } }, HttpStatusCode.NotFound)).Text("type"));

    [Fact]
    public async Task Signing_in_as_anybody_does_not_exist_in_production()
    {
        using var body = System.Net.Http.Json.JsonContent.Create(new { agency = "pea", clearance = "RED", roles = new[] { "administrator" } });
        using var answer = await api.Press.PostAsync(new Uri("/v1/sign-in/development", UriKind.Relative), body);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    private Task<JsonElement> IssueAsync(object body) => api.Administrator.ByTwoAsync(HttpMethod.Post, Keys, body);

    private async Task<JsonElement> ListedAsync(JsonElement issued) =>
        (await api.Administrator.ReadAsync(Keys)).EnumerateArray().Single(key => key.Text("id") == issued.Text("id"));
}
