using System.Globalization;

namespace Compounds.Cli.Tests.Pushing;

public sealed class PushTests : IAsyncLifetime, IDisposable
{
    private const string Key = "secret-key-1";

    private readonly Folder _folder = new();
    private readonly Terminal _terminal = new();
    private readonly Intake _intake = new() { UnavailableOnce = "later" };
    private LoopbackServer _server = null!;

    public async Task InitializeAsync() => _server = await LoopbackServer.StartAsync(_intake.AnswerAsync);

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose()
    {
        _folder.Dispose();
        _terminal.Dispose();
    }

    [Fact]
    public async Task Every_line_of_a_file_gets_a_receipt()
    {
        var file = _folder.Write("reports.ndjson", "{\"report\":\"1\"}\n\n{\"report\":\"2\"}\r\n{\"report\":\"odd\"}");
        Assert.Equal(ExitCode.Done, await PushAsync(file));
        Assert.Equal(["{\"report\":\"1\"}", "{\"report\":\"2\"}", "{\"report\":\"odd\"}"], _intake.Lines);
        Assert.Equal([$"Bearer {Key} application/x-ndjson"], _intake.Headers);
        AssertCounts(accepted: 3, duplicate: 0, conflict: 0, invalid: 0);
        Assert.Matches("grade-defaulted +\\| +1", _terminal.Output);
        Assert.Equal(["reports.ndjson"], _folder.Names());
    }

    [Fact]
    public async Task A_file_that_is_pushed_twice_is_all_duplicates()
    {
        var file = Numbered(50);
        await PushAsync(file);
        Assert.Equal(ExitCode.Done, await PushAsync(file));
        AssertCounts(accepted: 0, duplicate: 50, conflict: 0, invalid: 0);
    }

    [Fact]
    public async Task Waiting_is_asked_for_in_the_header()
    {
        await PushAsync(Numbered(1), "--wait");
        Assert.Equal([$"Bearer {Key} application/x-ndjson wait"], _intake.Headers);
    }

    [Fact]
    public async Task Bad_lines_among_good_ones_stand_beside_their_reasons()
    {
        var file = _folder.Write("r.ndjson", "{\"a\":1}\n{\"bad\":2}\n{\"a\":3}\n{\"bad\":4}\n");
        Assert.Equal(ExitCode.Refused, await PushAsync(file));
        AssertCounts(accepted: 2, duplicate: 0, conflict: 0, invalid: 2);
        Assert.Equal("{\"bad\":2}\n{\"bad\":4}\n", await File.ReadAllTextAsync(file + ".rejected.ndjson"));
        Assert.Equal(
            "Line 2, pea/R-2: invalid\n  /claims/0/unit unknown-unit: Say people, \"not\" folks.\nLine 4, pea/R-4: invalid\n  /claims/0/unit unknown-unit: Say people, \"not\" folks.\n",
            await File.ReadAllTextAsync(file + ".rejected.txt"));
    }

    [Fact]
    public async Task Bad_rows_of_a_csv_file_get_two_more_columns()
    {
        var file = _folder.Write("r.csv", "report,value\nR-1,1\nR-2,2\nR-2,\"bad, row\"\nR-3,3\n");
        Assert.Equal(ExitCode.Refused, await PushAsync(file));
        AssertCounts(accepted: 2, duplicate: 0, conflict: 0, invalid: 1);
        Assert.Equal([$"Bearer {Key} text/csv"], _intake.Headers);
        Assert.Equal(
            "report,value,problem,suggestion\nR-2,2,\"invalid\",\nR-2,\"bad, row\",\"unknown-unit at row 4, value\",\"Say people, \"\"not\"\" folks.\"\n",
            await File.ReadAllTextAsync(file + ".rejected.csv"));
    }

    [Fact]
    public async Task A_refused_row_is_no_formula_to_the_spreadsheet_that_opens_it()
    {
        var file = _folder.Write("r.csv", "report,value,low\nR-1,\"bad =1\",-2.5\n=cmd|' /C calc'!A0,bad,+1\n");
        Assert.Equal(ExitCode.Refused, await PushAsync(file));
        Assert.StartsWith(
            "report,value,low,problem,suggestion\nR-1,\"bad =1\",-2.5,",
            await File.ReadAllTextAsync(file + ".rejected.csv"), StringComparison.Ordinal);
        Assert.Contains("\n\"'=cmd|' /C calc'!A0\",\"bad\",\"'+1\",", await File.ReadAllTextAsync(file + ".rejected.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_request_of_a_csv_file_begins_with_the_header_and_holds_whole_reports()
    {
        await PushAsync(_folder.Write("r.csv", "report,value\r\nR-1,1\r\nR-2,2\r\n,,\r\nR-2,3\r\nR-3,\"4\r\n5\""), "--batch-lines", "2");
        Assert.Equal(["report,value", "R-1,1", "R-2,2", ",,", "R-2,3", "report,value", "R-3,\"4", "5\""], _intake.Lines);
    }

    [Fact]
    public async Task Rows_are_told_as_rows_of_the_file_whatever_request_they_were_in()
    {
        var file = _folder.Write("r.csv", "report,value\nR-1,1\n\nR-2,2\nR-3,bad\n");
        await PushAsync(file, "--batch-lines", "1");
        Assert.Contains("unknown-unit at row 5, value", await File.ReadAllTextAsync(file + ".rejected.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_that_cannot_be_read_is_told_in_a_sentence()
    {
        var file = _folder.Write("r.csv", "report,wrong_column\nR-1,1\n");
        Assert.Equal(ExitCode.CouldNotRun, await PushAsync(file));
        Assert.Contains("r.csv: row 1, wrong_column: There is no such column.", _terminal.Text, StringComparison.Ordinal);
        Assert.Empty(_terminal.Pauses);
    }

    [Fact]
    public async Task A_csv_file_resumes_at_a_whole_report()
    {
        var file = _folder.Write("r.csv", "report,value\nR-1,1\nR-2,2\nR-2,3\nR-3,4\n");
        _intake.Before.Enqueue(static _ => Task.FromResult(false));
        _intake.Before.Enqueue(Intake.Refuse(403));
        Assert.Equal(ExitCode.CouldNotRun, await PushAsync(file, "--batch-lines", "1"));
        Assert.Equal(ExitCode.Done, await PushAsync(file));
        Assert.Equal(["report,value", "R-1,1", "report,value", "R-2,2", "R-2,3", "R-3,4"], _intake.Lines);
    }

    [Fact]
    public async Task A_connection_that_is_cut_in_the_middle_resumes_behind_the_last_receipt()
    {
        using var push = new WatchedPush(Numbered(100), _server.Address);
        _intake.CutAfter.Enqueue((30, push.Received(30)));
        _intake.CutAfter.Enqueue((20, push.Received(50)));
        Assert.Equal(100, (await push.RunAsync()).Accepted);
        Assert.Equal(2, push.Held);
        Assert.Equal(3, _intake.Requests);
        AssertEachOnce(100);
    }

    [Fact]
    public async Task An_answer_that_ends_early_is_asked_for_again()
    {
        _intake.EndAfter.Enqueue(30);
        Assert.Equal(ExitCode.Done, await PushAsync(Numbered(100)));
        AssertEachAccepted(100);
        Assert.Equal([TimeSpan.FromSeconds(1)], _terminal.Pauses);
    }

    [Fact]
    public async Task A_busy_server_is_left_alone_for_as_long_as_it_asks()
    {
        _intake.Before.Enqueue(Intake.Refuse(429, retryAfter: "7"));
        _intake.Before.Enqueue(Intake.Refuse(503, retryAfter: "3"));
        Assert.Equal(ExitCode.Done, await PushAsync(Numbered(10)));
        Assert.Equal([TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(3)], _terminal.Pauses);
        AssertEachAccepted(10);
    }

    [Fact]
    public async Task A_server_that_stays_busy_is_given_up_and_a_new_run_continues()
    {
        var file = Numbered(10);
        _intake.EndAfter.Enqueue(4);
        for (var i = 0; i < 20; i++)
            _intake.Before.Enqueue(i == 0 ? static _ => Task.FromResult(false) : Intake.Refuse(429));
        Assert.Equal(ExitCode.CouldNotRun, await PushAsync(file));
        Assert.Contains("Stopped after line 4", _terminal.Text, StringComparison.Ordinal);

        _intake.Before.Clear();
        Assert.Equal(ExitCode.Done, await PushAsync(file));
        Assert.Contains("continues after line 4", _terminal.Text, StringComparison.Ordinal);
        AssertCounts(accepted: 6, duplicate: 0, conflict: 0, invalid: 0);
        AssertEachOnce(10);
        Assert.Equal(["numbered.ndjson"], _folder.Names());
    }

    [Fact]
    public async Task Lines_that_could_not_be_stored_are_sent_again_alone()
    {
        var file = _folder.Write("r.ndjson", "{\"a\":1}\n{\"later\":2}\n{\"a\":3}\n{\"later\":4}\n");
        Assert.Equal(ExitCode.Done, await PushAsync(file));
        Assert.Equal(["{\"a\":1}", "{\"later\":2}", "{\"a\":3}", "{\"later\":4}", "{\"later\":2}", "{\"later\":4}"], _intake.Lines);
        AssertCounts(accepted: 4, duplicate: 0, conflict: 0, invalid: 0);
    }

    [Fact]
    public async Task A_refused_line_is_kept_once_when_the_push_is_interrupted()
    {
        var file = _folder.Write("r.ndjson", "{\"bad\":1}\n{\"a\":2}\n{\"bad\":3}\n{\"a\":4}\n");
        _intake.EndAfter.Enqueue(2);
        _intake.Before.Enqueue(static _ => Task.FromResult(false));
        _intake.Before.Enqueue(Intake.Refuse(401));
        Assert.Equal(ExitCode.CouldNotRun, await PushAsync(file));
        Assert.Equal(ExitCode.Refused, await PushAsync(file));
        Assert.Equal("{\"bad\":1}\n{\"bad\":3}\n", await File.ReadAllTextAsync(file + ".rejected.ndjson"));
    }

    [Fact]
    public async Task A_file_that_was_changed_since_is_pushed_from_the_beginning()
    {
        var file = Numbered(10);
        _intake.EndAfter.Enqueue(4);
        _intake.Before.Enqueue(static _ => Task.FromResult(false));
        _intake.Before.Enqueue(Intake.Refuse(401));
        await PushAsync(file);
        var text = await File.ReadAllTextAsync(file);
        await File.WriteAllTextAsync(file, "{\"new\":0}\n" + text);
        await PushAsync(file);
        AssertCounts(accepted: 7, duplicate: 4, conflict: 0, invalid: 0);
    }

    [Fact]
    public async Task Problem_details_are_shown_as_one_sentence_and_nothing_is_tried_again()
    {
        _intake.Before.Enqueue(Intake.Refuse(403, problem: """{"type":"urn:compounds:not-a-partner","title":"Not a partner","detail":"The key may not file reports.","status":403}"""));
        Assert.Equal(ExitCode.CouldNotRun, await PushAsync(Numbered(3)));
        Assert.Contains("The server answered 403 Forbidden: Not a partner. The key may not file reports. (urn:compounds:not-a-partner)", _terminal.Text, StringComparison.Ordinal);
        Assert.Empty(_terminal.Pauses);
        Assert.Equal(["numbered.ndjson"], _folder.Names());
    }

    [Fact]
    public async Task An_empty_file_is_done_at_once()
    {
        Assert.Equal(ExitCode.Done, await PushAsync(_folder.Write("r.ndjson", "\n \n")));
        Assert.Contains("no lines to push", _terminal.Output, StringComparison.Ordinal);
        Assert.Equal(0, _intake.Requests);
    }

    [Fact]
    public async Task Receipts_are_taken_while_later_lines_are_still_being_sent()
    {
        // The server reads line 2 only after the client has handled the receipt of line 1; the file is larger than all buffers between them.
        var file = _folder.Write("large.ndjson", string.Concat(Enumerable.Range(0, 400).Select(static i => $"{{\"report\":{i},\"narrative\":\"{new string('x', 50_000)}\"}}\n")));
        using var push = new WatchedPush(file, _server.Address);
        var first = push.Received(1);
        _intake.BeforeLine = async line => await (line == 2 ? first : Task.CompletedTask);
        Assert.Equal(400, (await push.RunAsync()).Accepted);
    }

    [Fact]
    public async Task Answers_larger_than_every_buffer_stop_nobody()
    {
        await using var server = await LoopbackServer.StartAsync(new Intake { Padding = new string('y', 4_000) }.AnswerAsync);
        var file = Numbered(2_000);
        Assert.Equal(ExitCode.Done, await _terminal.RunAsync("push", file, "--server", server.Address, "--key", Key));
        AssertCounts(accepted: 2_000, duplicate: 0, conflict: 0, invalid: 0);
    }

    [Fact]
    public async Task The_key_stays_out_of_everything_that_is_written()
    {
        var key = _folder.Write("key.txt", Key + "\n");
        var file = _folder.Write("r.ndjson", "{\"bad\":1}\n");
        _intake.Before.Enqueue(Intake.Refuse(401, problem: """{"title":"Unknown key"}"""));
        Assert.Equal(ExitCode.CouldNotRun, await _terminal.RunAsync("push", file, "--server", _server.Address, "--key-file", key));
        Assert.Equal(ExitCode.Refused, await _terminal.RunAsync("push", file, "--server", _server.Address, "--key-file", key));
        Assert.Equal([$"Bearer {Key} application/x-ndjson", $"Bearer {Key} application/x-ndjson"], _intake.Headers);
        Assert.DoesNotContain(Key, _terminal.Text, StringComparison.Ordinal);
        foreach (var name in _folder.Names().Where(static name => name != "key.txt"))
            Assert.DoesNotContain(Key, await File.ReadAllTextAsync(_folder[name]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("r.xml", "<a/>", "must end in")]
    [InlineData("r.json", "[{\"a\":1}]", "one JSON document")]
    [InlineData("r.json", "{\n  \"a\": 1\n}", "one JSON document")]
    [InlineData("r.csv", "", "is empty")]
    public async Task A_file_that_cannot_be_pushed_is_refused_with_a_sentence(string name, string text, string sentence)
    {
        Assert.Equal(ExitCode.CouldNotRun, await PushAsync(_folder.Write(name, text)));
        Assert.Contains(sentence, _terminal.Text, StringComparison.Ordinal);
        Assert.Equal(0, _intake.Requests);
    }

    [Fact]
    public async Task A_cancelled_push_says_how_to_continue()
    {
        using var stop = new CancellationTokenSource();
        _intake.BeforeLine = async line => await (line == 4 ? stop.CancelAsync() : Task.CompletedTask);
        Assert.Equal(ExitCode.CouldNotRun, await _terminal.RunAsync(stop.Token, "push", Numbered(10), "--server", _server.Address, "--key", Key));
        Assert.Contains("run the same command again", _terminal.Text, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, await PushAsync(Numbered(10)));
        AssertEachOnce(10);
    }

    private Task<int> PushAsync(string file, params string[] more)
    {
        return _terminal.RunAsync(["push", file, "--server", _server.Address, "--key", Key, .. more]);
    }

    private string Numbered(int lines) => _folder.Write("numbered.ndjson", string.Concat(Enumerable.Range(1, lines).Select(static i => $"{{\"report\":\"{i}\"}}\n")));

    private void AssertEachAccepted(int lines)
    {
        AssertCounts(lines, 0, 0, 0);
        AssertEachOnce(lines);
    }

    private void AssertEachOnce(int lines) =>
        Assert.Equal(Enumerable.Range(1, lines).Select(static i => $"{{\"report\":\"{i}\"}}"), _intake.Lines.Distinct());

    private void AssertCounts(int accepted, int duplicate, int conflict, int invalid)
    {
        var row = _terminal.Output.Split('\n').Last(static line => line.StartsWith("| ", StringComparison.Ordinal) && line.Count(static c => c == '|') == 8 && !line.Contains("accepted", StringComparison.Ordinal));
        Assert.Equal([accepted, duplicate, conflict, invalid], row.Split('|')[2..6].Select(static cell => int.Parse(cell, NumberStyles.AllowThousands | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture)));
    }
}
