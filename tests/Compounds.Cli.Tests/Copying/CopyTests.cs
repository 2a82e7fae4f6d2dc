using System.Globalization;
using System.Text;
using Compounds.Ledger;
using Microsoft.Data.Sqlite;

namespace Compounds.Cli.Tests.Copying;

/// <summary>A copy is the same ledger link by link, or says at which stream it is not.</summary>
public sealed class CopyTests : IDisposable
{
    private readonly Folder _folder = new();
    private readonly Terminal _terminal = new();

    public void Dispose()
    {
        _folder.Dispose();
        _terminal.Dispose();
    }

    [Fact]
    public async Task A_copy_has_the_same_heads_as_the_original_and_is_intact()
    {
        await WriteAsync("ledger.db", "compound/kk-park", 0, 3);
        await WriteAsync("ledger.db", "inbox/pea/0", 0, 2_500);
        Assert.Equal(ExitCode.Done, await CopyAsync());
        Assert.Contains("2 streams and 2,503 facts are there with equal links; 2,503 of them were copied now.", _terminal.Output, StringComparison.Ordinal);

        Assert.Equal(await HeadsAsync("ledger.db"), await HeadsAsync("copy.db"));
        Assert.Equal(ExitCode.Done, await _terminal.RunAsync("ledger", "verify", _folder["copy.db"]));
    }

    [Fact]
    public async Task A_second_copy_takes_what_came_since_and_one_that_stopped_goes_on()
    {
        await WriteAsync("ledger.db", "inbox/pea/0", 0, 3);
        Assert.Equal(ExitCode.Done, await CopyAsync());
        await WriteAsync("ledger.db", "inbox/pea/0", 3, 2);
        await WriteAsync("ledger.db", "inbox/pea/1", 0, 1);
        Assert.Equal(ExitCode.Done, await CopyAsync());

        Assert.Contains("2 streams and 6 facts are there with equal links; 3 of them were copied now.", _terminal.Output, StringComparison.Ordinal);
        Assert.Equal(await HeadsAsync("ledger.db"), await HeadsAsync("copy.db"));
    }

    [Fact]
    public async Task A_target_with_another_history_is_left_as_it_is()
    {
        await WriteAsync("ledger.db", "inbox/pea/0", 0, 3);
        await WriteAsync("copy.db", "inbox/pea/0", 0, 2, told: "other");
        var before = await HeadsAsync("copy.db");
        Assert.Equal(ExitCode.Refused, await CopyAsync());
        Assert.Contains("Stream inbox/pea/0 has other facts at the target than at the source up to version 2.", _terminal.Text, StringComparison.Ordinal);
        Assert.Equal(before, await HeadsAsync("copy.db"));

        await WriteAsync("copy.db", "inbox/pea/0", 2, 2, told: "other");
        Assert.Equal(ExitCode.Refused, await CopyAsync());
        Assert.Contains("Stream inbox/pea/0 has 4 facts at the target and 3 at the source", _terminal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_source_is_told_and_not_copied_on()
    {
        await WriteAsync("ledger.db", "inbox/pea/0", 0, 3);
        await using (var connection = new SqliteConnection($"Data Source={_folder["ledger.db"]};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "UPDATE fact SET body = replace(body, '2', '7') WHERE version = 2";
            Assert.Equal(1, await command.ExecuteNonQueryAsync());
        }

        Assert.Equal(ExitCode.Refused, await CopyAsync());
        Assert.Contains("Stream inbox/pea/0 is damaged at version 2 of the source.", _terminal.Text, StringComparison.Ordinal);
        Assert.Empty(await HeadsAsync("copy.db"));
    }

    [Fact]
    public async Task What_is_missing_on_the_command_line_is_asked_for()
    {
        await WriteAsync("ledger.db", "inbox/pea/0", 0, 1);
        Assert.Equal(ExitCode.CouldNotRun, await _terminal.RunAsync("ledger", "copy", _folder["ledger.db"]));
        Assert.Contains("Say where to copy to", _terminal.Text, StringComparison.Ordinal);
        Assert.Equal(ExitCode.CouldNotRun, await _terminal.RunAsync("ledger", "copy", "--to", _folder["copy.db"]));
        Assert.Equal(ExitCode.CouldNotRun, await _terminal.RunAsync("ledger", "copy", _folder["ledger.db"], "--to-azure", "AccountKey=secret"));
        Assert.Contains("--to-azure takes the connection string of a storage account, or the address", _terminal.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", _terminal.Text, StringComparison.Ordinal);
    }

    private Task<int> CopyAsync() => _terminal.RunAsync("ledger", "copy", _folder["ledger.db"], "--to", _folder["copy.db"]);

    private async Task WriteAsync(string file, string stream, long version, int count, string told = "n")
    {
        await using var ledger = SqliteEventLog.Open(_folder[file]);
        NewFact[] facts = [.. Enumerable.Range(1, count).Select(n => new NewFact(
            "report-filed", new DateTimeOffset(2025, 2, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(version + n),
            Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"{told}\":{version + n}}}"))))];
        Assert.True(await ledger.TryAppendAsync(stream, version, facts, CancellationToken.None));
    }

    private async Task<IReadOnlyList<string>> HeadsAsync(string file)
    {
        await using var ledger = SqliteEventLog.OpenReadOnly(_folder[file]);
        return await ledger.ReadHeadsAsync("", CancellationToken.None).Select(static head => $"{head.Stream} {head.Version} {Convert.ToHexString(head.Hash.Span)}").ToListAsync();
    }
}
