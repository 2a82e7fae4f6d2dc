using System.CommandLine;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Compounds.Ledger;

namespace Compounds.Cli.Copying;

/// <summary>A ledger in a storage account, as options name it.</summary>
/// <param name="Connection">The connection string of the account.</param>
/// <param name="Name">The name of the ledger.</param>
/// <param name="Option">The option that gave the connection string.</param>
internal sealed record AccountLedger(string Connection, string Name, string Option)
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
    /// <exception cref="CommandException">The connection string is none, or the account holds no such ledger.</exception>
    /// <exception cref="LedgerUnavailableException">The account cannot be reached or refuses.</exception>
    public async Task<IStoredLedger> OpenAsync(CancellationToken cancellationToken)
    {
        // Opening what is absent would make it, and an empty ledger is always intact.
        if (Option is TableOption)
        {
            return await AzureTableLog.OpenExistingAsync(Connect(static given => new TableServiceClient(given)), Name, cancellationToken)
                ?? throw new CommandException($"The storage account holds no table '{Name}'.");
        }

        return await AzureBlobLog.OpenExistingAsync(Connect(static given => new BlobServiceClient(given)), Name, cancellationToken)
            ?? throw new CommandException(
                $"The storage account holds no ledger '{Name}'. One that an earlier version kept in a table is read with {TableOption}.");
    }

    /// <summary>Opens it for writing, and makes it when it is absent.</summary>
    /// <exception cref="CommandException">The connection string is none.</exception>
    /// <exception cref="LedgerUnavailableException">The account cannot be reached or refuses.</exception>
    public Task<AzureBlobLog> OpenOrMakeAsync(CancellationToken cancellationToken) =>
        AzureBlobLog.OpenAsync(Connect(static given => new BlobServiceClient(given)), Name, cancellationToken);

    private T Connect<T>(Func<string, T> connect)
    {
        try
        {
            return connect(Connection);
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException or ArgumentException)
        {
            // Not the parser's message: it may quote the connection string, which holds a key.
            throw new CommandException($"{Option} is no connection string of a storage account.", exception);
        }
    }
}
