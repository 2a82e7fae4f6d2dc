using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Options;

namespace Compounds.Server.Hosting;

/// <summary>
/// The one storage account of a cluster: its ledger, its states, its members and their reminders are kept there, through these clients.
/// </summary>
/// <param name="Tables">The table service.</param>
/// <param name="Blobs">The blob service.</param>
internal sealed record StorageAccount(TableServiceClient Tables, BlobServiceClient Blobs)
{
    private const string OfTables = ".table.", OfBlobs = ".blob.";

    /// <summary>Makes the clients of the account that the settings name. No request is made yet.</summary>
    /// <exception cref="OptionsValidationException">The settings name no account, two, or one that cannot be read.</exception>
    public static StorageAccount Of(LedgerOptions options) => Of(options, static () => new DefaultAzureCredential());

    /// <summary>The same with another way to sign in by identity.</summary>
    internal static StorageAccount Of(LedgerOptions options, Func<TokenCredential> credential)
    {
        var (connection, address) = (options.ConnectionString is { Length: > 0 } given ? given : null, options.AccountAddress);
        return (connection, address) switch
        {
            (null, null) => throw Wrong(
                "Ledger:Provider=azure needs a storage account: Ledger:AccountAddress, with this machine's managed identity, " +
                "or Ledger:ConnectionString, a secret, in the environment as Ledger__ConnectionString."),
            (not null, not null) =>
                throw Wrong("Ledger:ConnectionString and Ledger:AccountAddress both name a storage account; remove one of them."),
            (not null, null) => OfConnection(connection),
            (null, not null) => OfAddress(address, new StoreCredential(credential())),
        };
    }

    private static StorageAccount OfConnection(string connection)
    {
        try
        {
            return new StorageAccount(
                new TableServiceClient(connection, Limited(new TableClientOptions())),
                new BlobServiceClient(connection, Limited(new BlobClientOptions())));
        }
        catch (Exception failure) when (failure is FormatException or ArgumentException or InvalidOperationException)
        {
            // The failure may quote the key.
            throw Wrong("Ledger:ConnectionString is not the connection string of a storage account; copy it from the account's keys.");
        }
    }

    private static StorageAccount OfAddress(Uri address, TokenCredential credential)
    {
        if (address is not { IsAbsoluteUri: true, Scheme: "https", AbsolutePath: "/" }
            || address.Host.IndexOf(OfTables, StringComparison.Ordinal) <= 0)
        {
            throw Wrong(
                $"Ledger:AccountAddress '{address}' is not the address of an account's table service, " +
                "such as https://taskforce.table.core.windows.net.");
        }

        var blobs = new UriBuilder(address) { Host = address.Host.Replace(OfTables, OfBlobs, StringComparison.Ordinal) }.Uri;
        return new StorageAccount(
            new TableServiceClient(address, credential, Limited(new TableClientOptions())),
            new BlobServiceClient(blobs, credential, Limited(new BlobClientOptions())));
    }

    private static OptionsValidationException Wrong(string sentence) => new(LedgerOptions.Section, typeof(LedgerOptions), [sentence]);

    /// <summary>A connection that hangs must not hold up a shard for as long as the SDK waits by default, which is minutes.</summary>
    private static T Limited<T>(T options)
        where T : ClientOptions
    {
        options.Retry.NetworkTimeout = Deadlines.StoreTry;
        options.Retry.MaxRetries = Deadlines.StoreRetries;
        options.Retry.MaxDelay = TimeSpan.FromSeconds(1);
        return options;
    }
}
