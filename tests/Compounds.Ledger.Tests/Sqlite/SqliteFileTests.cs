using Microsoft.Data.Sqlite;

namespace Compounds.Ledger.Tests;

/// <summary>What only the SQLite adapter promises: one writer, group commit, closing.</summary>
public sealed class SqliteFileTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly LedgerDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Closing_waits_until_every_accepted_append_is_durable()
    {
        var log = SqliteEventLog.Open(_directory.Ledger);
        var appends = Enumerable.Range(0, 1000).Select(number => log.TryAppendAsync($"s/{number}", 0, Some.Facts(1, 2), None).AsTask()).ToList();
        await log.DisposeAsync();

        Assert.All(await Task.WhenAll(appends), Assert.True);
        await using var reopened = SqliteEventLog.Open(_directory.Ledger);
        Assert.Equal(new LedgerVerification(1000, 2000, null), await LedgerVerification.RunAsync(reopened, None));
    }

    [Fact]
    public async Task A_closed_file_can_be_copied_alone()
    {
        await using (var log = SqliteEventLog.Open(_directory.Ledger))
        {
            Assert.True(await log.TryAppendAsync("s", 0, Some.Facts(1, 500), None));
            Assert.Equal(500, await log.ReadAsync("s", 1, int.MaxValue, None).CountAsync());
        }

        using var elsewhere = new LedgerDirectory();
        File.Copy(_directory.Ledger, elsewhere.Ledger);
        await using var copy = SqliteEventLog.OpenReadOnly(elsewhere.Ledger);
        Assert.Equal(new LedgerVerification(1, 500, null), await LedgerVerification.RunAsync(copy, None));
    }

    [Fact]
    public async Task The_write_ahead_log_stays_small_though_readers_never_pause()
    {
        await using var log = SqliteEventLog.Open(_directory.Ledger);
        Assert.True(await log.TryAppendAsync("read", 0, Some.Facts(1, 5000), None));
        using var enough = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
                Assert.Equal(5000, await log.ReadAsync("read", 1, int.MaxValue, None).CountAsync());
        })).ToList();

        var large = Some.FactOfBytes(500_000);
        for (var version = 0; version < 600; version += 4)
            Assert.True(await log.TryAppendAsync("written", version, [large, large, large, large], None));
        await enough.CancelAsync();
        await Task.WhenAll(readers);
        Assert.InRange(new FileInfo(_directory.Ledger + "-wal").Length, 1, 150 << 20); // of 300 MB written
    }

    [Fact]
    public async Task A_closed_log_says_so()
    {
        var log = SqliteEventLog.Open(_directory.Ledger);
        await log.DisposeAsync();
        await log.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await log.TryAppendAsync("s", 0, [Some.Fact(1)], None));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await log.ReadAsync("s", 1, int.MaxValue, None).ToListAsync());
    }

    [Fact]
    public async Task One_writer_opens_a_file_and_the_next_can_when_it_is_closed()
    {
        await using (SqliteEventLog.Open(_directory.Ledger))
        {
            var refusal = Assert.Throws<LedgerUnavailableException>(() => SqliteEventLog.Open(_directory.Ledger));
            Assert.Contains("already open for writing", refusal.Message, StringComparison.Ordinal);
        }

        await using var next = SqliteEventLog.Open(_directory.Ledger);
        Assert.True(await next.TryAppendAsync("s", 0, [Some.Fact(1)], None));
    }

    [Fact]
    public async Task A_read_only_log_reads_beside_the_writer_and_after_it_and_refuses_to_write()
    {
        var writer = SqliteEventLog.Open(_directory.Ledger);
        await using var beside = SqliteEventLog.OpenReadOnly(_directory.Ledger);
        Assert.True(await writer.TryAppendAsync("s", 0, Some.Facts(1, 3), None));
        Assert.Equal(3, (await beside.ReadAsync("s", 1, int.MaxValue, None).ToListAsync()).Count);
        await writer.DisposeAsync();

        await using var after = SqliteEventLog.OpenReadOnly(_directory.Ledger);
        Assert.Equal(3, (await after.ReadAsync("s", 1, int.MaxValue, None).ToListAsync()).Count);
        await Assert.ThrowsAsync<NotSupportedException>(async () => await after.TryAppendAsync("s", 3, [Some.Fact(4)], None));
        await Assert.ThrowsAsync<NotSupportedException>(() => after.States.TryWriteAsync("s", null, Some.Json("{}")));
    }

    [Fact]
    public void A_missing_file_is_not_created_by_reading()
    {
        Assert.Throws<LedgerUnavailableException>(() => SqliteEventLog.OpenReadOnly(_directory.Ledger));
        Assert.False(File.Exists(_directory.Ledger));
    }

    [Fact]
    public void A_file_that_is_no_ledger_is_left_alone()
    {
        Execute("CREATE TABLE other (x)");
        Assert.Contains("not a ledger", Assert.Throws<LedgerUnavailableException>(() => SqliteEventLog.Open(_directory.Ledger)).Message, StringComparison.Ordinal);
        File.WriteAllText(_directory.Ledger, new string('x', 5000));
        Assert.Throws<LedgerUnavailableException>(() => SqliteEventLog.Open(_directory.Ledger));
        Assert.Equal(5000, new FileInfo(_directory.Ledger).Length);
    }

    [Fact]
    public async Task Refusals_do_not_touch_the_others_of_their_transaction()
    {
        await using var log = SqliteEventLog.Open(_directory.Ledger);
        var answers = await Task.WhenAll(Enumerable.Range(0, 1000).Select(number =>
            log.TryAppendAsync($"s/{number}", number % 3 == 0 ? 5 : 0, Some.Facts(1, 2), None).AsTask()));
        Assert.Equal(Enumerable.Range(0, 1000).Select(number => number % 3 != 0), answers);
    }

    [Fact]
    public async Task A_write_that_the_store_rejects_fails_alone()
    {
        await using var log = SqliteEventLog.Open(_directory.Ledger);
        Assert.True(await log.TryAppendAsync("damaged", 0, [Some.Fact(1)], None));
        // A row where the next append has to go: the unique index rejects it in the midst of a transaction.
        Execute("INSERT INTO fact SELECT NULL, stream, version + 2, recorded_ticks, name, hash, body FROM fact");

        var others = Enumerable.Range(0, 500).Select(number => log.TryAppendAsync($"s/{number}", 0, Some.Facts(1, 2), None).AsTask()).ToList();
        var culprit = log.TryAppendAsync("damaged", 1, Some.Facts(2, 3), None);
        others.AddRange(Enumerable.Range(500, 500).Select(number => log.TryAppendAsync($"s/{number}", 0, Some.Facts(1, 2), None).AsTask()));

        await Assert.ThrowsAsync<LedgerUnavailableException>(async () => await culprit);
        Assert.All(await Task.WhenAll(others), Assert.True);
        Assert.Equal(1000, await log.ListStreamsAsync("s/", None).CountAsync(head => head.Version == 2));
        Assert.Equal(1, (await log.ReadHeadAsync("damaged", None))!.Version);
    }

    [Fact]
    public async Task While_another_program_locks_the_file_writes_fail_and_afterwards_they_succeed()
    {
        await using var log = SqliteEventLog.Open(_directory.Ledger);
        using (var other = new SqliteConnection($"Data Source={_directory.Ledger};Pooling=False"))
        {
            await other.OpenAsync();
            SqliteFile.Execute(other, "BEGIN IMMEDIATE");
            var appends = Enumerable.Range(0, 100).Select(number => log.TryAppendAsync($"s/{number}", 0, [Some.Fact(1)], None).AsTask()).ToList();
            foreach (var append in appends)
                await Assert.ThrowsAsync<LedgerUnavailableException>(() => append);
        }

        Assert.True(await log.TryAppendAsync("s/1", 0, [Some.Fact(1)], None));
        Assert.Equal(new LedgerVerification(1, 1, null), await LedgerVerification.RunAsync(log, None));
    }

    [Fact]
    public async Task Facts_without_their_stream_are_found()
    {
        await using var log = SqliteEventLog.Open(_directory.Ledger);
        Assert.True(await log.TryAppendAsync("a", 0, Some.Facts(1, 3), None));
        Assert.True(await log.TryAppendAsync("b", 0, Some.Facts(1, 3), None));
        Execute("DELETE FROM stream WHERE name = 'a'");

        var verification = await LedgerVerification.RunAsync(log, None);
        Assert.Equal((1, 3, LedgerDamageKind.HeadMismatch), (verification.Streams, verification.Facts, verification.Damage?.Kind));
    }

    [Fact]
    public async Task It_is_known_when_the_last_fact_was_recorded_also_after_a_restart()
    {
        await using (var log = SqliteEventLog.Open(_directory.Ledger))
        {
            Assert.Equal(DateTimeOffset.MinValue, log.LastRecordedAt);
            Assert.True(await log.TryAppendAsync("s", 0, Some.Facts(1, 3), None));
            Assert.False(await log.TryAppendAsync("s", 0, Some.Facts(7, 3), None));
            Assert.Equal(Some.Fact(3).RecordedAt, log.LastRecordedAt);
        }

        await using var reopened = SqliteEventLog.Open(_directory.Ledger);
        Assert.Equal(Some.Fact(3).RecordedAt, reopened.LastRecordedAt);
    }

    [Fact]
    public async Task Verification_may_run_while_facts_are_appended()
    {
        await using var log = SqliteEventLog.Open(_directory.Ledger);
        using var enough = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            for (var version = 0; !enough.IsCancellationRequested; version += 7)
                Assert.True(await log.TryAppendAsync("s", version, Some.Facts(version, 7), None));
        });
        for (var round = 0; round < 30; round++)
            Assert.Null((await LedgerVerification.RunAsync(log, None)).Damage);
        await enough.CancelAsync();
        await writing;
    }

    [Fact]
    public async Task A_file_from_before_there_were_reminders_keeps_them_once_it_is_opened_for_writing()
    {
        await using (var log = SqliteEventLog.Open(_directory.Ledger))
            Assert.True(await log.TryAppendAsync("s", 0, Some.Facts(1, 3), None));
        Execute("DROP TABLE reminder");
        await using (var old = SqliteEventLog.OpenReadOnly(_directory.Ledger))
        {
            Assert.Equal(3, await old.ReadAsync("s", 1, int.MaxValue, None).CountAsync());
            Assert.Throws<NotSupportedException>(() => old.Reminders);
        }

        var noon = new DateTime(2025, 6, 2, 12, 0, 0, DateTimeKind.Utc);
        var reminder = new Reminder("inbox/pea/3", "deliver", uint.MaxValue, noon, TimeSpan.FromMinutes(1), "a");
        await using (var log = SqliteEventLog.Open(_directory.Ledger))
            await log.Reminders.PutAsync(reminder, None);
        await using var reopened = SqliteEventLog.Open(_directory.Ledger);
        Assert.Equal(reminder, Assert.Single(reopened.Reminders.Read()));
        Assert.Equal(new LedgerVerification(1, 3, null), await LedgerVerification.RunAsync(reopened, None));
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_directory.Ledger};Pooling=False");
        connection.Open();
        SqliteFile.Execute(connection, sql);
    }
}
