using System.Text;
using System.Text.Json;
using Compounds.Driving;
using Compounds.Exchange.Generation;
using Compounds.Grains.Inbox;
using Compounds.Ledger;
using Compounds.Reports;

namespace Compounds.EndToEnd.Tests;

/// <summary>
/// A task force that files the reports of many agencies, remembers each receipt, and afterwards holds the server to them: accepted ⊆ stored once ⊆
/// applied once, and the live state is what the ledger amounts to.
/// </summary>
internal sealed class Relay(string[] lines)
{
    private readonly Dictionary<(string Report, int Revision, bool IsRetraction), int> _accepted = [];
    private string _key = "";

    /// <summary>The last line of the last answer, which says how it ended; null when the connection broke.</summary>
    public string? End { get; private set; }

    /// <summary>A client that files for the task force.</summary>
    public HttpClient NewClient(ChildServer server) => server.NewClient(_key);

    public async Task RegisterAsync(ChildServer server)
    {
        using var administrator = server.NewClient(ChildServer.AdministratorKey);
        await administrator.RegisterAsync(new("task-force", "Task force", Readers.Tlp.Red, 'B', null));
        foreach (var agency in SyntheticAgency.All(SyntheticLines.Agencies))
            await administrator.RegisterAsync(agency);
        _key = await administrator.IssueKeyAsync("task-force", "relay");
    }

    /// <summary>Pushes all lines until the answer ends or the connection breaks.</summary>
    /// <param name="server">The server.</param>
    /// <param name="received">Told the number of receipts so far, after each.</param>
    /// <returns>The number of receipts.</returns>
    public async Task<int> PushAsync(ChildServer server, Func<int, Task>? received = null)
    {
        using var push = await DuplexPush.OpenAsync(server.Address, _key);
        push.BeginSending(lines);
        var receipts = 0;
        await foreach (var receipt in push.ReceiptsAsync())
        {
            Note(receipt);
            receipts++;
            if (received is not null)
                await received(receipts);
        }

        await push.Sent.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        End = push.End;
        return receipts;
    }

    /// <summary>Nothing accepted is lost or doubled, and the rest can be filed. Ends with the ledger whole and the live state equal to it.</summary>
    /// <param name="server">The server, which takes reports.</param>
    /// <param name="path">Says, once everything is filed, where its ledger can be read.</param>
    public async Task AssertKeptAsync(ChildServer server, Func<Task<string>> path)
    {
        using var administrator = server.NewClient(ChildServer.AdministratorKey);
        await AssertStoredAsync(server, administrator);
        await PushTheRestAsync(server);

        await using var ledger = SqliteEventLog.OpenReadOnly(await path());
        Assert.Null((await LedgerVerification.RunAsync(ledger, CancellationToken.None)).Damage);
        var batch = await BatchRecomputation.RunAsync(ledger);
        batch.AssertTakenOnce();
        await LiveState.AssertEqualsAsync(batch, server, administrator, "agency-01", isExplained: true);
        await LiveState.AssertEqualsAsync(batch, server, administrator, "agency-06", isExplained: false);
    }

    /// <summary>The same of a server whose ledger lies in a folder.</summary>
    public Task AssertKeptAsync(ChildServer server, TemporaryFolder folder) => AssertKeptAsync(server, () => Task.FromResult(folder.Ledger));

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
        using var push = await DuplexPush.OpenAsync(server.Address, _key, waitUntilApplied: true);
        var all = lines.Concat(SyntheticAgency.All(SyntheticLines.Agencies).SelectMany(static agency => LastOfEachInbox(agency.Id))).ToArray();
        push.BeginSending(all);
        var received = 0;
        await foreach (var receipt in push.ReceiptsAsync())
        {
            received++;
            Note(receipt);
            Assert.DoesNotContain("\"outcome\":\"invalid\"", receipt, StringComparison.Ordinal);
            Assert.DoesNotContain("\"outcome\":\"unavailable\"", receipt, StringComparison.Ordinal);
        }

        await push.Sent;
        Assert.Equal(all.Length, received);
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
        var isRetraction = line <= lines.Length && lines[line - 1].StartsWith("{\"retract\"", StringComparison.Ordinal);
        var key = (document.RootElement.Text("report"), document.RootElement.GetProperty("revision").GetInt32(), isRetraction);
        _accepted[key] = _accepted.GetValueOrDefault(key) + 1;
    }
}
