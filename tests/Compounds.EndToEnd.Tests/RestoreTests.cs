using Compounds.Driving;
using Compounds.Exchange.Generation;
using Compounds.Ledger;

namespace Compounds.EndToEnd.Tests;

/// <summary>The drill: a ledger is copied while its server works, and another server starts on the copy.</summary>
public sealed class RestoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryFolder _restored = new();

    public void Dispose()
    {
        _folder.Dispose();
        _restored.Dispose();
    }

    [Fact]
    public async Task A_server_that_starts_on_a_copy_answers_what_the_copied_ledger_comes_to()
    {
        var lines = SyntheticLines.Generate(seed: 19, count: 600, subjects: 40);
        await using (var server = await ChildServer.StartAsync(_folder))
        {
            using var administrator = server.NewClient(ChildServer.AdministratorKey);
            await administrator.RegisterAsync(new("task-force", "Task force", Readers.Tlp.Red, 'B', null));
            foreach (var agency in SyntheticAgency.All(SyntheticLines.Agencies))
                await administrator.RegisterAsync(agency);
            using var push = await DuplexPush.OpenAsync(server.Address, await administrator.IssueKeyAsync("task-force", "relay"), waitUntilApplied: true);
            push.BeginSending(lines);
            await foreach (var receipt in push.ReceiptsAsync())
                Assert.DoesNotContain("unavailable", receipt, StringComparison.Ordinal);
            await CopyAsync();
        }

        await using var copy = SqliteEventLog.OpenReadOnly(_restored.Ledger);
        var verified = await LedgerVerification.RunAsync(copy, CancellationToken.None);
        Assert.Null(verified.Damage);
        var batch = await BatchRecomputation.RunAsync(copy);
        await using var restored = await ChildServer.StartAsync(_restored);
        using var reader = restored.NewClient(ChildServer.AdministratorKey);
        await LiveState.AssertEqualsAsync(batch, restored, reader, "agency-01", isExplained: true);
    }

    private async Task CopyAsync()
    {
        await using var source = SqliteEventLog.OpenReadOnly(_folder.Ledger);
        await using var target = SqliteEventLog.Open(_restored.Ledger);
        var copied = await LedgerCopy.RunAsync(source, target, CancellationToken.None);
        Assert.Null(copied.Fault);
        Assert.Equal(copied.Facts, copied.Copied);
        // The register is signed, and a server believes in the signatures of its own key.
        File.Copy(ProofKey.PathBeside(_folder.Ledger), ProofKey.PathBeside(_restored.Ledger));
    }
}
