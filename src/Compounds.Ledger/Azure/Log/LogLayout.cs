using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Compounds.Ledger;

/// <summary>How a log is laid out in its container; decided once, when it is made, and kept there as <c>layout</c>.</summary>
/// <param name="Format">The format of the log: 1.</param>
/// <param name="Shards">The number of shards over which its streams are spread.</param>
internal sealed record LogLayout(int Format, int Shards)
{
    private const int CurrentFormat = 1;
    internal const int MaxShards = 256;
    private const string Name = "layout";

    /// <summary>Reads the layout of a container.</summary>
    /// <returns>The layout, or null when the container or its layout is not there.</returns>
    /// <exception cref="LedgerUnavailableException">The store failed, or holds a log that this program does not know.</exception>
    public static async Task<LogLayout?> ReadAsync(BlobContainerClient container, CancellationToken cancellationToken)
    {
        if (await StoreCall.DownloadAsync(container.GetBlobClient(Name), default, cancellationToken).ConfigureAwait(false) is not { } content)
            return null;
        try
        {
            return content.ToObjectFromJson<LogLayout>(JsonSerializerOptions.Web) is { Format: CurrentFormat, Shards: >= 1 and <= MaxShards } layout
                ? layout
                : throw Unknown(container);
        }
        catch (JsonException)
        {
            throw Unknown(container);
        }
    }

    /// <summary>Reads the layout of a container, and makes both where they are absent.</summary>
    /// <exception cref="LedgerUnavailableException">The store failed, or holds a log that this program does not know.</exception>
    public static async Task<LogLayout> ReadOrMakeAsync(BlobContainerClient container, int shards, CancellationToken cancellationToken)
    {
        if (await ReadAsync(container, cancellationToken).ConfigureAwait(false) is { } layout)
            return layout;

        await StoreCall.RunAsync(() => container.CreateIfNotExistsAsync(cancellationToken: cancellationToken)).ConfigureAwait(false);
        try
        {
            await container.GetBlobClient(Name).UploadAsync(
                BinaryData.FromObjectAsJson(new LogLayout(CurrentFormat, shards), JsonSerializerOptions.Web),
                new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } },
                cancellationToken).ConfigureAwait(false);
        }
        catch (RequestFailedException exception) when (exception.Status is StoreStatus.Conflict or StoreStatus.PreconditionFailed)
        {
            // Another process made it at the same moment.
        }
        catch (Exception exception) when (exception is RequestFailedException or AggregateException)
        {
            throw StoreCall.Unavailable(exception);
        }

        return await ReadAsync(container, cancellationToken).ConfigureAwait(false)
            ?? throw new LedgerUnavailableException($"The layout of the log in container '{container.Name}' was deleted while it was made.");
    }

    private static LedgerUnavailableException Unknown(BlobContainerClient container) =>
        new($"Container '{container.Name}' holds a log in a layout that this program does not know; a later version wrote it.");
}
