using System.Text;
using System.Text.Json;
using Compounds.Exchange.Generation;
using Compounds.Grains.Inbox;
using Compounds.Ledger;
using Compounds.Reports;
using Compounds.Driving;

namespace Compounds.EndToEnd.Tests;

public sealed class KillTests : IDisposable
{
    private const int Lines = 20_000;
    private const int Subjects = 150;
    private const int Kills = 3;

    private readonly TemporaryFolder _folder = new();
    private readonly string[] _lines = SyntheticLines.Generate(seed: 7, Lines, Subjects);
    private readonly Dictionary<(string Report, int Revision, bool IsRetraction), int> _accepted = [];
    private Dice _moments = new(seed: 20_251_124);
    private string _relay = "";

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Whatever_was_accepted_before_a_kill_is_stored_and_applied_exactly_once()
    {
        for (var kill = 1; kill <= Kills; kill++)
        {
            await using var server = await ChildServer.StartAsync(_folder);
            if (kill == 1)
                await RegisterAsync(server);
            await PushUntilKilledAsync(server, killAfter: _moments.Between(500, Lines * 3 / 4));
        }

        await using var last = await ChildServer.StartAsync(_folder);
        using var administrator = last.NewClient(ChildServer.AdministratorKey);
        await AssertStoredAsync(last, administrator);
        await PushTheRestAsync(last);

        await using var ledger = SqliteEventLog.OpenReadOnly(_folder.Ledger);
        Assert.Null((await LedgerVerification.RunAsync(ledger, CancellationToken.None)).Damage);
        var batch = await BatchRecomputation.RunAsync(ledger);
        batch.AssertTakenOnce();
        await LiveState.AssertEqualsAsync(batch, last, administrator, "agency-01", isExplained: true);
        await LiveState.AssertEqualsAsync(batch, last, administrator, "agency-06", isExplained: false);
    }

    private async Task RegisterAsync(ChildServer server)
    {
        using var administrator = server.NewClient(ChildServer.AdministratorKey);
        await administrator.RegisterAsync(new("task-force", "Task force", Readers.Tlp.Red, 'B', null));
        foreach (var agency in SyntheticAgency.All(SyntheticLines.Agencies))
            await administrator.RegisterAsync(agency);
        _relay = await administrator.IssueKeyAsync("task-force", "relay");
    }

    private async Task PushUntilKilledAsync(ChildServer server, int killAfter)
    {
        using var push = await DuplexPush.OpenAsync(server.Address, _relay);
        push.BeginSending(_lines);
        var received = 0;
        await foreach (var receipt in push.ReceiptsAsync())
        {
            Note(receipt);
            if (++received == killAfter)
                await server.KillAsync();
        }

        Assert.InRange(received, killAfter, Lines);
        await push.Sent.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Before anything is sent again: what was lost would otherwise come back unseen.</summary>
    private async Task AssertStoredAsync(ChildServer server, HttpClient administrator)
    {
        Assert.NotEmpty(_accepted);
        Assert.All(_accepted, static each => Assert.Equal(1, each.Value));
        var stored = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var agency in SyntheticAgency.All(SyntheticLines.Agencies))
        {
            using var client = server.NewClient(await administrator.IssueKeyAsync(agency.Id, "partner"));
            for (var cursor = (string?)""; cursor is not null;)
            {
                var page = await client.ReadAsync($"/v1/reports?limit=200{(cursor.Length == 0 ? "" : $"&cursor={cursor}")}");
                foreach (var item in page.GetProperty("items").EnumerateArray())
                    stored.Add($"{item.GetProperty("report").Text("agency")}/{item.GetProperty("report").Text("report")}", item);
                cursor = page.GetProperty("next").GetString();
            }
        }

        foreach (var (report, revision, isRetraction) in _accepted.Keys)
        {
            var item = Assert.Contains(report, stored);
            Assert.InRange(item.GetProperty("report").TryGetProperty("revision", out var kept) ? kept.GetInt32() : 1, revision, int.MaxValue);
            if (isRetraction)
                Assert.StartsWith("retracted", item.GetProperty("delivery").Text("state"), StringComparison.Ordinal);
        }
    }

    private async Task PushTheRestAsync(ChildServer server)
    {
        using var push = await DuplexPush.OpenAsync(server.Address, _relay, waitUntilApplied: true);
        var lines = _lines.Concat(SyntheticAgency.All(SyntheticLines.Agencies).SelectMany(static agency => LastOfEachInbox(agency.Id))).ToArray();
        push.BeginSending(lines);
        var received = 0;
        await foreach (var receipt in push.ReceiptsAsync())
        {
            received++;
            Note(receipt);
            Assert.DoesNotContain("\"outcome\":\"invalid\"", receipt, StringComparison.Ordinal);
            Assert.DoesNotContain("\"outcome\":\"unavailable\"", receipt, StringComparison.Ordinal);
        }

        await push.Sent;
        Assert.Equal(lines.Length, received);
        Assert.All(_accepted, static each => Assert.Equal(1, each.Value));
    }

    /// <summary>A new report for each inbox of an agency: once it is applied, so is everything before it.</summary>
    private static IEnumerable<string> LastOfEachInbox(string agency) => Enumerable.Range(0, 1_000)
        .Select(static number => $"last-{number}").DistinctBy(id => InboxShard.KeyOf(new ReportKey(agency, id)))
        .Select(id => $$"""{"report":"{{id}}","agency":"{{agency}}","writtenAt":"2025-05-31","claims":[{"subject":"compound:last","attribute":"status","value":"operating"}]}""");

    private void Note(string receipt)
    {
        using var document = JsonDocument.Parse(Encoding.UTF8.GetBytes(receipt));
        if (!document.RootElement.OutcomeIs("accepted"))
            return;
        var line = document.RootElement.GetProperty("line").GetInt32();
        var isRetraction = line <= _lines.Length && _lines[line - 1].StartsWith("{\"retract\"", StringComparison.Ordinal);
        var key = (document.RootElement.Text("report"), document.RootElement.GetProperty("revision").GetInt32(), isRetraction);
        _accepted[key] = _accepted.GetValueOrDefault(key) + 1;
    }
}
