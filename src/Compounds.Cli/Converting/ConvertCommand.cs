using System.CommandLine;
using System.Text.Json;
using Compounds.Exchange.PublicRecord;

namespace Compounds.Cli.Converting;

/// <summary><c>compounds convert</c>: turns the public record into agencies and reports that can be registered and pushed.</summary>
internal static class ConvertCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Make(Screen screen)
    {
        var record = new Argument<string>("record") { Description = "The public record, a JSON file." };
        var folder = new Option<string>("--out") { Description = "The folder for agencies.json, reports.ndjson and account.txt.", Required = true };
        var command = new Command("convert", "Turns the public record into reports and says what became of every item, for example: compounds convert public-record.json --out demo");
        command.Arguments.Add(record);
        command.Options.Add(folder);
        command.SetAction((parsed, cancellation) => RunAsync(screen, parsed.GetRequiredValue(record), parsed.GetRequiredValue(folder), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(Screen screen, string path, string folder, CancellationToken cancellationToken)
    {
        var conversion = Convert(path);
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "agencies.json"), conversion.AgenciesJson(), cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, "reports.ndjson"), conversion.ReportsNdjson(), cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, "account.txt"), conversion.Account, cancellationToken);
        await screen.Output.WriteAsync(conversion.Account.AsMemory(), cancellationToken);
        return ExitCode.Done;
    }

    private static Conversion Convert(string path)
    {
        try
        {
            using var record = File.OpenRead(path);
            return PublicRecordConversion.Convert(record);
        }
        catch (Exception exception) when (exception is JsonException or InvalidDataException)
        {
            throw new CommandException($"{path} is no public record: {exception.Message}", exception);
        }
    }
}
