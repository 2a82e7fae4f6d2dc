using System.CommandLine;
using Compounds.Cli.Connecting;
using Spectre.Console;

namespace Compounds.Cli.Pushing;

/// <summary><c>compounds push</c>: sends report files to a server.</summary>
internal sealed class PushCommand
{
    private static readonly TimeSpan s_idleLimit = TimeSpan.FromMinutes(2);

    private readonly Argument<string[]> _files = new("file") { Description = "NDJSON (.ndjson, .jsonl, .json) or CSV (.csv) files.", Arity = ArgumentArity.OneOrMore };
    private readonly ServerOptions _server = new();
    private readonly Option<bool> _wait = new("--wait") { Description = "Wait for each line until its claims are applied, not only stored." };
    private readonly Option<int> _batchLines = new("--batch-lines") { Description = "The most lines in one request, 1 to 1,000,000.", DefaultValueFactory = static _ => 10_000 };

    private readonly Screen _screen;
    private readonly TimeProvider _clock;
    private readonly Func<TimeSpan, CancellationToken, Task> _pause;

    private PushCommand(Screen screen, TimeProvider clock, Func<TimeSpan, CancellationToken, Task> pause)
    {
        _screen = screen;
        _clock = clock;
        _pause = pause;
        _batchLines.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 1_000_000)
                result.AddError("--batch-lines must be from 1 to 1,000,000.");
        });
    }

    /// <summary>Makes the command.</summary>
    public static Command Make(Screen screen, TimeProvider clock, Func<TimeSpan, CancellationToken, Task> pause)
    {
        var push = new PushCommand(screen, clock, pause);
        var command = new Command(
            "push", "Sends report files to a server line by line and keeps refused lines beside them, for example: compounds push reports.ndjson --server https://compounds.example.org --key-file key.txt");
        command.Arguments.Add(push._files);
        push._server.AddTo(command);
        command.Options.Add(push._wait);
        command.Options.Add(push._batchLines);
        command.SetAction(push.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var server = _server.Read(parsed, _screen);
        using var handler = new DuplexHttpHandler();
        using var client = new HttpMessageInvoker(handler, disposeHandler: false);
        var request = new PushRequest(client, server, parsed.GetValue(_wait), s_idleLimit, _clock);
        var summary = new PushSummary(_screen);
        try
        {
            foreach (var path in parsed.GetRequiredValue(_files))
                await PushAsync(path, server, request, parsed.GetValue(_batchLines), summary, cancellationToken);
        }
        finally
        {
            summary.Show();
        }

        return summary.Refused > 0 ? ExitCode.Refused : ExitCode.Done;
    }

    private async Task PushAsync(string path, ServerAddress server, PushRequest request, int batchLines, PushSummary summary, CancellationToken cancellationToken)
    {
        using var file = PushFile.Open(path);
        if (_screen.Terminal is not { } terminal)
        {
            await PushAsync(new PlainWatch(_screen, file, _clock));
            return;
        }

        await terminal.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context => PushAsync(new BarWatch(_screen, file, context.AddTask(Markup.Escape(Path.GetFileName(file.Path)), maxValue: file.Length))));

        async Task PushAsync(IPushWatch watch)
        {
            using var run = new PushRun(file, server.ToString(), request, batchLines, watch, _clock, _pause);
            if (run.ResumedAfterLine > 0)
                _screen.Say($"{file.Path}: continues after line {run.ResumedAfterLine:N0}, which an earlier run had a receipt for.");
            var started = _clock.GetTimestamp();
            try
            {
                await run.RunAsync(cancellationToken);
                if (run.Tally.Lines == 0)
                    _screen.Say($"{file.Path}: no lines to push.");
            }
            finally
            {
                summary.Add(file.Path, run, _clock.GetElapsedTime(started));
            }
        }
    }
}
