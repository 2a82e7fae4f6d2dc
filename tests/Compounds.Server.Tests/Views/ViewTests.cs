using Compounds.Agencies;
using Compounds.Readers;
using System.Net;
using System.Text.Json;
using Compounds.Driving;

namespace Compounds.Server.Tests.Views;

/// <summary>Saved views: of a member, of an agency, and never of another.</summary>
public sealed class ViewTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_shared_view_is_the_teams_and_no_other_agency_hears_of_it()
    {
        using var one = await api.Server.SignInAsync("utility", Tlp.Amber, "utility:member-1", Roles.Analyst);
        using var other = await api.Server.SignInAsync("utility", Tlp.Amber, "utility:member-2", Roles.Analyst);
        await SaveAsync(one, "own", "Own", isTeam: false);
        await SaveAsync(one, "shared", "Shared", isTeam: true);
        Assert.Equal(["own", "shared"], await NamesAsync(one));
        Assert.Equal(["shared"], await NamesAsync(other));
        Assert.Empty(await NamesAsync(api.Pea));
        await SaveAsync(other, "shared", "Shared anew", isTeam: true);
        var view = (await one.ReadAsync("/v1/views")).EnumerateArray().Single(static view => view.Text("id") == "shared");
        Assert.Equal(("Shared anew", false), (view.Text("name"), view.GetProperty("isMine").GetBoolean()));
        await api.Pea.CallAsync(HttpMethod.Delete, "/v1/views/shared", null, HttpStatusCode.NoContent);
        Assert.Equal(["shared"], await NamesAsync(other));
        await other.CallAsync(HttpMethod.Delete, "/v1/views/shared", null, HttpStatusCode.NoContent);
        Assert.Equal(["own"], await NamesAsync(one));
    }

    [Theory]
    [InlineData("Name", "a.b", "subjects", "", "A view has an id")]
    [InlineData("A\u0007B", "ok", "subjects", "", "name is")]
    [InlineData("Name", "ok", "/subjects", "", "page is")]
    public async Task A_wrong_view_is_told_what_would_be_right(string name, string id, string page, string query, string sentence) => Assert.StartsWith(
        sentence, (await api.Pea.CallAsync(HttpMethod.Put, $"/v1/views/{id}", new { name, page, query }, HttpStatusCode.BadRequest)).Text("detail"), StringComparison.Ordinal);

    [Fact]
    public async Task Nothing_too_long_is_kept() =>
        await api.Pea.CallAsync(HttpMethod.Put, "/v1/views/long", new { name = "Long", page = "map", query = new string('x', 2_001) }, HttpStatusCode.BadRequest);

    private static Task<JsonElement> SaveAsync(HttpClient client, string id, string name, bool isTeam) =>
        client.CallAsync(HttpMethod.Put, $"/v1/views/{id}", new { name, page = "subjects", query = "kind=compound", isTeam });

    private static async Task<IEnumerable<string>> NamesAsync(HttpClient client) => (await client.ReadAsync("/v1/views")).EnumerateArray().Select(static view => view.Text("id"));
}
