using System.CommandLine;
using Compounds.Cli.Copying;
using Compounds.Ledger;

namespace Compounds.Cli.Verifying;

/// <summary><c>compounds ledger verify</c>: recomputes every link of a ledger's hash chains, and compares it with the checkpoints that were kept outside of it.</summary>
internal static class VerifyCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Make(Screen screen)
    {
        var path = new Argument<string?>("path") { Description = "The SQLite file of the ledger; it may be in use.", Arity = ArgumentArity.ZeroOrOne };
        var azure = new Option<string?>("--azure") { Description = "The storage account that holds the ledger, instead of a file: its connection string, or the address of its table service to sign in as this machine." };
        var table = AccountLedger.NewTableOption();
        var name = AccountLedger.NewNameOption("--name");
        var proof = new ProofOptions();
        var verify = new Command("verify", "Walks a ledger and names the first row that was edited, dropped or moved, and what of its log cannot be read; compared with its checkpoints, also what was cut off, removed or linked again, for example: compounds ledger verify data/ledger.db --checkpoints /mnt/witness/checkpoints");
        verify.Arguments.Add(path);
        verify.Options.Add(azure);
        verify.Options.Add(table);
        verify.Options.Add(name);
        proof.AddTo(verify);
        verify.SetAction(async (parsed, cancellation) =>
        {
            if (proof.AreGiven(parsed) && parsed.GetValue(path) is null)
                throw new CommandException("--checkpoints and --key go with the file of a ledger; for one in a storage account no checkpoints are made yet.");
            var given = (parsed.GetValue(path), parsed.GetValue(azure), parsed.GetValue(table));
            return Report(screen, given switch
            {
                ({ } file, null, null) => await VerifyFileAsync(file, proof.Witness(parsed), proof.Keys(parsed, file), cancellation),
                (null, { } connection, null) => await VerifyAsync(InAccount(connection, azure), cancellation),
                (null, null, { } connection) => await VerifyAsync(InAccount(connection, table), cancellation),
                _ => throw new CommandException("Give either the file of a ledger or --azure with its storage account."),
            });

            AccountLedger InAccount(string account, Option<string?> option) => new(account, parsed.GetRequiredValue(name), option.Name);
        });
        var ledger = new Command("ledger", "Looks after a ledger, for example: compounds ledger verify data/ledger.db");
        ledger.Subcommands.Add(verify);
        ledger.Subcommands.Add(CopyCommand.Make(screen));
        ledger.Subcommands.Add(PublicKeyCommand.Make(screen));
        return ledger;
    }

    private static async Task<Findings> VerifyFileAsync(string path, FileWitness? witness, IReadOnlyList<ProofKey> keys, CancellationToken cancellationToken)
    {
        try
        {
            await using var ledger = SqliteEventLog.OpenReadOnly(path);
            var rows = await LedgerVerification.RunAsync(ledger, cancellationToken);
            var checkpoints = witness is null ? null : await CheckpointVerification.RunAsync(ledger, witness, keys, cancellationToken);
            var forged = keys.Count == 0 ? null : await new SignedLog(ledger, keys).FindForgedAsync(cancellationToken);
            var states = keys.FirstOrDefault(static key => key.IsSecret) is { } secret ? StateVerification.Run(ledger.States, new StateSeal(secret)) : null;
            return new Findings(rows, SqliteEventLog.FindLogDamage(path), checkpoints, forged, states);
        }
        catch (LedgerUnavailableException exception)
        {
            throw new CommandException(exception.Message, exception);
        }
        finally
        {
            foreach (var key in keys)
                key.Dispose();
        }
    }

    private static async Task<Findings> VerifyAsync(AccountLedger account, CancellationToken cancellationToken)
    {
        try
        {
            return new Findings(await LedgerVerification.RunAsync(await account.OpenAsync(cancellationToken), cancellationToken), [], null, null, null);
        }
        catch (LedgerUnavailableException exception)
        {
            throw new CommandException(exception.Message, exception);
        }
    }

    private static int Report(Screen screen, Findings findings)
    {
        screen.Say($"{findings.Verification.Streams:N0} streams and {findings.Verification.Facts:N0} facts checked.");
        foreach (var damage in findings.Logs)
            screen.Complain(damage.Sentence);
        if (findings.Verification.Damage is { } row)
            screen.Complain($"{row.Kind} at version {row.Version}. {row.Sentence}");
        var isProven = findings.Checkpoints is null || CheckpointReport.Tell(screen, findings.Checkpoints);
        var isOwn = findings.States is null || CheckpointReport.Tell(screen, findings.States);
        if (findings.Forged is { } forged)
            screen.Complain($"Forged. {forged}");
        return isProven && isOwn && findings is { Logs: [], Verification.Damage: null, Forged: null } ? ExitCode.Done : ExitCode.Refused;
    }

    /// <summary>What was found in the rows of a ledger, in the logs of one in a file, beside its checkpoints, in its register and in its kept states.</summary>
    private sealed record Findings(
        LedgerVerification Verification, IReadOnlyList<LogDamage> Logs, CheckpointVerification? Checkpoints, string? Forged, StateVerification? States);
}
