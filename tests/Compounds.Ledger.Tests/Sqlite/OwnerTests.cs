using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Compounds.Ledger.Tests;

/// <summary>One process owns a ledger, whatever happens to the lock file; one that lost it can neither write to it nor read from it.</summary>
public sealed class OwnerTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly TimeSpan s_short = TimeSpan.FromMilliseconds(200);

    private readonly LedgerDirectory _directory = new();

    private string LockFile => _directory.Ledger + ".lock";

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_second_writer_is_refused_although_the_lock_file_was_deleted_and_the_first_goes_on()
    {
        await using var first = SqliteEventLog.Open(_directory.Ledger);
        File.Delete(LockFile);
        var refusal = Assert.Throws<LedgerUnavailableException>(() => SqliteEventLog.Open(_directory.Ledger));
        Assert.Contains("already open for writing", refusal.Message, StringComparison.Ordinal);
        Assert.True(await first.TryAppendAsync("s", 0, [Some.Fact(1)], None));
        Assert.Single(await first.ReadAsync("s", 1, int.MaxValue, None).ToListAsync());
    }

    [Fact]
    public async Task The_same_while_the_first_writes_without_a_pause()
    {
        await using var first = SqliteEventLog.Open(_directory.Ledger);
        using var enough = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            for (var version = 0; !enough.IsCancellationRequested; version++)
                Assert.True(await first.TryAppendAsync("s", version, [Some.Fact(version)], None));
        });
        File.Delete(LockFile);
        Assert.Contains("already open for writing", Assert.Throws<LedgerUnavailableException>(() => SqliteEventLog.Open(_directory.Ledger)).Message, StringComparison.Ordinal);
        await enough.CancelAsync();
        await writing;
    }

    [Fact]
    public async Task A_ledger_whose_owner_died_is_taken_over_at_once_with_its_lock_file_and_after_a_wait_without()
    {
        await DieAsync();
        await using (var next = SqliteEventLog.Open(_directory.Ledger, TimeSpan.FromDays(1)))
            Assert.True(await next.TryAppendAsync("s", 0, [Some.Fact(1)], None));

        await DieAsync();
        File.Delete(LockFile);
        await using var last = SqliteEventLog.Open(_directory.Ledger, s_short);
        Assert.True(await last.TryAppendAsync("s", 1, [Some.Fact(2)], None));
    }

    [Fact]
    public async Task A_ledger_that_was_closed_or_that_an_earlier_program_made_is_opened_at_once_without_a_lock_file()
    {
        await using (SqliteEventLog.Open(_directory.Ledger))
        {
            // Closed again.
        }

        File.Delete(LockFile);
        await using (SqliteEventLog.Open(_directory.Ledger, TimeSpan.FromDays(1)))
        {
            // Closed again.
        }

        Execute("DROP TABLE owner");
        File.Delete(LockFile);
        await using var log = SqliteEventLog.Open(_directory.Ledger, TimeSpan.FromDays(1));
        Assert.True(await log.TryAppendAsync("s", 0, [Some.Fact(1)], None));
    }

    [Fact]
    public async Task A_writer_that_lost_its_ledger_writes_nothing_and_reads_nothing()
    {
        await using var log = SqliteEventLog.Open(_directory.Ledger);
        Assert.True(await log.TryAppendAsync("s", 0, [Some.Fact(1)], None));
        TakeOver();
        var refusal = await Assert.ThrowsAsync<LedgerLostException>(async () => await log.TryAppendAsync("s", 1, [Some.Fact(2)], None));
        Assert.Contains("as its owner number 2; this one was number 1", refusal.Message, StringComparison.Ordinal);
        Assert.True(log.Lost.IsCancellationRequested);
        await Assert.ThrowsAsync<LedgerLostException>(() => log.States.TryWriteAsync("s", null, new byte[1]));
        await Assert.ThrowsAsync<LedgerLostException>(async () => await log.ReadAsync("s", 1, int.MaxValue, None).ToListAsync());
        Assert.Throws<LedgerLostException>(() => log.States.Read("s"));

        await using var reader = SqliteEventLog.OpenReadOnly(_directory.Ledger);
        Assert.Equal(new LedgerVerification(1, 1, null), await LedgerVerification.RunAsync(reader, None));
    }

    [Fact]
    public async Task A_writer_hears_that_it_lost_its_ledger_when_it_asks_and_when_it_is_idle()
    {
        await using var log = SqliteEventLog.Open(_directory.Ledger);
        log.ConfirmOwner();
        var heard = new TaskCompletionSource();
        log.Lost.Register(heard.SetResult);
        TakeOver();
        Assert.Throws<LedgerLostException>(log.ConfirmOwner);
        await heard.Task;

        await using var idle = SqliteEventLog.Open(_directory.Ledger + "2");
        var heardIdle = new TaskCompletionSource();
        idle.Lost.Register(heardIdle.SetResult);
        TakeOver(_directory.Ledger + "2");
        await heardIdle.Task;
    }

    [Fact]
    public async Task A_process_that_was_paused_until_another_took_over_cannot_write_when_it_wakes()
    {
        using var child = Process.Start(new ProcessStartInfo("dotnet", [typeof(OwnerTests).Assembly.Location, "own", _directory.Ledger])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true,
        })!;
        await child.StandardInput.WriteLineAsync("append");
        Assert.Equal("durable 1", await child.StandardOutput.ReadLineAsync());
        await SignalAsync(child, "STOP");
        File.Delete(LockFile);
        await using var log = SqliteEventLog.Open(_directory.Ledger, s_short);
        Assert.True(await log.TryAppendAsync(PausedOwner.Stream, 1, [Some.Fact(2)], None));

        await SignalAsync(child, "CONT");
        await child.StandardInput.WriteLineAsync("append");
        Assert.Contains("has taken the ledger", await child.StandardOutput.ReadLineAsync(), StringComparison.Ordinal);
        child.StandardInput.Close();
        await child.WaitForExitAsync();
        Assert.Equal(new LedgerVerification(1, 2, null), await LedgerVerification.RunAsync(log, None));
    }

    private static async Task SignalAsync(Process process, string name)
    {
        using var signal = Process.Start("kill", [$"-{name}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await signal.WaitForExitAsync();
    }

    /// <summary>Leaves the ledger as a process does that was killed: its owner did not give it back.</summary>
    private async Task DieAsync()
    {
        await using (SqliteEventLog.Open(_directory.Ledger))
        {
            // Closed again.
        }

        Execute("UPDATE owner SET is_open = 1");
    }

    private void TakeOver(string? ledger = null) => Execute("UPDATE owner SET epoch = epoch + 1", ledger);

    private void Execute(string sql, string? ledger = null)
    {
        using var connection = new SqliteConnection($"Data Source={ledger ?? _directory.Ledger};Pooling=False");
        connection.Open();
        SqliteFile.Execute(connection, sql);
    }
}
