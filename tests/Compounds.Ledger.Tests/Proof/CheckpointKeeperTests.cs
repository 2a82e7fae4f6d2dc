using CsCheck;
using Microsoft.Data.Sqlite;

namespace Compounds.Ledger.Tests.Proof;

public sealed class CheckpointKeeperTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly LedgerDirectory _directory = new();
    private readonly LedgerDirectory _other = new();
    private readonly ProofKey _key = ProofKey.Make();

    private FileWitness Witness => new(_other.Ledger + ".checkpoints");

    public void Dispose()
    {
        _directory.Dispose();
        _other.Dispose();
        _key.Dispose();
    }

    [Fact]
    public async Task A_ledger_that_was_there_before_is_covered_by_the_first_checkpoint()
    {
        await using (var log = SqliteEventLog.Open(_directory.Ledger))
            await AppendAsync(log, "a", 3);
        var first = await LiveAsync(static (_, _) => Task.CompletedTask);
        Assert.Equal((1, 1, true), (first!.Number, first.Streams, first.IsStart));
        Assert.Equal([3L], first.End.Rows);
        Assert.Null(await LiveAsync(static (_, _) => Task.CompletedTask));
        await AssertIsProvenAsync(checkpoints: 1);
    }

    [Fact]
    public async Task What_was_written_after_the_last_checkpoint_does_not_hinder_a_start_and_is_covered_by_the_next()
    {
        await WithTailAsync();
        var next = await LiveAsync(static (_, _) => Task.CompletedTask);
        Assert.Equal((2, 3, false), (next!.Number, next.Streams, next.IsStart));
        await AssertIsProvenAsync(checkpoints: 2);
    }

    [Fact]
    public async Task Whatever_is_appended_and_however_often_it_starts_the_checkpoints_prove_it()
    {
        await using var log = SqliteEventLog.Open(_directory.Ledger);
        var (feed, run) = (log.FollowHeads(), 0);
        await Gen.Select(Gen.Int[0, 5], Gen.Int[1, 4], Gen.Int[0, 3]).Array[1, 30].SampleAsync(
            async steps =>
            {
                var witness = new FileWitness(System.IO.Path.ChangeExtension(_other.Ledger, FormattableString.Invariant($"{run++}")));
                var keeper = await StartAsync(log, feed, witness);
                foreach (var (stream, count, then) in steps)
                {
                    await AppendAsync(log, $"inbox/{stream}", count);
                    if (then == 0)
                        keeper = await StartAsync(log, feed, witness);
                    if (then == 1)
                        await keeper.CheckpointAsync(Some.Noon, None);
                }

                await keeper.CheckpointAsync(Some.Noon, None);
                var found = await CheckpointVerification.RunAsync(log, witness, [_key], None);
                Assert.Null(found.Damage);
                Assert.Equal((found.Checkpoints, 0L), (found.Compared, found.Uncovered));
            },
            iter: PropertyCases.Count / 50, threads: 1);
    }

    [Theory]
    [InlineData("DELETE FROM fact WHERE position > 4; UPDATE stream SET version = 1, hash = (SELECT hash FROM fact WHERE position = 4) WHERE name = 'b'; DELETE FROM stream WHERE name = 'c'", "it has 4 rows, but checkpoint 1 of 2025-06-01 12:00:00Z covers 6", true)]
    [InlineData("DELETE FROM fact WHERE stream = 1; DELETE FROM stream WHERE name = 'a'", "up to checkpoint 1 of 2025-06-01 12:00:00Z it has other facts than the checkpoint proves", true)]
    [InlineData("UPDATE stream SET hash = zeroblob(32) WHERE name = 'a'", "it has other facts", false)]
    [InlineData("UPDATE fact SET hash = zeroblob(32) WHERE position = 6", "it has other facts", false)]
    [InlineData("DELETE FROM fact WHERE position = 6", "Stream b lacks version 3", false)]
    [InlineData("UPDATE store SET id = zeroblob(16); UPDATE stream SET hash = zeroblob(32) WHERE name = 'a'", "was made of another store", false)]
    public async Task A_ledger_that_is_another_does_not_start_until_an_operator_names_the_checkpoint(string sql, string sentence, bool isChained)
    {
        await WithTailAsync();
        using (var connection = new SqliteConnection($"Data Source={_directory.Ledger};Pooling=False"))
        {
            await connection.OpenAsync();
            SqliteFile.Execute(connection, sql);
        }

        await using (var log = SqliteEventLog.Open(_directory.Ledger))
        {
            foreach (var wrong in new long?[] { null, 2 })
            {
                var refusal = await Assert.ThrowsAsync<LedgerBehindException>(() => StartAsync(log, log.FollowHeads(), Witness, wrong));
                Assert.Contains(sentence, refusal.Message, StringComparison.Ordinal);
                Assert.Contains("Proof:Accept=1", refusal.Message, StringComparison.Ordinal);
            }

            var keeper = await StartAsync(log, log.FollowHeads(), Witness, accepted: 1);
            await AppendAsync(log, "d", 1);
            Assert.True((await keeper.CheckpointAsync(Some.Noon, None))!.IsStart);
        }

        // One that is no whole chain is not verified by any checkpoint.
        if (isChained)
            Assert.Equal(2, Assert.Single((await AssertIsProvenAsync(checkpoints: 2, compared: 1)).Accepted).Number);
        Assert.Null(await LiveAsync(static (_, _) => Task.CompletedTask));
    }

    [Fact]
    public async Task A_copy_made_fact_by_fact_begins_a_row_of_its_own()
    {
        await LiveAsync(static (log, _) => AppendAsync(log, "a", 3));
        await LiveAsync(static (log, _) => AppendAsync(log, "b", 3));
        var copied = _other.Ledger;
        await using (var source = SqliteEventLog.OpenReadOnly(_directory.Ledger))
        {
            await using var target = SqliteEventLog.Open(copied);
            Assert.Null((await LedgerCopy.RunAsync(source, target, None)).Fault);
        }

        await using (var log = SqliteEventLog.Open(copied))
        {
            var keeper = await StartAsync(log, log.FollowHeads(), Witness);
            Assert.True((await keeper.CheckpointAsync(Some.Noon, None))!.IsStart);
            await AppendAsync(log, "a", 1);
            Assert.False((await keeper.CheckpointAsync(Some.Noon, None))!.IsStart);
        }

        await using var copy = SqliteEventLog.OpenReadOnly(copied);
        var found = await CheckpointVerification.RunAsync(copy, Witness, [_key], None);
        Assert.Equal((4L, 2L, null, 0), (found.Checkpoints, found.Compared, found.Damage, found.Accepted.Count));
    }

    [Fact]
    public async Task A_checkpoint_of_another_key_is_not_believed()
    {
        await WithTailAsync();
        using var other = ProofKey.Make();
        await using var log = SqliteEventLog.Open(_directory.Ledger);
        var refusal = await Assert.ThrowsAsync<LedgerUnavailableException>(
            () => CheckpointKeeper.StartAsync(log, log.FollowHeads(), Witness, [other], 1, None));
        Assert.Contains("signed by another key", refusal.Message, StringComparison.Ordinal);
        Assert.NotNull(await CheckpointKeeper.StartAsync(log, log.FollowHeads(), Witness, [other, _key], null, None));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_witness_that_fails_is_asked_again_and_no_number_is_given_twice(bool isKeptAllTheSame)
    {
        var witness = new FailingWitness(Witness);
        await using var log = SqliteEventLog.Open(_directory.Ledger);
        var keeper = await StartAsync(log, log.FollowHeads(), witness);
        await AppendAsync(log, "a", 1);
        await keeper.CheckpointAsync(Some.Noon, None);
        await AppendAsync(log, "a", 1);
        witness.Fails = (true, isKeptAllTheSame);
        await Assert.ThrowsAsync<LedgerUnavailableException>(() => keeper.CheckpointAsync(Some.Noon, None));
        witness.Fails = default;
        Assert.Equal(isKeptAllTheSame ? 3 : 2, (await keeper.CheckpointAsync(Some.Noon, None))!.Number);
        await AssertIsProvenAsync(isKeptAllTheSame ? 3 : 2);
    }

    private async Task<CheckpointVerification> AssertIsProvenAsync(long checkpoints, long? compared = null)
    {
        await using var log = SqliteEventLog.OpenReadOnly(_directory.Ledger);
        var found = await CheckpointVerification.RunAsync(log, Witness, [_key], None);
        Assert.Null(found.Damage);
        Assert.Equal((checkpoints, compared ?? checkpoints, 0L), (found.Checkpoints, found.Compared, found.Uncovered));
        return found;
    }

    /// <summary>A ledger with one checkpoint, and four facts after it.</summary>
    private async Task WithTailAsync()
    {
        await LiveAsync(static async (log, _) =>
        {
            await AppendAsync(log, "a", 3);
            await AppendAsync(log, "b", 3);
        });
        await using var log = SqliteEventLog.Open(_directory.Ledger);
        await AppendAsync(log, "b", 2);
        await AppendAsync(log, "c", 2);
    }

    /// <summary>Starts, lives, and makes a last checkpoint.</summary>
    private async Task<Checkpoint?> LiveAsync(Func<SqliteEventLog, CheckpointKeeper, Task> live)
    {
        await using var log = SqliteEventLog.Open(_directory.Ledger);
        var keeper = await StartAsync(log, log.FollowHeads(), Witness);
        await live(log, keeper);
        return await keeper.CheckpointAsync(Some.Noon, None);
    }

    private Task<CheckpointKeeper> StartAsync(SqliteEventLog log, HeadFeed feed, ICheckpointWitness witness, long? accepted = null) =>
        CheckpointKeeper.StartAsync(log, feed, witness, [_key], accepted, None);

    private static async Task AppendAsync(SqliteEventLog log, string stream, int count)
    {
        var version = (await log.ReadHeadAsync(stream, None))?.Version ?? 0;
        Assert.True(await log.TryAppendAsync(stream, version, Some.Facts(version, count), None));
    }

    private sealed class FailingWitness(FileWitness file) : ICheckpointWitness
    {
        public (bool Now, bool ButKeeps) Fails { get; set; }

        public string Name => file.Name;

        public IAsyncEnumerable<SignedCheckpoint> ReadAsync(CancellationToken cancellationToken) => file.ReadAsync(cancellationToken);

        public Task<SignedCheckpoint?> ReadLastAsync(CancellationToken cancellationToken) => file.ReadLastAsync(cancellationToken);

        public async Task KeepAsync(SignedCheckpoint checkpoint, CancellationToken cancellationToken)
        {
            if (!Fails.Now || Fails.ButKeeps)
                await file.KeepAsync(checkpoint, cancellationToken);
            if (Fails.Now)
                throw new LedgerUnavailableException("The witness fails.");
        }
    }
}
