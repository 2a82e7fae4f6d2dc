using System.Net;
using Compounds.Agencies;
using Compounds.Driving;
using Compounds.Readers;
using static Compounds.Driving.Wire;

namespace Compounds.Server.Tests.SignIn;

/// <summary>What goes on for long ends with the right to it: a live feed, and a push.</summary>
public sealed class StandingAccessTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task An_open_feed_ends_with_its_key_and_tells_nothing_more()
    {
        var (client, revokeAsync) = await IssueAsync("analyst");
        using var held = client;
        await using var feed = await LiveReader.OpenAsync(client);
        await api.Pea.AcceptAsync(Report("told", Status("KK Park", "raided")));
        Assert.Equal("card", (await AsTimePassesAsync(feed.TryNextAsync()))?.EventType);

        await revokeAsync();
        await api.Pea.AcceptAsync(Report("not-told", Status("Shwe Kokko", "raided")));
        Assert.Null(await AsTimePassesAsync(feed.TryNextAsync()));
    }

    [Fact]
    public async Task An_open_feed_ends_when_its_agency_may_see_less()
    {
        await api.Administrator.RegisterAsync(new Agency("ministry", "A ministry", Tlp.Red, 'B', null));
        using var client = await api.ClientAsync("ministry", "analyst");
        await using var feed = await LiveReader.OpenAsync(client);
        await api.Administrator.RegisterAsync(new Agency("ministry", "A ministry", Tlp.Clear, 'B', null));
        await api.Pea.AcceptAsync(Report("for-fewer", Status("Huanya", "raided")));
        Assert.Null(await AsTimePassesAsync(feed.TryNextAsync()));
    }

    [Fact]
    public async Task A_push_ends_with_its_key_and_says_what_was_stored()
    {
        var issued = await api.Administrator.ByTwoAsync(HttpMethod.Post, "/v1/agencies/utility/keys", new { roles = new[] { "partner" } });
        using var push = await DuplexPush.OpenAsync(api.Pea.BaseAddress!, issued.Text("key"));
        await push.SendAsync(Report("before", Status("KK Park", "raided")) + "\n");
        await using var receipts = push.ReceiptsAsync().GetAsyncEnumerator();
        Assert.True(await receipts.MoveNextAsync());
        Assert.Contains("\"accepted\"", receipts.Current, StringComparison.Ordinal);

        await RevokeAsync(issued.Text("id"));
        await push.SendAsync(Report("after", Status("KK Park", "raided")) + "\n");
        Assert.False(await receipts.MoveNextAsync());
        Assert.Contains("urn:compounds:access-ended", push.End, StringComparison.Ordinal);
        using var again = await api.ClientAsync("utility", "partner");
        Assert.Equal(["duplicate", "accepted"], (await again.PushAsync(
            Report("before", Status("KK Park", "raided")), Report("after", Status("KK Park", "raided")))).Select(static receipt => receipt.Text("outcome")));
    }

    // Changes are gathered for a moment before they are told.
    private async Task<T> AsTimePassesAsync<T>(Task<T> heard)
    {
        while (!heard.IsCompleted)
        {
            api.Server.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        return await heard;
    }

    private async Task<(HttpClient Client, Func<Task> RevokeAsync)> IssueAsync(string role)
    {
        var issued = await api.Administrator.ByTwoAsync(HttpMethod.Post, "/v1/agencies/utility/keys", new { roles = new[] { role } });
        return (api.Server.NewClient(issued.Text("key")), () => RevokeAsync(issued.Text("id")));
    }

    private async Task RevokeAsync(string key) =>
        await api.Administrator.CallAsync(HttpMethod.Delete, $"/v1/agencies/utility/keys/{key}", null, HttpStatusCode.NoContent);
}
