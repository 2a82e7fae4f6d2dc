using Compounds.Driving;
using Compounds.Exchange.Generation;
using Compounds.Ledger;

namespace Compounds.EndToEnd.Tests.Cluster;

/// <summary>A ledger in a storage account: its backup, its restore, and one that an earlier version left.</summary>
public sealed class AccountTests : IClassFixture<AzuriteProcess>, IDisposable
{
    private readonly AzuriteProcess _azurite;
    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryFolder _backup = new();

    public AccountTests(AzuriteProcess azurite) => _azurite = azurite;

    public void Dispose()
    {
        _folder.Dispose();
        _backup.Dispose();
    }

    [ClusterFact]
    public async Task A_ledger_that_was_copied_into_a_file_and_back_under_another_name_answers_the_same_in_each_place()
    {
        await using (var silo = await ChildServer.StartAsync(_folder, SiloProcesses.SettingsOf(_azurite, "first")))
        {
            await FillAsync(silo);
            await using var account = await AzureBlobLog.OpenAsync(_azurite.Blobs(), "first", CancellationToken.None);
            await using var file = SqliteEventLog.Open(_backup.Ledger);
            await CopyAsync(account, file);
        }

        await using (var file = SqliteEventLog.OpenReadOnly(_backup.Ledger))
        {
            await using var account = await AzureBlobLog.OpenAsync(_azurite.Blobs(), "second", CancellationToken.None);
            await CopyAsync(file, account);
        }

        await using var backup = SqliteEventLog.OpenReadOnly(_backup.Ledger);
        Assert.Null((await LedgerVerification.RunAsync(backup, CancellationToken.None)).Damage);
        var batch = await BatchRecomputation.RunAsync(backup);
        await using (var restored = await ChildServer.StartAsync(_folder, SiloProcesses.SettingsOf(_azurite, "second")))
            await AssertEqualsAsync(batch, restored);
        await using var embedded = await ChildServer.StartAsync(_backup);
        await AssertEqualsAsync(batch, embedded);
    }

    [ClusterFact]
    public async Task A_ledger_that_an_earlier_version_left_in_a_table_is_not_opened_but_copied()
    {
        var table = await AzureTableLog.OpenAsync(_azurite.Tables(), "former", CancellationToken.None);
        Assert.True(await table.TryAppendAsync("inbox/pea/0", 0, [new NewFact("unknown", DateTimeOffset.UnixEpoch, "{}"u8.ToArray())], CancellationToken.None));

        var (code, said) = await ChildServer.RefusedAsync(_folder, SiloProcesses.SettingsOf(_azurite, "former"));
        Assert.Equal(78, code);
        Assert.Contains("compounds ledger copy --azure-table", Assert.Single(said.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Null(await AzureBlobLog.OpenExistingAsync(_azurite.Blobs(), "former", CancellationToken.None));
    }

    private static async Task FillAsync(ChildServer server)
    {
        using var administrator = server.NewClient(ChildServer.AdministratorKey);
        await administrator.RegisterAsync(new("task-force", "Task force", Readers.Tlp.Red, 'B', null));
        foreach (var agency in SyntheticAgency.All(SyntheticLines.Agencies))
            await administrator.RegisterAsync(agency);
        using var push = await DuplexPush.OpenAsync(server.Address, await administrator.IssueKeyAsync("task-force", "relay"), waitUntilApplied: true);
        push.BeginSending(SyntheticLines.Generate(seed: 23, count: 600, subjects: 40));
        await foreach (var receipt in push.ReceiptsAsync())
            Assert.DoesNotContain("unavailable", receipt, StringComparison.Ordinal);
    }

    private static async Task CopyAsync(IStoredLedger source, IStoredLedger target)
    {
        var copied = await LedgerCopy.RunAsync(source, target, CancellationToken.None);
        Assert.Null(copied.Fault);
        Assert.Equal(copied.Facts, copied.Copied);
    }

    private static async Task AssertEqualsAsync(BatchRecomputation batch, ChildServer server)
    {
        using var reader = server.NewClient(ChildServer.AdministratorKey);
        await LiveState.AssertEqualsAsync(batch, server, reader, "agency-01", isExplained: true);
    }
}
