using System.Collections.Immutable;
using System.CommandLine;
using Compounds.Simulation;
using Spectre.Console;

namespace Compounds.Cli.Simulating;

/// <summary><c>compounds simulate</c>: simulates a scenario file on this machine, without a server.</summary>
internal sealed class SimulateCommand
{
    private readonly Argument<string> _file = new("file") { Description = "The scenario, a JSON file that holds its network or names the network's file." };
    private readonly Option<bool> _json = new("--json") { Description = "Writes everything as one JSON document in place of tables and sentences." };
    private readonly Option<bool> _hourly = new("--hourly") { Description = "With --json: writes the hours of each line too." };
    private readonly Option<int?> _samples = new("--samples") { Description = "At most so many samples, 1 to 100,000, in place of what the file says." };
    private readonly Option<ulong?> _seed = new("--seed") { Description = "The seed of all draws in place of what the file says." };
    private readonly Option<int> _threads = new("--threads") { Description = "How many threads simulate, at least 1; the result does not depend on it.", DefaultValueFactory = _ => Environment.ProcessorCount };
    private readonly Screen _screen;

    private SimulateCommand(Screen screen)
    {
        _screen = screen;
        _threads.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
                result.AddError("--threads must be 1 or more.");
        });
        _samples.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<int?>() is < 1 or > 100_000)
                result.AddError("--samples must be 1 to 100,000.");
        });
    }

    /// <summary>Makes the command.</summary>
    public static Command Make(Screen screen)
    {
        var simulate = new SimulateCommand(screen);
        var command = new Command(
            "simulate", "Simulates the measures of a scenario file: who is harmed, what it does to the sites, how sure that is, for example: compounds simulate scenario.json");
        command.Arguments.Add(simulate._file);
        foreach (var option in new Option[] { simulate._json, simulate._hourly, simulate._samples, simulate._seed, simulate._threads })
            command.Options.Add(option);
        command.SetAction(simulate.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var file = await ScenarioFile.ReadAsync(parsed.GetRequiredValue(_file), cancellationToken);
        file = file with
        {
            Scenario = file.Scenario with { Samples = parsed.GetValue(_samples) ?? file.Scenario.Samples, Seed = parsed.GetValue(_seed) ?? file.Scenario.Seed },
        };
        var (outcome, influences) = await SimulateAsync(file, parsed.GetValue(_threads), isWatched: !parsed.GetValue(_json), cancellationToken);
        if (parsed.GetValue(_json))
            await SimulationJson.WriteAsync(_screen.Output, file, outcome, influences, parsed.GetValue(_hourly));
        else
            new SimulationPage(_screen).Show(file, outcome, influences);
        return ExitCode.Done;
    }

    private async Task<(Outcome Outcome, ImmutableArray<Influence> Influences)> SimulateAsync(ScenarioFile file, int threads, bool isWatched, CancellationToken cancellationToken)
    {
        if (_screen.Terminal is not { } terminal || !isWatched)
            return await Task.Run(() => Simulate(file, threads, progress: null, cancellationToken), cancellationToken);
        return await terminal.Progress().StartAsync(async context =>
        {
            var bar = context.AddTask(Markup.Escape(file.Title), maxValue: file.Scenario.BlockCount);
            var watch = new BlockWatch(bar);
            return await Task.Run(() => Simulate(file, threads, watch, cancellationToken), cancellationToken);
        });
    }

    private static (Outcome Outcome, ImmutableArray<Influence> Influences) Simulate(ScenarioFile file, int threads, BlockWatch? progress, CancellationToken cancellationToken)
    {
        var outcome = MonteCarlo.Run(file.Network, file.Scenario, threads, progress, cancellationToken);
        progress?.Say("What moves the answer most");
        return (outcome, Tornado.Of(file.Network, file.Scenario, Grouping.ByName, cancellation: cancellationToken));
    }

    /// <summary>Moves the bar, a block a step. Settled figures end a run before its last block.</summary>
    private sealed class BlockWatch(ProgressTask bar) : IProgress<SimulationProgress>
    {
        public void Report(SimulationProgress value) => bar.Value = value.BlocksDone;

        public void Say(string what)
        {
            bar.Value = bar.MaxValue;
            bar.Description = what;
        }
    }
}
