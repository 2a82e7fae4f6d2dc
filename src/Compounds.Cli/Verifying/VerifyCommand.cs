using System.CommandLine;
using Compounds.Ledger;

namespace Compounds.Cli.Verifying;

/// <summary><c>compounds ledger verify</c>: recomputes every link of a ledger's hash chains.</summary>
internal static class VerifyCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Make(Screen screen)
    {
        var path = new Argument<string>("path") { Description = "The SQLite file of the ledger; it may be in use." };
        var verify = new Command("verify", "Walks a ledger and names the first row that was edited, dropped or moved, for example: compounds ledger verify data/ledger.db");
        verify.Arguments.Add(path);
        verify.SetAction((parsed, cancellation) => RunAsync(screen, parsed.GetRequiredValue(path), cancellation));
        var ledger = new Command("ledger", "Looks after a ledger, for example: compounds ledger verify data/ledger.db");
        ledger.Subcommands.Add(verify);
        return ledger;
    }

    private static async Task<int> RunAsync(Screen screen, string path, CancellationToken cancellationToken)
    {
        try
        {
            await using var ledger = SqliteEventLog.OpenReadOnly(path);
            return Report(screen, await LedgerVerification.RunAsync(ledger, cancellationToken));
        }
        catch (LedgerUnavailableException exception)
        {
            throw new CommandException(exception.Message, exception);
        }
    }

    private static int Report(Screen screen, LedgerVerification verification)
    {
        screen.Say($"{verification.Streams:N0} streams and {verification.Facts:N0} facts checked.");
        if (verification.Damage is not { } damage)
            return ExitCode.Done;
        screen.Complain($"{damage.Kind} at version {damage.Version}. {damage.Sentence}");
        return ExitCode.Refused;
    }
}
