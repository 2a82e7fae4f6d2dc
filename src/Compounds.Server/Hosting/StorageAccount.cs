using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;

namespace Compounds.Server.Hosting;

/// <summary>The one storage account of a cluster: its ledger, its members and their reminders are kept there.</summary>
internal static class StorageAccount
{
    /// <summary>A client of the account's tables.</summary>
    public static TableServiceClient Tables(string connection) => new(connection, Limited(new TableClientOptions()));

    /// <summary>A client of the account's blobs.</summary>
    public static BlobServiceClient Blobs(string connection) => new(connection, Limited(new BlobClientOptions()));

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
