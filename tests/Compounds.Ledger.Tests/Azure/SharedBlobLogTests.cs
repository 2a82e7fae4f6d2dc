using Compounds.Driving;
using Microsoft.Extensions.Time.Testing;

namespace Compounds.Ledger.Tests;

/// <summary>One of several processes: its appends go to the writer of the shard, and where that is silent they are made from here, once.</summary>
[RequiresAzurite]
[Collection(AzuriteCollection.Name)]
public sealed class SharedBlobLogTests(AzuriteProcess azurite) : IAsyncLifetime, IShardWriters
{
    private static readonly CancellationToken s_none = CancellationToken.None;

    private readonly FakeTimeProvider _clock = new();
    private AzureBlobLog? _here;
    private AzureBlobLog? _there;
    private Func<ShardAppend, Task<bool>>? _answer;
    private int _asked;
    private bool _isAway;
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SharedBlobLog Log => new(_here!, this, _clock);

    private AzureBlobLog There => _there!;

    public async Task InitializeAsync()
    {
        var name = $"t{Guid.NewGuid():N}";
        _here = await AzureBlobLog.OpenAsync(azurite.Blobs(), name, s_none);
        _there = await AzureBlobLog.OpenAsync(azurite.Blobs(), name, s_none);
        _answer = append => There.WriteAsync(append, s_none).AsTask();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public Task<bool> TryAppendAsync(int shard, ShardAppend append, CancellationToken cancellationToken)
    {
        Assert.Equal(There.NumberOf(append.Stream), shard);
        _asked++;
        return _answer!(append);
    }

    public Task ReachAsync(int shard, CancellationToken cancellationToken)
    {
        _reached.TrySetResult();
        return _isAway ? throw new InvalidOperationException("No such silo.") : Task.CompletedTask;
    }

    public Task<IReadOnlyList<StreamHead>> ListAsync(int shard, string prefix, CancellationToken cancellationToken) =>
        _isAway ? throw new InvalidOperationException("No such silo.") : There.ListShardAsync(shard, prefix, cancellationToken);

    [ContractFact]
    public async Task Streams_of_all_shards_are_listed_in_order_with_their_writers_and_without()
    {
        foreach (var name in new[] { "b/2", "a", "b/1", "b/3" })
            Assert.True(await Log.TryAppendAsync(name, 0, [Some.Fact(1)], s_none));
        StreamHead[] expected = [new("b/1", 1), new("b/2", 1), new("b/3", 1)];
        Assert.Equal(expected, await Log.ListStreamsAsync("b/", s_none).ToListAsync());
        _isAway = true;
        Assert.Equal(expected, await Log.ListStreamsAsync("b/", s_none).ToListAsync());
    }

    [ContractFact]
    public async Task What_the_writer_was_handed_is_read_here()
    {
        Assert.True(await Log.TryAppendAsync("a", 0, Some.Facts(1, 3), s_none));
        Assert.False(await Log.TryAppendAsync("a", 0, Some.Facts(1, 3), s_none));
        Assert.Equal(3, await Log.ReadAsync("a", 1, int.MaxValue, s_none).CountAsync());
        Assert.Equal([new StreamHead("a", 3)], await Log.ListStreamsAsync("", s_none).ToListAsync());
        Assert.Equal(2, _asked);
    }

    [ContractFact]
    public async Task What_breaks_a_rule_is_refused_here()
    {
        await Assert.ThrowsAsync<ArgumentException>(async () => await Log.TryAppendAsync("a", 0, [Some.Fact(1) with { Name = "" }], s_none));
        Assert.Equal(0, _asked);
    }

    [ContractFact]
    public async Task A_writer_that_did_it_and_whose_answer_was_lost_does_it_once()
    {
        _answer = async append =>
        {
            await There.WriteAsync(append, s_none);
            throw new TimeoutException("The answer was lost.");
        };
        Assert.True(await Log.TryAppendAsync("a", 0, Some.Facts(1, 3), s_none));
        Assert.Equal(new LedgerVerification(1, 3, null), await LedgerVerification.RunAsync(There, s_none));
    }

    [ContractFact]
    public async Task A_rival_with_equal_facts_is_not_taken_for_the_append_whose_answer_was_lost()
    {
        _answer = async append =>
        {
            await There.TryAppendAsync(append.Stream, append.ExpectedVersion, append.Facts, s_none);
            throw new TimeoutException("Never arrived.");
        };
        Assert.False(await Log.TryAppendAsync("a", 0, Some.Facts(1, 3), s_none));
    }

    [ContractFact]
    public async Task A_writer_that_cannot_be_reached_is_done_without()
    {
        _answer = static _ => throw new InvalidOperationException("No such silo.");
        Assert.True(await Log.TryAppendAsync("a", 0, Some.Facts(1, 3), s_none));
        Assert.Equal(3, await There.ReadAsync("a", 1, int.MaxValue, s_none).CountAsync());
    }

    [ContractFact]
    public async Task A_silent_writer_is_waited_for_a_moment_and_then_left_alone_for_a_while()
    {
        var log = Log;
        var silence = new TaskCompletionSource<bool>();
        _answer = _ => silence.Task;
        var first = log.TryAppendAsync("a", 0, Some.Facts(1, 1), s_none).AsTask();
        Assert.False(first.IsCompleted);
        _isAway = true;
        _clock.Advance(SharedBlobLog.Patience);
        Assert.True(await first);

        Assert.True(await log.TryAppendAsync("a", 1, Some.Facts(2, 1), s_none));
        Assert.Equal(1, _asked);
        _answer = append => There.WriteAsync(append, s_none).AsTask();
        _isAway = false;
        _clock.Advance(SharedBlobLog.Absence);
        Assert.True(await log.TryAppendAsync("a", 2, Some.Facts(3, 1), s_none));
        Assert.Equal(2, _asked);
    }

    [ContractFact]
    public async Task A_writer_that_is_there_but_slow_is_waited_for()
    {
        var slow = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        _answer = _ => slow.Task;
        var append = Log.TryAppendAsync("a", 0, Some.Facts(1, 1), s_none).AsTask();
        for (var turn = 0; turn < 5; turn++)
        {
            _clock.Advance(SharedBlobLog.Patience);
            await _reached.Task;
            Assert.False(append.IsCompleted);
        }

        slow.SetResult(true);
        Assert.True(await append);
        Assert.Empty(await There.ReadAsync("a", 1, int.MaxValue, s_none).ToListAsync());
    }

    [ContractFact]
    public async Task An_append_that_arrives_late_at_a_writer_that_was_silent_is_refused_there()
    {
        ShardAppend? late = null;
        _answer = append =>
        {
            late = append;
            throw new TimeoutException("Not yet.");
        };
        Assert.True(await Log.TryAppendAsync("a", 0, Some.Facts(1, 3), s_none));
        Assert.False(await There.WriteAsync(late!, s_none));
        Assert.Equal(new LedgerVerification(1, 3, null), await LedgerVerification.RunAsync(There, s_none));
    }

    [ContractFact]
    public async Task A_store_that_failed_at_the_writer_is_not_tried_again_here()
    {
        _answer = static _ => throw new LedgerUnavailableException("The store failed.");
        await Assert.ThrowsAsync<LedgerUnavailableException>(async () => await Log.TryAppendAsync("a", 0, Some.Facts(1, 3), s_none));
        Assert.Empty(await There.ReadAsync("a", 1, int.MaxValue, s_none).ToListAsync());
    }
}
