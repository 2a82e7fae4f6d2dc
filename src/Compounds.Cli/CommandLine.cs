using System.CommandLine;
using System.CommandLine.Invocation;
using Compounds.Cli.Converting;
using Compounds.Cli.Exporting;
using Compounds.Cli.Generating;
using Compounds.Cli.Pushing;
using Compounds.Cli.Registering;
using Compounds.Cli.Simulating;
using Compounds.Cli.Verifying;

namespace Compounds.Cli;

/// <summary>The commands of <c>compounds</c>, and how each way to end becomes an exit code.</summary>
internal static class CommandLine
{
    /// <summary>Runs one command line.</summary>
    /// <param name="arguments">What was typed behind <c>compounds</c>.</param>
    /// <param name="screen">Where the command talks.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="pause">Waits.</param>
    /// <param name="cancellationToken">Stops the command.</param>
    /// <returns>0 when everything was done, 1 when something was refused or found bad, 2 when it could not run to its end.</returns>
    public static async Task<int> RunAsync(
        string[] arguments, Screen screen, TimeProvider clock, Func<TimeSpan, CancellationToken, Task> pause, CancellationToken cancellationToken)
    {
        var root = new RootCommand("Pushes, generates, verifies and exports reports of the task force, and simulates measures, for example: compounds push reports.ndjson --server http://localhost:5080");
        root.Subcommands.Add(PushCommand.Make(screen, clock, pause));
        root.Subcommands.Add(GenerateCommand.Make(screen, clock));
        root.Subcommands.Add(ExportCommand.Make(screen));
        root.Subcommands.Add(ConvertCommand.Make(screen));
        root.Subcommands.Add(SimulateCommand.Make(screen));
        root.Subcommands.Add(RegisterCommand.Make(screen));
        root.Subcommands.Add(IssueKeyCommand.Make(screen));
        root.Subcommands.Add(GrantCommand.Make(screen));
        root.Subcommands.Add(VerifyCommand.Make(screen));
        var parsed = root.Parse(arguments);
        if (parsed.Action is ParseErrorAction)
        {
            foreach (var error in parsed.Errors)
                screen.Complain(error.Message);
            screen.Complain($"Help: compounds{(parsed.CommandResult.Command == root ? "" : " " + parsed.CommandResult.Command.Name)} --help");
            return ExitCode.CouldNotRun;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { Output = screen.Output, Error = screen.Error, EnableDefaultExceptionHandler = false }, cancellationToken);
        }
        catch (CommandException exception)
        {
            screen.Complain(exception.Message);
        }
        catch (OperationCanceledException)
        {
            screen.Complain("Stopped; run the same command again to continue.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            screen.Complain(exception.Message);
        }

        return ExitCode.CouldNotRun;
    }
}
