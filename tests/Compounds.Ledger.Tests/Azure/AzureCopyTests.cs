using Compounds.Driving;

namespace Compounds.Ledger.Tests;

/// <summary>From a file into a storage account and back: the same ledger, link by link.</summary>
[RequiresAzurite]
[Collection(AzuriteCollection.Name)]
public sealed class AzureCopyTests(AzuriteProcess azurite) : IDisposable
{
    private readonly LedgerDirectory _first = new();
    private readonly LedgerDirectory _second = new();

    public void Dispose()
    {
        _first.Dispose();
        _second.Dispose();
    }

    [ContractFact]
    public async Task A_ledger_that_went_into_an_account_and_came_back_is_the_same_link_by_link()
    {
        await using var file = SqliteEventLog.Open(_first.Ledger);
        Assert.True(await file.TryAppendAsync("inbox/pea/0", 0, Some.Facts(1, 1_200), CancellationToken.None));
        Assert.True(await file.TryAppendAsync("compound/园区", 0, Some.Facts(3, 2), CancellationToken.None));
        var name = $"t{Guid.NewGuid():N}";
        await using var account = await AzureBlobLog.OpenAsync(azurite.Blobs(), name, CancellationToken.None);
        var former = await AzureTableLog.OpenAsync(azurite.Tables(), name, CancellationToken.None);
        await using var back = SqliteEventLog.Open(_second.Ledger);

        Assert.Equal(new LedgerCopy(2, 1_202, 1_202, null), await LedgerCopy.RunAsync(file, former, CancellationToken.None));
        Assert.Equal(new LedgerCopy(2, 1_202, 1_202, null), await LedgerCopy.RunAsync(former, account, CancellationToken.None));
        Assert.Equal(new LedgerCopy(2, 1_202, 0, null), await LedgerCopy.RunAsync(file, account, CancellationToken.None));
        Assert.Equal(new LedgerCopy(2, 1_202, 1_202, null), await LedgerCopy.RunAsync(account, back, CancellationToken.None));

        Assert.Equal(await HeadsAsync(file), await HeadsAsync(back));
        Assert.Equal(new LedgerVerification(2, 1_202, null), await LedgerVerification.RunAsync(account, CancellationToken.None));
    }

    private static async Task<IReadOnlyList<string>> HeadsAsync(SqliteEventLog log) =>
        await log.ReadHeadsAsync("", CancellationToken.None).Select(static head => $"{head.Stream} {head.Version} {Convert.ToHexString(head.Hash.Span)}").ToListAsync();
}
