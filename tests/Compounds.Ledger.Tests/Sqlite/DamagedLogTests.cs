using Microsoft.Data.Sqlite;

namespace Compounds.Ledger.Tests;

/// <summary>A machine stopped, and a part of the write-ahead log cannot be read: it is said how much, and nothing is half read.</summary>
public sealed class DamagedLogTests : IDisposable
{
    private const int Appends = 40;
    private const int FrameBytes = 4096 + 24;
    private const int HeaderBytes = 32;

    private static readonly CancellationToken None = CancellationToken.None;

    private readonly LedgerDirectory _lived = new();
    private readonly LedgerDirectory _found = new();

    private string Log => _found.Ledger + "-wal";

    public void Dispose()
    {
        _lived.Dispose();
        _found.Dispose();
    }

    [Fact]
    public async Task A_log_that_can_be_read_to_its_end_is_nothing_to_speak_of()
    {
        await StopAsync();
        Assert.Empty(SqliteEventLog.FindLogDamage(_found.Ledger));
        Assert.Equal(Appends, await ReopenAsync(static damage => Assert.Null(damage)));
    }

    [Fact]
    public async Task Frames_of_an_earlier_round_of_the_log_are_no_damage()
    {
        await StopAsync(static async log =>
        {
            await AppendAsync(log, "s", 200);
            Checkpoint(log.Path);
            await AppendAsync(log, "s", 1);
        });
        Assert.Empty(SqliteEventLog.FindLogDamage(_found.Ledger));
        Assert.Equal(Appends + 201, await ReopenAsync(static damage => Assert.Null(damage)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_last_page_that_is_torn_costs_the_last_append_and_says_so(bool isCutOff)
    {
        await StopAsync();
        Change(Frames() - 1, isCutOff);
        var found = Assert.Single(SqliteEventLog.FindLogDamage(_found.Ledger));
        Assert.Equal(Appends - 1, await ReopenAsync(damage =>
        {
            Assert.Equal((found.Bytes, 1L), (damage!.Bytes, damage.Commits));
            Assert.Contains("its last write was cut off or damaged: 1 pages", damage.Sentence, StringComparison.Ordinal);
        }));
        Assert.Equal(found.Bytes, Assert.Single(SqliteEventLog.FindLogDamage(_found.Ledger)).Bytes);
    }

    [Fact]
    public async Task A_page_in_the_middle_that_is_damaged_costs_all_behind_it_and_it_is_said_how_much()
    {
        await StopAsync();
        var (frames, middle) = (Frames(), Frames() / 2);
        Change(middle);
        var (lost, bytes) = (0L, 0L);
        var left = await ReopenAsync(damage => (lost, bytes) = (damage!.Commits, damage.Bytes));
        Assert.InRange(left, 1, Appends - 2);
        Assert.Equal(Appends - left, lost);
        Assert.InRange(bytes, lost * FrameBytes, (frames - middle) * (long)FrameBytes);

        // The server has gone on since, over the place; what was found is still known.
        var kept = Assert.Single(SqliteEventLog.FindLogDamage(_found.Ledger));
        Assert.Equal((bytes, lost), (kept.Bytes, kept.Commits));
        Assert.Contains($"({bytes:N0} bytes) with {lost:N0} transactions cannot be read", kept.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_copied_into_the_file_in_part_is_not_read_in_part()
    {
        await StopAsync(static async log =>
        {
            for (var stream = 0; stream < 400; stream++)
                await AppendAsync(log, $"t/{stream}", 1);
            Checkpoint(log.Path);
            await AppendAsync(log, "s", 20);
            await AppendAsync(log, "t/399", 20);

            // A reader keeps the log from starting over, so that the file is newer than the first half of the log.
            using var reader = Connect(log.Path);
            SqliteFile.Execute(reader, "BEGIN");
            _ = SqliteFile.Number(reader, "SELECT count(*) FROM fact");
            Checkpoint(log.Path);
            await AppendAsync(log, "s", 1);
        });
        Change(10);
        var before = await File.ReadAllBytesAsync(Log);
        var refusal = Assert.Throws<LedgerUnavailableException>(() => SqliteEventLog.Open(_found.Ledger));
        Assert.Contains("What remains of the ledger is not whole", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(Log));
    }

    [Fact]
    public async Task A_log_whose_header_is_damaged_is_not_taken_for_an_empty_one()
    {
        await StopAsync();
        using (var file = File.OpenWrite(Log))
            file.Write(new byte[16]);
        var damage = Assert.Single(SqliteEventLog.FindLogDamage(_found.Ledger));
        Assert.Equal(new FileInfo(Log).Length, damage.Bytes);
        Assert.Contains("none of its", damage.Sentence, StringComparison.Ordinal);
        Assert.Throws<LedgerUnavailableException>(() => SqliteEventLog.Open(_found.Ledger));
    }

    /// <summary>Lives for a while, and leaves the files as a machine does that stops at once.</summary>
    private async Task StopAsync(Func<(SqliteEventLog Log, string Path), Task>? more = null)
    {
        await using var log = SqliteEventLog.Open(_lived.Ledger);
        await AppendAsync((log, _lived.Ledger), "s", Appends);
        if (more is not null)
            await more((log, _lived.Ledger));
        File.Copy(_lived.Ledger, _found.Ledger);
        File.Copy(_lived.Ledger + "-wal", Log);
        await File.WriteAllTextAsync(_found.Ledger + ".lock", "1");
    }

    private static async Task AppendAsync((SqliteEventLog Log, string Path) to, string stream, int appends)
    {
        var head = (await to.Log.ReadHeadAsync(stream, None))?.Version ?? 0;
        for (var version = head; version < head + appends; version++)
            Assert.True(await to.Log.TryAppendAsync(stream, version, [Some.Fact(version)], None));
    }

    /// <summary>Opens what was found, checks that it is whole and can be written, and answers how many facts it holds.</summary>
    private async Task<int> ReopenAsync(Action<LogDamage?> check)
    {
        await using var log = SqliteEventLog.Open(_found.Ledger);
        check(log.LogDamage);
        var verification = await LedgerVerification.RunAsync(log, None);
        Assert.Null(verification.Damage);
        Assert.True(await log.TryAppendAsync("s", verification.Facts, [Some.Fact(1)], None));
        return (int)verification.Facts;
    }

    private int Frames() => (int)((new FileInfo(Log).Length - HeaderBytes) / FrameBytes);

    private void Change(int frame, bool isCutOff = false)
    {
        using var file = File.Open(Log, FileMode.Open);
        file.Position = HeaderBytes + ((long)frame * FrameBytes) + 1000;
        if (isCutOff)
            file.SetLength(file.Position);
        else
            file.Write("damaged"u8);
    }

    private static void Checkpoint(string path)
    {
        using var connection = Connect(path);
        SqliteFile.Execute(connection, "PRAGMA wal_checkpoint(PASSIVE)");
    }

    private static SqliteConnection Connect(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        return connection;
    }
}
