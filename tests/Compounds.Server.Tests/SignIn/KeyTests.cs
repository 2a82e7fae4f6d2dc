using System.Net;
using Compounds.Driving;

namespace Compounds.Server.Tests.SignIn;

/// <summary>Keys: shown once, kept as a hash, gone when revoked.</summary>
public sealed class KeyTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_key_is_shown_once_and_never_listed()
    {
        var issued = await api.Administrator.CallAsync(HttpMethod.Post, "/v1/agencies/utility/keys", new { roles = new[] { "analyst" }, label = "dashboard" });
        var keys = await api.Administrator.ReadAsync("/v1/agencies/utility/keys");
        var listed = Assert.Single(keys.EnumerateArray(), key => key.Text("id") == issued.Text("id"));
        Assert.Equal("dashboard", listed.Text("label"));
        Assert.DoesNotContain(issued.Text("key"), keys.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(Compounds.Agencies.AgencyKey.HashOf(issued.Text("key"))!, keys.GetRawText(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_revoked_key_opens_nothing_from_then_on()
    {
        var issued = await api.Administrator.CallAsync(HttpMethod.Post, "/v1/agencies/utility/keys", new { roles = new[] { "analyst" } });
        using var client = api.Server.NewClient(issued.Text("key"));
        Assert.Equal("utility", (await client.ReadAsync("/v1/me")).Text("agency"));
        await api.Administrator.CallAsync(HttpMethod.Delete, $"/v1/agencies/utility/keys/{issued.Text("id")}", null, HttpStatusCode.NoContent);
        Assert.Equal("urn:compounds:unauthenticated", (await client.ReadAsync("/v1/me", HttpStatusCode.Unauthorized)).Text("type"));
        Assert.NotEqual(default, (await api.Administrator.ReadAsync("/v1/agencies/utility/keys")).EnumerateArray().Single(key => key.Text("id") == issued.Text("id")).GetProperty("revokedAt").GetDateTimeOffset());
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
}
