using System.CommandLine;
using Compounds.Ledger;

namespace Compounds.Cli.Verifying;

/// <summary><c>compounds ledger public-key</c>: prints what somebody else needs to check the checkpoints of a ledger.</summary>
internal static class PublicKeyCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Make(Screen screen)
    {
        var path = new Argument<string>("path") { Description = "The file of the deployment's key." };
        var command = new Command("public-key", "Prints the public half of a deployment's key, for people who check its checkpoints, for example: compounds ledger public-key data/ledger.proofkey > public.pem");
        command.Arguments.Add(path);
        command.SetAction(parsed =>
        {
            try
            {
                using var key = ProofKey.Open(parsed.GetRequiredValue(path));
                screen.Output.WriteLine(key.PublicPem);
                return ExitCode.Done;
            }
            catch (LedgerUnavailableException exception)
            {
                throw new CommandException(exception.Message, exception);
            }
        });
        return command;
    }
}
