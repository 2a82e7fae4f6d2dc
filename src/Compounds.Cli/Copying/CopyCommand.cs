using System.CommandLine;
using Compounds.Ledger;

namespace Compounds.Cli.Copying;

/// <summary><c>compounds ledger copy</c>: copies a ledger into another file or storage account, and compares every link.</summary>
internal static class CopyCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Make(Screen screen)
    {
        var path = new Argument<string?>("path") { Description = "The SQLite file of the ledger to copy; it may be in use.", Arity = ArgumentArity.ZeroOrOne };
        var azure = new Option<string?>("--azure") { Description = "The storage account to copy from, instead of a file: its connection string, or the address of its table service to sign in as this machine." };
        var table = AccountLedger.NewTableOption();
        var name = AccountLedger.NewNameOption("--name");
        var to = new Option<string?>("--to") { Description = "The SQLite file to copy to; it is made when it is absent." };
        var toAzure = new Option<string?>("--to-azure") { Description = "The storage account to copy to, instead of a file, named the same way." };
        var toName = AccountLedger.NewNameOption("--to-name");
        var copy = new Command(
            "copy", "Copies all facts of a ledger, as a backup, a restore or a move, for example: compounds ledger copy data/ledger.db --to backup.db");
        copy.Arguments.Add(path);
        foreach (var option in new Option[] { azure, table, name, to, toAzure, toName })
            copy.Options.Add(option);
        copy.SetAction(async (parsed, cancellation) =>
        {
            var source = Place.Of(
                    parsed.GetValue(path), parsed.GetRequiredValue(name),
                    (azure.Name, parsed.GetValue(azure)), (table.Name, parsed.GetValue(table)))
                ?? throw new CommandException("Give either the file of the ledger to copy or --azure with its storage account.");
            var target = Place.Of(parsed.GetValue(to), parsed.GetRequiredValue(toName), (toAzure.Name, parsed.GetValue(toAzure)))
                ?? throw new CommandException("Say where to copy to: --to with a file, or --to-azure with a storage account.");
            return Report(screen, await RunAsync(source, target, cancellation));
        });
        return copy;
    }

    private static async Task<LedgerCopy> RunAsync(Place source, Place target, CancellationToken cancellationToken)
    {
        try
        {
            await using var from = source.File is null ? null : SqliteEventLog.OpenReadOnly(source.File);
            await using var into = target.File is null ? null : SqliteEventLog.Open(target.File);
            await using var account = target.Account is null ? null : await target.Account.OpenOrMakeAsync(cancellationToken);
            return await LedgerCopy.RunAsync(
                from ?? await source.Account!.OpenAsync(cancellationToken), (IStoredLedger?)into ?? account!, cancellationToken);
        }
        catch (LedgerUnavailableException exception)
        {
            throw new CommandException(exception.Message, exception);
        }
    }

    private static int Report(Screen screen, LedgerCopy copy)
    {
        screen.Say($"{copy.Streams:N0} streams and {copy.Facts:N0} facts are there with equal links; {copy.Copied:N0} of them were copied now.");
        if (copy.Fault is not { } fault)
            return ExitCode.Done;
        screen.Complain(fault);
        return ExitCode.Refused;
    }

    /// <summary>Where a ledger is: in a file, or in a storage account.</summary>
    private sealed record Place(string? File, AccountLedger? Account)
    {
        /// <summary>The place that exactly one of several options names; null otherwise.</summary>
        public static Place? Of(string? file, string name, params (string Option, string? Account)[] accounts)
        {
            var given = accounts.Where(static account => account.Account is not null).ToList();
            return (file, given) switch
            {
                ({ }, []) => new Place(file, null),
                (null, [var (option, account)]) => new Place(null, new AccountLedger(account!, name, option)),
                _ => null,
            };
        }
    }
}
