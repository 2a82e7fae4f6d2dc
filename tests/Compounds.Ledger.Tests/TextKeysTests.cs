using Compounds.Driving;

namespace Compounds.Ledger.Tests;

/// <summary>What every store of keys of texts does.</summary>
public abstract class TextKeysTests
{
    private static readonly byte[] s_body = [.. Enumerable.Range(0, 5_000).Select(static i => (byte)(i % 251))];

    private protected abstract Task<ITextKeys> OpenAsync();

    [ContractFact]
    public async Task A_batch_that_was_added_is_there_when_the_store_is_opened_again()
    {
        var batch = Guid.CreateVersion7();
        await (await OpenAsync()).AddAsync(batch, s_body, CancellationToken.None);
        var again = await OpenAsync();
        Assert.Equal(s_body, (await again.ReadAsync(batch, CancellationToken.None))!.Body.ToArray());
        Assert.Null(await again.ReadAsync(Guid.CreateVersion7(), CancellationToken.None));
        Assert.Equal(batch, (await again.ReadAnyAsync(CancellationToken.None))!.Id);
    }

    [ContractFact]
    public async Task Batches_that_come_together_are_all_kept()
    {
        var (keys, batches) = (await OpenAsync(), Enumerable.Range(0, 40).Select(static _ => Guid.CreateVersion7()).ToArray());
        await Task.WhenAll(batches.Select((batch, i) => keys.AddAsync(batch, s_body.AsMemory(i), CancellationToken.None)));
        for (var i = 0; i < batches.Length; i++)
            Assert.Equal(s_body[i..], (await keys.ReadAsync(batches[i], CancellationToken.None))!.Body.ToArray());
    }

    [ContractFact]
    public async Task Of_two_who_replace_a_batch_that_both_have_read_one_is_told_to_read_it_again()
    {
        var (keys, batch) = (await OpenAsync(), Guid.CreateVersion7());
        await keys.AddAsync(batch, s_body, CancellationToken.None);
        var read = await keys.ReadAsync(batch, CancellationToken.None);
        Assert.True(await keys.TryReplaceAsync(batch, read!, new byte[] { 1 }, CancellationToken.None));
        Assert.False(await keys.TryReplaceAsync(batch, read!, new byte[] { 2 }, CancellationToken.None));
        Assert.False(await keys.TryReplaceAsync(batch, read!, null, CancellationToken.None));
        var now = await keys.ReadAsync(batch, CancellationToken.None);
        Assert.Equal([1], now!.Body.ToArray());
        Assert.True(await keys.TryReplaceAsync(batch, now, null, CancellationToken.None));
        Assert.Null(await keys.ReadAsync(batch, CancellationToken.None));
        Assert.False(await keys.TryReplaceAsync(batch, now, null, CancellationToken.None));
    }

    [ContractFact]
    public async Task The_own_key_is_made_once_and_only_where_it_is_wanted()
    {
        var keys = await OpenAsync();
        Assert.Null(await keys.OwnKeyAsync(isMade: false, CancellationToken.None));
        var made = await keys.OwnKeyAsync(isMade: true, CancellationToken.None);
        Assert.Equal(32, made!.Length);
        Assert.Contains(made, static value => value != 0);
        Assert.Equal(made, await (await OpenAsync()).OwnKeyAsync(isMade: true, CancellationToken.None));
        Assert.Equal(made, await keys.OwnKeyAsync(isMade: false, CancellationToken.None));
    }
}
