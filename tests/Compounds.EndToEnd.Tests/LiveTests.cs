using System.Net.ServerSentEvents;
using System.Text.Json;
using Compounds.Agencies;
using Compounds.Driving;
using Compounds.Readers;

namespace Compounds.EndToEnd.Tests;

/// <summary>The live feed of a really running server: every change reaches a page, over a break of the line and a kill of the server.</summary>
public sealed class LiveTests : IDisposable
{
    private const int Changes = 300;
    private const int Many = 6_000;
    private const int Pages = 200;
    private const int Yards = 60;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_page_that_comes_back_after_a_break_gets_what_it_missed_and_nothing_twice()
    {
        await using var server = await ChildServer.StartAsync(_folder);
        using var pea = await RegisterAsync(server);
        await using var first = await LiveReader.OpenAsync(pea);
        await pea.AcceptAsync(Wire.Report("live-1", Wire.Status("Seen Yard", "operating")));
        Assert.Equal("compound:seen-yard", IdOf(await first.NextAsync()));
        var left = first.LastEventId;
        await first.DisposeAsync();
        await pea.AcceptAsync(Wire.Report("live-2", Wire.Status("Missed Yard", "operating")));
        await pea.AcceptAsync(Wire.Report("live-3", Wire.Status("Other Yard", "operating")));
        await using var second = await LiveReader.OpenAsync(pea, left);
        Assert.Equal(["compound:missed-yard", "compound:other-yard"], [IdOf(await second.NextAsync()), IdOf(await second.NextAsync())]);
    }

    [Fact]
    public async Task What_a_reader_may_not_see_is_no_event_for_him()
    {
        await using var server = await ChildServer.StartAsync(_folder);
        using var pea = await RegisterAsync(server);
        using var administrator = server.NewClient(ChildServer.AdministratorKey);
        using var press = server.NewClient(await administrator.IssueKeyAsync("press", "analyst"));
        await using var feed = await LiveReader.OpenAsync(press);
        await pea.AcceptAsync(Wire.Report("unseen", Wire.Status("Unseen Yard", "operating"), """{"tlp":"RED"}"""));
        await pea.AcceptAsync(Wire.Report("seen", Wire.Status("Seen Yard", "operating"), """{"tlp":"CLEAR","pap":"CLEAR"}"""));
        Assert.Equal("compound:seen-yard", IdOf(await feed.NextAsync()));
    }

    [Fact]
    public async Task A_page_that_was_away_for_six_thousand_changes_gets_each_once_and_in_order()
    {
        await using var server = await ChildServer.StartAsync(_folder);
        using var pea = await RegisterAsync(server);
        await using var first = await LiveReader.OpenAsync(pea);
        await pea.AcceptAsync(Wire.Report("first", Wire.Status("First Yard", "operating")));
        Assert.Equal("compound:first-yard", IdOf(await first.NextAsync()));
        await using var stayed = await LiveReader.OpenAsync(pea, first.LastEventId);
        var left = first.LastEventId;
        await first.DisposeAsync();
        for (var from = 0; from < Many; from += Changes)
            await pea.AcceptAsync(Reports(from, from + Changes));

        var heard = new List<string>();
        while (heard.Distinct().Count() < Many)
            heard.Add(IdOf(await stayed.NextAsync()));
        await using var second = await LiveReader.OpenAsync(pea, left);
        var missed = new List<string>();
        while (missed.Count < heard.Count)
            missed.Add(IdOf(await second.NextAsync()));
        Assert.Equal(heard, missed);
    }

    [Fact]
    public async Task After_a_kill_of_the_server_a_page_is_told_to_read_everything_anew_and_nothing_is_missing_there()
    {
        var (seen, left, key) = (new HashSet<string>(), "", "");
        await using (var server = await ChildServer.StartAsync(_folder))
        {
            using var pea = await RegisterAsync(server);
            key = pea.DefaultRequestHeaders.Authorization!.Parameter!;
            await using var page = await LiveReader.OpenAsync(pea);
            await pea.AcceptAsync(Reports(0, Changes));
            while (seen.Count < Changes / 2)
                seen.Add(IdOf(await page.NextAsync()));
            left = page.LastEventId;
            await pea.AcceptAsync(Reports(Changes, 2 * Changes));
            await server.KillAsync();
        }

        await using var again = await ChildServer.StartAsync(_folder);
        using var client = again.NewClient(key);
        await using var resumed = await LiveReader.OpenAsync(client, left);
        Assert.Equal("reset", (await resumed.NextAsync()).EventType);
        await client.AcceptAsync(Wire.Report("after", Wire.Status("Yard After", "operating")));
        var after = await resumed.NextAsync();
        Assert.Equal("card", after.EventType);
        var listed = JsonDocument.Parse(await client.GetStringAsync(new Uri("/v1/compounds?limit=10000", UriKind.Relative))).RootElement.GetProperty("items").EnumerateArray().Select(static card => card.Text("id"));
        Assert.Equal(
            Enumerable.Range(0, 2 * Changes).Select(static number => $"compound:yard-{number}").Append("compound:yard-after").Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Two_hundred_pages_hear_each_of_six_thousand_changes_once_and_in_order_over_a_kill_or_are_told_to_read_all()
    {
        var first = await ChildServer.StartAsync(_folder);
        using var pea = await RegisterAsync(first);
        var (restarted, atEnd) = (new TaskCompletionSource(), new TaskCompletionSource<Dictionary<string, int>>(TaskCreationOptions.RunContinuationsAsynchronously));
        var pages = Enumerable.Range(0, Pages).Select(static _ => new LivePage()).ToArray();
        var following = pages.Select(page => FollowAsync(page)).ToArray();
        await Task.WhenAll(pages.Select(static page => page.Opened));
        await pea.AcceptAsync(OnYards(0, Many / 2));
        await first.KillAsync();
        await using var second = await ChildServer.StartAtAsync(first.Address, _folder);
        await first.DisposeAsync();
        restarted.SetResult();
        await pea.AcceptAsync(OnYards(Many / 2, Many));
        var listed = await LivePage.ListAsync(pea);
        Assert.Equal(Many, listed.Values.Sum());
        atEnd.SetResult(listed);

        await Task.WhenAll(following);
        Assert.All(pages, static page => Assert.Equal(1, page.Resets));

        async Task FollowAsync(LivePage page)
        {
            Assert.False(await page.FollowAsync(pea, atEnd.Task));
            await restarted.Task;
            Assert.True(await page.FollowAsync(pea, atEnd.Task));
        }
    }

    /// <summary>Reports on a few yards in turn, so that each changes many times.</summary>
    private static IEnumerable<string> OnYards(int from, int to) =>
        Enumerable.Range(from, to - from).Select(static number => Wire.Report($"change-{number}", Wire.Status($"Yard {number % Yards}", number % 3 == 0 ? "raided" : "operating")));

    private static IEnumerable<string> Reports(int from, int to) =>
        Enumerable.Range(from, to - from).Select(static number => Wire.Report($"change-{number}", Wire.Status($"Yard {number}", "operating")));

    private static async Task<HttpClient> RegisterAsync(ChildServer server)
    {
        using var administrator = server.NewClient(ChildServer.AdministratorKey);
        await administrator.RegisterAsync(new Agency("pea", "Provincial Electricity Authority", Tlp.Red, 'A', null));
        await administrator.RegisterAsync(new Agency("press", "A newspaper", Tlp.Clear, 'C', null));
        return server.NewClient(await administrator.IssueKeyAsync("pea", "analyst", "partner"));
    }

    private static string IdOf(SseItem<string> change)
    {
        Assert.Equal("card", change.EventType);
        using var card = JsonDocument.Parse(change.Data);
        return card.RootElement.Text("id");
    }
}
