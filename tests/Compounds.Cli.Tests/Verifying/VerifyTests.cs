using Compounds.Ledger;
using Microsoft.Data.Sqlite;

namespace Compounds.Cli.Tests.Verifying;

public sealed class VerifyTests : IAsyncLifetime, IDisposable
{
    private readonly Folder _folder = new();
    private readonly Terminal _terminal = new();

    public async Task InitializeAsync()
    {
        await using var ledger = SqliteEventLog.Open(_folder["ledger.db"]);
        foreach (var stream in (string[])["compound/kk-park", "inbox/pea/0"])
        {
            NewFact[] facts = [.. Enumerable.Range(1, 3).Select(static n => new NewFact("report-filed", new DateTimeOffset(2025, 2, n, 0, 0, 0, TimeSpan.Zero), System.Text.Encoding.UTF8.GetBytes($"{{\"n\":{n}}}")))];
            Assert.True(await ledger.TryAppendAsync(stream, 0, facts, CancellationToken.None));
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _folder.Dispose();
        _terminal.Dispose();
    }

    [Fact]
    public async Task An_intact_ledger_is_counted()
    {
        Assert.Equal(ExitCode.Done, await _terminal.RunAsync("ledger", "verify", _folder["ledger.db"]));
        Assert.Contains("2 streams and 6 facts checked.", _terminal.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edited_row_is_named()
    {
        await ChangeAsync(static command => command.CommandText =
            "UPDATE fact SET body = replace(body, '2', '7') WHERE version = 2 AND stream = (SELECT id FROM stream WHERE name = 'inbox/pea/0')");
        Assert.Equal(ExitCode.Refused, await _terminal.RunAsync("ledger", "verify", _folder["ledger.db"]));
        Assert.Contains("Edited at version 2. Stream inbox/pea/0", _terminal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dropped_row_is_named()
    {
        await ChangeAsync(static command => command.CommandText =
            "DELETE FROM fact WHERE version = 3 AND stream = (SELECT id FROM stream WHERE name = 'compound/kk-park')");
        Assert.Equal(ExitCode.Refused, await _terminal.RunAsync("ledger", "verify", _folder["ledger.db"]));
        Assert.Contains("Dropped at version 3. Stream compound/kk-park", _terminal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_read_of_the_log_is_told()
    {
        await using (var ledger = SqliteEventLog.Open(_folder["ledger.db"]))
        {
            for (var version = 0; version < 20; version++)
                Assert.True(await ledger.TryAppendAsync("inbox/pea/1", version, [new NewFact("report-filed", DateTimeOffset.UnixEpoch, "{}"u8.ToArray())], CancellationToken.None));
            File.Copy(_folder["ledger.db"], _folder["stopped.db"]);
            File.Copy(_folder["ledger.db-wal"], _folder["stopped.db-wal"]);
        }

        Assert.Equal(ExitCode.Done, await _terminal.RunAsync("ledger", "verify", _folder["stopped.db"]));
        using (var log = File.Open(_folder["stopped.db-wal"], FileMode.Open))
        {
            log.Position = log.Length / 2;
            log.Write("damaged"u8);
        }

        Assert.Equal(ExitCode.Refused, await _terminal.RunAsync("ledger", "verify", _folder["stopped.db"]));
        Assert.Contains("transactions cannot be read", _terminal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_ledger_could_not_be_checked()
    {
        Assert.Equal(ExitCode.CouldNotRun, await _terminal.RunAsync("ledger", "verify", _folder.Write("text.db", "no ledger")));
        Assert.Equal(ExitCode.CouldNotRun, await _terminal.RunAsync("ledger", "verify", _folder["absent.db"]));
        Assert.Equal(ExitCode.CouldNotRun, await _terminal.RunAsync("ledger", "verify"));
    }

    [Fact]
    public async Task A_malformed_connection_string_is_not_repeated()
    {
        Assert.Equal(ExitCode.CouldNotRun, await _terminal.RunAsync("ledger", "verify", "--azure", "AccountKey=secret"));
        Assert.Contains("--azure takes the connection string of a storage account, or the address", _terminal.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", _terminal.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://taskforce.blob.core.windows.net")]
    [InlineData("http://taskforce.table.core.windows.net")]
    [InlineData("https://taskforce.table.core.windows.net/compounds")]
    public async Task An_address_that_is_not_that_of_a_table_service_is_told_which_is(string address)
    {
        Assert.Equal(ExitCode.CouldNotRun, await _terminal.RunAsync("ledger", "verify", "--azure", address));
        Assert.Contains("https://taskforce.table.core.windows.net", _terminal.Text, StringComparison.Ordinal);
    }

    private async Task ChangeAsync(Action<SqliteCommand> change)
    {
        await using var connection = new SqliteConnection($"Data Source={_folder["ledger.db"]};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        change(command);
        Assert.Equal(1, await command.ExecuteNonQueryAsync());
    }
}
