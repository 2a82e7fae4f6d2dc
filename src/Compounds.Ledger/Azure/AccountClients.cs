using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;

namespace Compounds.Ledger;

/// <summary>The services of one storage account. No request is made before one of them is used.</summary>
/// <param name="Tables">The table service.</param>
/// <param name="Blobs">The blob service.</param>
public sealed record AccountClients(TableServiceClient Tables, BlobServiceClient Blobs)
{
    private const string OfTables = ".table.", OfBlobs = ".blob.";

    /// <summary>The services of the account that a connection string names.</summary>
    /// <param name="connection">The connection string.</param>
    /// <param name="configure">How the clients try; null for as the SDK does.</param>
    /// <exception cref="FormatException">It is not a connection string. The message does not repeat it, since it may hold a key.</exception>
    public static AccountClients OfConnection(string connection, Action<ClientOptions>? configure = null)
    {
        try
        {
            return new AccountClients(
                new TableServiceClient(connection, Configured(new TableClientOptions(), configure)),
                new BlobServiceClient(connection, Configured(new BlobClientOptions(), configure)));
        }
        catch (Exception failure) when (failure is FormatException or ArgumentException or InvalidOperationException)
        {
            throw new FormatException("The text is not the connection string of a storage account.");
        }
    }

    /// <summary>The services of the account at an address.</summary>
    /// <param name="address">The address of its table service, such as <c>https://taskforce.table.core.windows.net</c>; that of its blobs differs in one word.</param>
    /// <param name="credential">What signs in to it.</param>
    /// <param name="configure">How the clients try; null for as the SDK does.</param>
    /// <exception cref="FormatException">It is not such an address.</exception>
    public static AccountClients OfAddress(Uri address, TokenCredential credential, Action<ClientOptions>? configure = null)
    {
        if (address is not { IsAbsoluteUri: true, Scheme: "https", AbsolutePath: "/" }
            || address.Host.IndexOf(OfTables, StringComparison.Ordinal) <= 0)
        {
            throw new FormatException(
                $"'{address}' is not the address of an account's table service, such as https://taskforce.table.core.windows.net.");
        }

        var signIn = new StoreCredential(credential);
        var blobs = new UriBuilder(address) { Host = address.Host.Replace(OfTables, OfBlobs, StringComparison.Ordinal) }.Uri;
        return new AccountClients(
            new TableServiceClient(address, signIn, Configured(new TableClientOptions(), configure)),
            new BlobServiceClient(blobs, signIn, Configured(new BlobClientOptions(), configure)));
    }

    private static T Configured<T>(T options, Action<ClientOptions>? configure)
        where T : ClientOptions
    {
        configure?.Invoke(options);
        return options;
    }
}
