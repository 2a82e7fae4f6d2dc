using System.Globalization;
using Compounds.Driving;
using Compounds.Ledger;

namespace Compounds.Cli.Tests.Verifying;

/// <summary>All that somebody did to a ledger who may write its file and can compute its links: <c>ledger verify</c> finds it beside the checkpoints.</summary>
public sealed class TamperListTests : IAsyncLifetime, IDisposable
{
    private const string Register = "register/task-force";
    private const string Xray = "inbox/xray/0";

    private static readonly DateTimeOffset s_noon = new(2025, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly Folder _folder = new();
    private readonly Terminal _terminal = new();
    private readonly ProofKey _key = ProofKey.Make();

    private string Ledger => _folder["ledger.db"];

    /// <summary>Twelve minutes in the life of a ledger, with a checkpoint after each, and a copy of the file after the sixth.</summary>
    public async Task InitializeAsync()
    {
        _folder.Write("public.pem", _key.PublicPem);
        await using var log = SqliteEventLog.Open(Ledger);
        var keeper = await CheckpointKeeper.StartAsync(log, log.FollowHeads(), new FileWitness(_folder["checkpoints"]), [_key], null, None);
        for (var minute = 0; minute < 12; minute++)
        {
            await AppendAsync(log, minute);
            Assert.Equal(minute + 1, (await keeper.CheckpointAsync(s_noon.AddMinutes(10 * minute), None))!.Number);
            Assert.Null(await keeper.CheckpointAsync(s_noon.AddMinutes(10 * minute), None));
            if (minute == 5)
                File.Copy(Ledger, _folder["older.db"]);
            if (minute == 5)
                File.Copy(Ledger + "-wal", _folder["older.db-wal"]);
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _folder.Dispose();
        _terminal.Dispose();
        _key.Dispose();
    }

    [Fact]
    public async Task A_ledger_that_nobody_touched_is_the_one_of_its_checkpoints()
    {
        Assert.Equal(ExitCode.Done, await VerifyAsync());
        Assert.Contains("12 of 12 checkpoints compared, the last one of 2025-06-01 13:50:00Z; 0 rows came after it.", _terminal.Output, StringComparison.Ordinal);
    }

    [Fact]
    public Task A_body_that_was_edited() => IsFoundAsync(
        static forger => forger.Execute($"UPDATE fact SET body = replace(body, 'RED', 'CLEAR') WHERE {Of(Xray)} AND version = 4"), "Edited at version 4. Stream inbox/xray/0");

    [Fact]
    public Task A_row_dropped_from_the_middle() => IsFoundAsync(
        static forger => forger.Execute($"DELETE FROM fact WHERE {Of(Xray)} AND version = 4"), "Dropped at version 4. Stream inbox/xray/0");

    [Fact]
    public Task Two_rows_that_were_exchanged() => IsFoundAsync(
        static forger => forger.Execute($"UPDATE fact SET version = -version WHERE {Of(Xray)} AND version IN (4, 5); UPDATE fact SET version = 9 + version WHERE {Of(Xray)} AND version < 0"),
        "Reordered at version 4. Stream inbox/xray/0");

    [Fact]
    public Task An_end_that_was_cut_off_while_the_heads_stayed() => IsFoundAsync(
        static forger => forger.Execute("DELETE FROM fact WHERE position > 30"), "Dropped at version 11. Stream inbox/pea/0");

    [Fact]
    public Task Streams_that_were_swapped() => IsFoundAsync(
        static forger => forger.Execute($"UPDATE stream SET name = 'x' WHERE name = '{Xray}'; UPDATE stream SET name = '{Xray}' WHERE name = 'inbox/pea/0'; UPDATE stream SET name = 'inbox/pea/0' WHERE name = 'x'"),
        "Edited at version 1. Stream inbox/pea/0");

    [Fact]
    public Task An_end_that_was_cut_off_and_the_heads_moved_back() => IsFoundAsync(
        static forger => forger.CutEnd(rows: 5), "Behind at checkpoint 11. ", "it has 31 rows, but checkpoint 11 of 2025-06-01 13:40:00Z covers 33: its end was cut off");

    [Fact]
    public Task A_stream_that_was_removed_as_a_whole() => IsFoundAsync(
        static forger => forger.Remove(Xray), "Another at checkpoint 1. ", "It had 3 streams then and has 2. 1 rows are missing.");

    [Fact]
    public Task Reports_that_were_relabelled_and_linked_again() => IsFoundAsync(
        static forger => forger.Change("body", "replace(body, 'RED', 'CLEAR')", $"{Of(Xray)} AND version > 6"),
        "Another at checkpoint 7. ", "The ledger is that of checkpoint 6 of 2025-06-01 12:50:00Z", "lies in rows 19 to 21", "inbox/xray/0");

    [Fact]
    public Task Times_that_were_moved_back_and_linked_again() => IsFoundAsync(
        static forger => forger.Change("recorded_ticks", $"recorded_ticks - {TimeSpan.FromDays(30).Ticks}", "true"), "Another at checkpoint 1. ");

    [Fact]
    public Task A_forged_key_that_was_put_into_the_register_and_linked_again() => IsFoundAsync(
        static forger =>
        {
            forger.Execute($"DELETE FROM fact WHERE {Of(Register)} AND version = 12; UPDATE stream SET version = 11 WHERE name = '{Register}'");
            forger.Append(Register, "key-issued", s_noon.AddHours(1).Ticks, """{"$type":"key-issued","key":{"id":"forged"}}""");
        },
        "Another at checkpoint 12. ", "The ledger is that of checkpoint 11");

    [Fact]
    public async Task A_forged_key_that_was_put_in_after_the_last_checkpoint()
    {
        await using (var log = SqliteEventLog.Open(Ledger))
            Assert.True(await new SignedLog(log, [_key]).TryAppendAsync(Register, 12, [new NewFact("key-issued", s_noon.AddHours(2), "{}"u8.ToArray())], None));
        Assert.Equal(ExitCode.Done, await VerifyAsync());
        await IsFoundAsync(
            static forger => forger.Append(Register, "key-issued", s_noon.AddHours(3).Ticks, """{"$type":"key-issued","key":{"id":"forged"}}"""),
            "Forged. Version 14 of stream register/task-force, a 'key-issued', is not signed");
    }

    [Fact]
    public async Task A_kept_fold_that_was_replaced()
    {
        var secret = _folder["ledger.proofkey"];
        using var key = ProofKey.OpenOrMake(secret);
        await using (var log = SqliteEventLog.Open(Ledger))
            await log.States.TryWriteAsync("shortcuts/fold/subject/kk-park", null, new StateSeal(key).Seal("shortcuts/fold/subject/kk-park", "{}\nstate"u8));
        Assert.Equal(ExitCode.Done, await _terminal.RunAsync("ledger", "verify", Ledger, "--key", secret));
        Assert.Contains("1 kept states are sealed by this deployment; 0 have no seal and are not used.", _terminal.Output, StringComparison.Ordinal);
        using (var forger = new LedgerForger(Ledger))
            forger.Execute($"UPDATE snapshot SET body = x'01{new string('5', 64)}7B7D'");
        Assert.Equal(ExitCode.Refused, await _terminal.RunAsync("ledger", "verify", Ledger, "--key", secret));
        Assert.Contains("The kept state shortcuts/fold/subject/kk-park is not the one that this deployment kept", _terminal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_older_copy_that_was_put_back()
    {
        File.Copy(_folder["older.db"], Ledger, overwrite: true);
        File.Copy(_folder["older.db-wal"], Ledger + "-wal", overwrite: true);
        Assert.Equal(ExitCode.Refused, await VerifyAsync());
        Assert.Contains("Behind at checkpoint 7. ", _terminal.Text, StringComparison.Ordinal);
        Assert.Contains("or an older copy was put in its place", _terminal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_older_copy_that_was_written_on()
    {
        File.Copy(_folder["older.db"], Ledger, overwrite: true);
        File.Copy(_folder["older.db-wal"], Ledger + "-wal", overwrite: true);
        await using (var log = SqliteEventLog.Open(Ledger))
        {
            for (var minute = 6; minute < 15; minute++)
                await AppendAsync(log, minute, "another");
        }

        Assert.Equal(ExitCode.Refused, await VerifyAsync());
        Assert.Contains("Another at checkpoint 7. The ledger is that of checkpoint 6", _terminal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fact_that_was_added_under_an_old_time()
    {
        await using (var log = SqliteEventLog.Open(Ledger))
        {
            var keeper = await CheckpointKeeper.StartAsync(log, log.FollowHeads(), new FileWitness(_folder["checkpoints"]), [_key], null, None);
            Assert.True(await log.TryAppendAsync("inbox/pea/1", 0, [new NewFact("report-filed", s_noon.AddDays(-30), "{}"u8.ToArray())], None));
            await keeper.CheckpointAsync(s_noon.AddHours(3), None);
        }

        Assert.Equal(ExitCode.Refused, await VerifyAsync());
        Assert.Contains("Backdated at checkpoint 13. Version 1 of stream inbox/pea/1 says that it was recorded at 2025-05-02 12:00:00Z, but was not there at checkpoint 12", _terminal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_checkpoint_that_was_removed()
    {
        var lines = await File.ReadAllLinesAsync(_folder["checkpoints"]);
        await File.WriteAllLinesAsync(_folder["checkpoints"], lines.Where(static (_, index) => index != 4));
        Assert.Equal(ExitCode.Refused, await VerifyAsync());
        Assert.Contains("BrokenRow at checkpoint 6. Checkpoint 6 of 2025-06-01 12:50:00Z does not follow checkpoint 4", _terminal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Checkpoints_of_another_key()
    {
        using var other = ProofKey.Make();
        _folder.Write("public.pem", other.PublicPem);
        Assert.Equal(ExitCode.Refused, await VerifyAsync());
        Assert.Contains("OtherKey at checkpoint 1. ", _terminal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_compared_is_said_and_is_no_success()
    {
        Assert.Equal(ExitCode.CouldNotRun, await _terminal.RunAsync("ledger", "verify", Ledger, "--checkpoints", _folder["checkpoints"]));
        Assert.Contains("Say with --key which key signed the checkpoints", _terminal.Text, StringComparison.Ordinal);
        Assert.Equal(ExitCode.CouldNotRun, await _terminal.RunAsync("ledger", "verify", Ledger, "--checkpoints", _folder["absent"]));
        Assert.Equal(ExitCode.CouldNotRun, await _terminal.RunAsync("ledger", "verify", Ledger, "--key", _folder.Write("key.txt", "secret")));
        Assert.Equal(ExitCode.CouldNotRun, await _terminal.RunAsync("ledger", "verify", "--azure", "UseDevelopmentStorage=true", "--checkpoints", _folder["checkpoints"]));
        Assert.Equal(ExitCode.Refused, await _terminal.RunAsync("ledger", "verify", Ledger, "--checkpoints", _folder.Write("empty", ""), "--key", _folder["public.pem"]));
        Assert.Contains("The file holds no checkpoint, so nothing was compared", _terminal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copy_made_fact_by_fact_is_known_by_its_heads()
    {
        Assert.Equal(ExitCode.Done, await _terminal.RunAsync("ledger", "copy", Ledger, "--to", _folder["copy.db"]));
        Assert.Equal(ExitCode.Done, await VerifyAsync("copy.db"));
        Assert.Contains("1 of 12 checkpoints compared", _terminal.Output, StringComparison.Ordinal);
        using (var forger = new LedgerForger(_folder["copy.db"]))
            forger.Change("body", "replace(body, 'RED', 'CLEAR')", $"{Of(Xray)} AND version > 6");
        Assert.Equal(ExitCode.Refused, await VerifyAsync("copy.db"));
        Assert.Contains("made of another store, and the heads of this one are not those that it proves", _terminal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_public_half_of_a_key_is_printed_for_a_stranger()
    {
        ProofKey.OpenOrMake(_folder["ledger.proofkey"]).Dispose();
        Assert.Equal(ExitCode.Done, await _terminal.RunAsync("ledger", "public-key", _folder["ledger.proofkey"]));
        using var key = ProofKey.OfPem(_terminal.Output);
        Assert.False(key.IsSecret);
        Assert.DoesNotContain("PRIVATE", _terminal.Text, StringComparison.Ordinal);
    }

    private async Task IsFoundAsync(Action<LedgerForger> tamper, params string[] said)
    {
        using (var forger = new LedgerForger(Ledger))
            tamper(forger);
        Assert.Equal(ExitCode.Refused, await VerifyAsync());
        Assert.All(said, sentence => Assert.Contains(sentence, _terminal.Text, StringComparison.Ordinal));
    }

    private Task<int> VerifyAsync(string ledger = "ledger.db") =>
        _terminal.RunAsync("ledger", "verify", _folder[ledger], "--checkpoints", _folder["checkpoints"], "--key", _folder["public.pem"]);

    private static string Of(string stream) => $"stream = (SELECT id FROM stream WHERE name = '{stream}')";

    private static async Task AppendAsync(SqliteEventLog log, int minute, string handling = "RED")
    {
        foreach (var (stream, name) in new[] { (Register, "key-issued"), ("inbox/pea/0", "report-filed"), (Xray, "report-filed") })
        {
            var body = string.Create(CultureInfo.InvariantCulture, $$"""{"n":{{minute + 1}},"handling":"{{handling}}"}""");
            Assert.True(await log.TryAppendAsync(stream, minute, [new NewFact(name, s_noon.AddMinutes(10 * minute), System.Text.Encoding.UTF8.GetBytes(body))], None));
        }
    }
}
