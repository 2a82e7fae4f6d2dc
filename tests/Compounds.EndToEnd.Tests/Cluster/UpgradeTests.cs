using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Compounds.Driving;
using Compounds.Ledger;
using Compounds.Readers;
using Compounds.Subjects;

namespace Compounds.EndToEnd.Tests.Cluster;

/// <summary>The head takes over from the commit that deploy/upgrade-from names: silo by silo, and by stop and start.</summary>
public sealed class UpgradeTests(OldBuild build) : IClassFixture<OldBuild>, IAsyncLifetime, IDisposable
{
    private const int Lines = 2_000;
    private const int Subjects = 100;
    private const int LinesARound = 100;
    private const int Yards = 40;
    private const string List = "/v1/compounds?limit=10000";

    /// <summary>After all the traffic, so that an answer does not depend on the hour in which it is asked for.</summary>
    private const string AsOf = "asOf=2025-06-01T00:00:00Z";

    /// <summary>To which two ways of adding up the same evidence agree.</summary>
    private const double Tolerance = 1e-6;

    private static readonly Reader s_taskForce = new("task-force", Tlp.Red);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(1);

    private readonly SiloProcesses _silos = new();
    private readonly TemporaryFolder _folder = new();

    public Task InitializeAsync() => _silos.InitializeAsync();

    public Task DisposeAsync() => _silos.DisposeAsync();

    public void Dispose()
    {
        _silos.Dispose();
        _folder.Dispose();
    }

    [UpgradeClusterFact]
    public async Task Silos_of_both_builds_are_one_cluster_under_load_and_nothing_is_lost_when_the_old_one_leaves()
    {
        var (old, head) = (await _silos.FirstAsync(build.Folder), await _silos.StartAsync());
        using var administrator = head.NewClient(ChildServer.AdministratorKey);
        using var toOld = old.NewClient(_silos.Relay);
        using var toHead = head.NewClient(_silos.Relay);
        var ledger = await _silos.OpenLedgerAsync();

        // Each agency files at one of the two, so that its lines arrive in their order.
        var lines = SyntheticLines.Generate(seed: 31, Lines, Subjects);
        var halves = lines.ToLookup(static line => AgencyOf(line)[^1] % 2 == 0);
        var outcomes = await Task.WhenAll(PushAsync(old, [.. halves[false]]), PushAsync(head, [.. halves[true]]));
        AssertTakenAsByOneServer(lines, outcomes.SelectMany(static half => half));
        Assert.True(await ComesTrueAsync(async () => await SilosWithSubjectsAsync(administrator, _silos.OperatorPage(head)) == 2), "Only one silo has subjects.");
        var batch = await AppliedAsync(ledger);
        await AssertBothSayTheSameAsync(toOld, toHead, VisibleCompounds(batch));

        var filed = batch.Filed.Count + await FileUntilEndedAsync(old, toHead);
        Assert.Single(await _silos.StatusesAsync(), static status => status is "Active");
        batch = await AppliedAsync(ledger);
        Assert.Equal(filed, batch.Filed.Count);
        Assert.Null((await LedgerVerification.RunAsync(ledger, CancellationToken.None)).Damage);
        await LiveState.AssertEqualsAsync(batch, head, administrator, "agency-01", isExplained: true);
    }

    [UpgradeClusterFact]
    public async Task The_head_goes_on_where_a_cluster_of_the_old_build_stopped()
    {
        var old = await _silos.FirstAsync(build.Folder);
        var lines = SyntheticLines.Generate(seed: 32, Lines, Subjects);
        AssertTakenAsByOneServer(lines, await PushAsync(old, lines));
        var ledger = await _silos.OpenLedgerAsync();
        var batch = await AppliedAsync(ledger);
        using var toOld = old.NewClient(_silos.Relay);
        var said = await StopAsync(old, toOld, VisibleCompounds(batch));

        var head = await _silos.StartAsync();
        using var toHead = head.NewClient(_silos.Relay);
        await AssertGoesOnAsync(toHead, VisibleCompounds(batch), said);
        using var administrator = head.NewClient(ChildServer.AdministratorKey);
        await FileAsync(toHead, More(0));
        await LiveState.AssertEqualsAsync(await AppliedAsync(ledger), head, administrator, "agency-01", isExplained: true);
        Assert.Null((await LedgerVerification.RunAsync(ledger, CancellationToken.None)).Damage);
    }

    [UpgradeFact]
    public async Task The_head_goes_on_with_a_ledger_that_the_old_build_wrote_alone()
    {
        var relay = new Relay(SyntheticLines.Generate(seed: 33, Lines, Subjects));
        JsonElement said;
        IReadOnlyList<string> compounds;
        await using (var old = await ChildServer.StartBuildAsync(build.Folder, _folder))
        {
            await relay.RegisterAsync(old);
            Assert.Equal(Lines, await relay.PushAsync(old));
            await using (var ledger = SqliteEventLog.OpenReadOnly(_folder.Ledger))
                compounds = VisibleCompounds(await AppliedAsync(ledger));
            using var toOld = relay.NewClient(old);
            said = await StopAsync(old, toOld, compounds);
        }

        await using var head = await ChildServer.StartAsync(_folder);
        using var toHead = relay.NewClient(head);
        await AssertGoesOnAsync(toHead, compounds, said);
        await relay.AssertKeptAsync(head, _folder);
    }

    /// <summary>Stops a server, as an operator does.</summary>
    /// <returns>What it said of the compounds before.</returns>
    private static async Task<JsonElement> StopAsync(ChildServer server, HttpClient client, IReadOnlyList<string> compounds)
    {
        await AssertListedAsync(client, compounds);
        var said = await client.ReadAsync($"{List}&{AsOf}");
        await server.StopAsync();
        Assert.Equal(0, await server.EndedAsync());
        return said;
    }

    private static async Task AssertGoesOnAsync(HttpClient client, IReadOnlyList<string> compounds, JsonElement said)
    {
        await AssertListedAsync(client, compounds);
        var answer = await client.ReadAsync($"{List}&{AsOf}");
        Assert.Null(Difference(answer, said));
    }

    /// <summary>Pushes lines while others are pushed elsewhere, and waits until they are applied.</summary>
    /// <returns>The outcome of each.</returns>
    private async Task<IReadOnlyList<string>> PushAsync(ChildServer server, string[] lines)
    {
        using var push = await DuplexPush.OpenAsync(server.Address, _silos.Relay, waitUntilApplied: true);
        push.BeginSending(lines);
        var outcomes = new List<string>();
        await foreach (var text in push.ReceiptsAsync())
        {
            using var receipt = JsonDocument.Parse(text);
            outcomes.Add(receipt.RootElement.Text("outcome"));
        }

        await push.Sent.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Assert.True(outcomes.Count == lines.Length, $"{outcomes.Count} of {lines.Length} receipts, and at last: {push.End}");
        return outcomes;
    }

    /// <summary>Every line is accepted, and only one that was there before is a duplicate.</summary>
    private static void AssertTakenAsByOneServer(string[] lines, IEnumerable<string> outcomes)
    {
        var distinct = lines.Distinct().Count();
        Assert.Equal(
            new Dictionary<string, int> { ["accepted"] = distinct, ["duplicate"] = lines.Length - distinct },
            outcomes.CountBy(static outcome => outcome).ToDictionary());
    }

    /// <summary>Waits until the subjects have taken in all that was accepted, once.</summary>
    private static async Task<BatchRecomputation> AppliedAsync(IEventLog ledger)
    {
        var batch = await BatchRecomputation.RunAsync(ledger);
        await ComesTrueAsync(async () => batch.IsTaken || (batch = await BatchRecomputation.RunAsync(ledger)).IsTaken);
        batch.AssertTakenOnce();
        return batch;
    }

    /// <summary>How many silos have subjects in their memory, as the page for operators says.</summary>
    private static async Task<int> SilosWithSubjectsAsync(HttpClient administrator, string page) =>
        (await administrator.ReadAsync(page + "DashboardCounters")).GetProperty("simpleGrainStats").EnumerateArray()
            .Where(static grains => grains.Text("grainType").StartsWith("Compounds.Grains.Subjects.", StringComparison.Ordinal))
            .Select(static grains => grains.Text("siloAddress")).Distinct().Count();

    private static async Task AssertBothSayTheSameAsync(HttpClient toOld, HttpClient toHead, IReadOnlyList<string> compounds)
    {
        await AssertListedAsync(toOld, compounds);
        await AssertListedAsync(toHead, compounds);
        foreach (var path in compounds.Select(static id => $"/v1/{LiveState.PathOf(id)}?explain=true&{AsOf}").Append(List))
        {
            var (said, answer) = (default(JsonElement), default(JsonElement));
            var isSame = await ComesTrueAsync(async () =>
            {
                (said, answer) = (await toOld.ReadAsync(path), await toHead.ReadAsync(path));
                return Difference(answer, said) is null;
            });
            Assert.True(isSame, $"{path}\nold: {said}\nhead: {answer}");
        }
    }

    private static async Task AssertListedAsync(HttpClient client, IReadOnlyList<string> compounds)
    {
        string[] listed = [];
        await ComesTrueAsync(async () =>
        {
            var page = await client.ReadAsync(List);
            listed = [.. page.GetProperty("items").EnumerateArray().Select(static card => card.Text("id")).Order(StringComparer.Ordinal)];
            return listed.SequenceEqual(compounds);
        });
        Assert.Equal(compounds, listed);
    }

    /// <summary>Tells a server to stop, as an operator does, and files at another until it has ended, and once more.</summary>
    /// <returns>The number of reports filed.</returns>
    private static async Task<int> FileUntilEndedAsync(ChildServer leaves, HttpClient stays)
    {
        var (stopping, hasEnded, filed) = (leaves.StopAsync(), false, 0);
        while (!hasEnded)
        {
            hasEnded = stopping.IsCompleted;
            await FileAsync(stays, More(filed));
            filed += LinesARound;
        }

        await stopping;
        Assert.Equal(0, await leaves.EndedAsync());
        return filed;
    }

    private static string[] More(int from) => [.. Enumerable.Range(from, LinesARound).Select(static number =>
    {
        var agency = (number % SyntheticLines.Agencies) + 1;
        return Wire.Report($"more-{number}", Wire.Status($"Yard {number % Yards}", "operating"), agency: $"agency-{agency:00}");
    })];

    /// <summary>Sends lines again while the answer asks for it, as when a part of a server moves, until each is stored.</summary>
    private static async Task FileAsync(HttpClient client, string[] lines)
    {
        var answer = "";
        var isComplete = await ComesTrueAsync(async () =>
        {
            (var status, answer) = await client.SendLinesAsync(lines);
            return status is HttpStatusCode.OK && answer.EndsWith("""{"end":"complete"}""" + "\n", StringComparison.Ordinal)
                && !answer.Contains("\"outcome\":\"unavailable\"", StringComparison.Ordinal);
        });
        Assert.True(isComplete, answer);
        Assert.All(Calls.ReceiptsOf(answer), static receipt =>
            Assert.True(receipt.OutcomeIs("accepted") || receipt.OutcomeIs("duplicate"), receipt.GetRawText()));
    }

    /// <summary>The compounds of which the task force may see anything, ordered by their ids.</summary>
    private static IReadOnlyList<string> VisibleCompounds(BatchRecomputation batch) => [.. batch.Subjects
        .Where(static subject => subject.Kind() is SubjectKind.Compound)
        .Where(subject => batch.View(subject, s_taskForce, DateTimeOffset.UtcNow, explain: false) is not null)
        .Select(static subject => subject.Value).Order(StringComparer.Ordinal)];

    /// <summary>The first place at which an answer does not say what the old build says; null when it says all of that. The head may say more.</summary>
    private static string? Difference(JsonElement answer, JsonElement said, string path = "")
    {
        switch (answer.ValueKind, said.ValueKind)
        {
            case (JsonValueKind.Object, JsonValueKind.Object):
                return said.EnumerateObject().Select(property => answer.TryGetProperty(property.Name, out var value)
                    ? Difference(value, property.Value, $"{path}/{property.Name}") : $"{path}/{property.Name} is missing").FirstOrDefault(static found => found is not null);
            case (JsonValueKind.Array, JsonValueKind.Array) when answer.GetArrayLength() == said.GetArrayLength():
                return answer.EnumerateArray().Zip(said.EnumerateArray()).Select((each, i) => Difference(each.First, each.Second, $"{path}/{i}"))
                    .FirstOrDefault(static found => found is not null);
            case (JsonValueKind.Number, JsonValueKind.Number) when Math.Abs(answer.GetDouble() - said.GetDouble()) <= Tolerance * Math.Abs(said.GetDouble()):
                return null;
            default:
                return JsonElement.DeepEquals(answer, said) ? null : $"{path}: {answer} instead of {said}";
        }
    }

    /// <summary>Looks once a second, for a minute at most, whether something has come true.</summary>
    private static async Task<bool> ComesTrueAsync(Func<Task<bool>> condition)
    {
        using var looks = new PeriodicTimer(s_look);
        for (var since = Stopwatch.StartNew(); since.Elapsed < s_patience; await looks.WaitForNextTickAsync())
        {
            if (await condition())
                return true;
        }

        return false;
    }

    private static string AgencyOf(string line)
    {
        using var report = JsonDocument.Parse(line);
        return report.RootElement.Text("agency");
    }
}
