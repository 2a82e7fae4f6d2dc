using System.CommandLine;
using Compounds.Cli.Connecting;

namespace Compounds.Cli.Registering;

/// <summary><c>compounds agencies register</c>: registers the agencies of a list, or changes those that are registered.</summary>
internal static class RegisterCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Make(Screen screen)
    {
        var file = new Argument<string>("file") { Description = "A JSON list of {id, name, clearance, sourceReliability, cluster}." };
        var server = new ServerOptions();
        var register = new Command(
            "register", "Registers the agencies of a list, for example: compounds agencies register agencies.json --server https://compounds.example.org --key-file admin.txt");
        register.Arguments.Add(file);
        server.AddTo(register);
        register.SetAction((parsed, cancellation) => RunAsync(screen, parsed.GetRequiredValue(file), server.Read(parsed, screen), cancellation));
        var agencies = new Command("agencies", "Looks after the register of agencies, for example: compounds agencies register agencies.json");
        agencies.Subcommands.Add(register);
        return agencies;
    }

    private static async Task<int> RunAsync(Screen screen, string path, ServerAddress server, CancellationToken cancellationToken)
    {
        var entries = AgencyEntry.ReadAll(path);
        using var client = new ServerClient(server);
        var waiting = 0;
        foreach (var entry in entries)
        {
            try
            {
                using var answer = await client.SendAsync(
                    HttpMethod.Put, $"v1/agencies/{entry.Id}", new { entry.Name, entry.Clearance, entry.SourceReliability, entry.Cluster }, cancellationToken);
                waiting += answer.RootElement.TryGetProperty("confirmedBy", out _) ? 1 : 0;
            }
            catch (CommandException exception)
            {
                throw new CommandException($"{entry.Id}: {exception.Message}", exception);
            }
        }

        screen.Say($"{entries.Count:N0} agencies registered.");
        if (waiting > 0)
            screen.Say($"The clearances of {waiting:N0} wait for the word of two registrars; see compounds grant list.");
        return ExitCode.Done;
    }
}
