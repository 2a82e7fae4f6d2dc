using Azure.Core;
using Azure.Identity;
using Compounds.Ledger;
using Microsoft.Extensions.Options;

namespace Compounds.Server.Hosting;

/// <summary>
/// The one storage account of a cluster: its ledger, its states, its members and their reminders are kept there.
/// </summary>
internal static class StorageAccount
{
    /// <summary>Makes the clients of the account that the settings name. No request is made yet.</summary>
    /// <exception cref="OptionsValidationException">The settings name no account, two, or one that cannot be read.</exception>
    public static AccountClients Of(LedgerOptions options) => Of(options, static () => new DefaultAzureCredential());

    /// <summary>The same with another way to sign in by identity.</summary>
    internal static AccountClients Of(LedgerOptions options, Func<TokenCredential> credential)
    {
        var (connection, address) = (options.ConnectionString is { Length: > 0 } given ? given : null, options.AccountAddress);
        try
        {
            return (connection, address) switch
            {
                (null, null) => throw Wrong(
                    "Ledger:Provider=azure needs a storage account: Ledger:AccountAddress, with this machine's managed identity, " +
                    "or Ledger:ConnectionString, a secret, in the environment as Ledger__ConnectionString."),
                (not null, not null) =>
                    throw Wrong("Ledger:ConnectionString and Ledger:AccountAddress both name a storage account; remove one of them."),
                (not null, null) => AccountClients.OfConnection(connection, Limit),
                (null, not null) => AccountClients.OfAddress(address, credential(), Limit),
            };
        }
        catch (FormatException failure)
        {
            throw Wrong(connection is null ? $"Ledger:AccountAddress {failure.Message}"
                : "Ledger:ConnectionString is not the connection string of a storage account; copy it from the account's keys.");
        }
    }

    private static OptionsValidationException Wrong(string sentence) => new(LedgerOptions.Section, typeof(LedgerOptions), [sentence]);

    /// <summary>A connection that hangs must not hold up a shard for as long as the SDK waits by default, which is minutes.</summary>
    private static void Limit(ClientOptions options)
    {
        options.Retry.NetworkTimeout = Deadlines.StoreTry;
        options.Retry.MaxRetries = Deadlines.StoreRetries;
        options.Retry.MaxDelay = TimeSpan.FromSeconds(1);
    }
}
