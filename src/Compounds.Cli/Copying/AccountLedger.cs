using System.CommandLine;
using Azure.Identity;
using Compounds.Ledger;

namespace Compounds.Cli.Copying;

/// <summary>A ledger in a storage account, as options name it.</summary>
/// <param name="Account">The account: its connection string, or the address of its table service, at which this machine's identity signs in.</param>
/// <param name="Name">The name of the ledger.</param>
/// <param name="Option">The option that named the account.</param>
internal sealed record AccountLedger(string Account, string Name, string Option)
{
    /// <summary>The option of a ledger that an earlier version kept in a table.</summary>
    public const string TableOption = "--azure-table";

    /// <summary>That option.</summary>
    public static Option<string?> NewTableOption() =>
        new(TableOption) { Description = "The same for a ledger that an earlier version kept in a table." };

    /// <summary>The option that names a ledger.</summary>
    public static Option<string> NewNameOption(string option) =>
        new(option) { Description = "The name of the ledger in the storage account.", DefaultValueFactory = static _ => "compounds" };

    /// <summary>Opens it for reading.</summary>
    /// <exception cref="CommandException">The account is named wrongly, or holds no such ledger.</exception>
    /// <exception cref="LedgerUnavailableException">The account cannot be reached or refuses.</exception>
    public async Task<IStoredLedger> OpenAsync(CancellationToken cancellationToken)
    {
        // Opening what is absent would make it, and an empty ledger is always intact.
        if (Option is TableOption)
        {
            return await AzureTableLog.OpenExistingAsync(Connect().Tables, Name, cancellationToken)
                ?? throw new CommandException($"The storage account holds no table '{Name}'.");
        }

        return await AzureBlobLog.OpenExistingAsync(Connect().Blobs, Name, cancellationToken)
            ?? throw new CommandException(
                $"The storage account holds no ledger '{Name}'. One that an earlier version kept in a table is read with {TableOption}.");
    }

    /// <summary>Opens it for writing, and makes it when it is absent.</summary>
    /// <exception cref="CommandException">The account is named wrongly.</exception>
    /// <exception cref="LedgerUnavailableException">The account cannot be reached or refuses.</exception>
    public Task<AzureBlobLog> OpenOrMakeAsync(CancellationToken cancellationToken) =>
        AzureBlobLog.OpenAsync(Connect().Blobs, Name, cancellationToken);

    private AccountClients Connect()
    {
        try
        {
            return Uri.TryCreate(Account, UriKind.Absolute, out var address)
                ? AccountClients.OfAddress(address, new DefaultAzureCredential()) : AccountClients.OfConnection(Account);
        }
        catch (FormatException exception)
        {
            throw new CommandException(
                $"{Option} takes the connection string of a storage account, or the address of its table service, such as https://taskforce.table.core.windows.net.",
                exception);
        }
    }
}
