using Azure.Core;
using Compounds.Driving;

namespace Compounds.Ledger.Tests;

/// <summary>What a log in a storage account does besides when appends, or the answers to them, are lost on the way.</summary>
public abstract class AzureLogTests : EventLogTests
{
    public override Task DisposeAsync() => Task.CompletedTask;

    [ContractFact]
    public async Task A_write_whose_answer_was_lost_meets_itself_and_is_answered_true()
    {
        var (log, lost) = await OpenThroughAsync(retries: 3);
        for (var version = 0; version < 6; version += 3)
        {
            lost.LoseNext(1);
            Assert.True(await log.TryAppendAsync("s", version, Some.Facts(version, 3), CancellationToken.None));
            Assert.Equal(0, lost.Left);
        }

        Assert.Equal(new LedgerVerification(1, 6, null), await LedgerVerification.RunAsync(Ledger, CancellationToken.None));
    }

    [ContractFact]
    public async Task A_write_with_no_answer_at_all_is_found_by_reading_back()
    {
        var (log, lost) = await OpenThroughAsync(retries: 1);
        lost.LoseNext(2);
        Assert.True(await log.TryAppendAsync("s", 0, Some.Facts(1, 3), CancellationToken.None));
        Assert.False(await log.TryAppendAsync("s", 0, Some.Facts(1, 3), CancellationToken.None));
        Assert.Equal(new LedgerVerification(1, 3, null), await LedgerVerification.RunAsync(Ledger, CancellationToken.None));
    }

    [ContractFact]
    public async Task A_write_that_never_arrives_is_reported_and_the_same_append_can_be_made_again()
    {
        var (log, lost) = await OpenThroughAsync(retries: 1);
        lost.DropNext(2);
        await Assert.ThrowsAsync<LedgerUnavailableException>(async () => await log.TryAppendAsync("s", 0, Some.Facts(1, 3), CancellationToken.None));
        Assert.Empty(await ReadAsync("s"));
        Assert.True(await log.TryAppendAsync("s", 0, Some.Facts(1, 3), CancellationToken.None));
    }

    /// <summary>Opens the ledger of this test through a network that loses what it is told to.</summary>
    internal abstract Task<(IEventLog Log, LostAnswer Lost)> OpenThroughAsync(int retries);

    /// <summary>Options of a client on such a network.</summary>
    private protected static T Through<T>(T options, LostAnswer lost, int retries)
        where T : ClientOptions
    {
        (options.Retry.MaxRetries, options.Retry.Delay, options.Transport) = (retries, TimeSpan.FromMilliseconds(1), lost);
        return options;
    }
}
