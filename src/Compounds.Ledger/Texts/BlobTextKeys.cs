using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Compounds.Ledger;

/// <summary>The keys of texts in a container of their own, a blob a batch, and the deployment's own key beside them where it was given none.</summary>
/// <remarks>The account must keep neither versions nor deleted blobs of this container, or what was destroyed could be read there.</remarks>
public sealed class BlobTextKeys : ITextKeys
{
    private const string Batches = "batches/";
    private const string OwnKey = "own-key";

    private readonly BlobContainerClient _container;

    private BlobTextKeys(BlobContainerClient container) => _container = container;

    /// <summary>Opens the keys of a ledger; makes their container where there is none.</summary>
    /// <param name="blobs">The blob service of the storage account.</param>
    /// <param name="name">The name of the ledger. The container is this and <c>-texts</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="LedgerUnavailableException">The storage account cannot be reached, or refuses.</exception>
    public static async Task<BlobTextKeys> OpenAsync(BlobServiceClient blobs, string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(blobs);
        var container = blobs.GetBlobContainerClient(name + "-texts");
        await StoreCall.RunAsync(() => container.CreateIfNotExistsAsync(cancellationToken: cancellationToken)).ConfigureAwait(false);
        return new BlobTextKeys(container);
    }

    /// <inheritdoc/>
    public async Task AddAsync(Guid batch, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        // An answer that was lost leaves the very batch, so that what is there already is this one.
        await TryUploadAsync(BlobOf(batch), new BinaryData(body), new BlobRequestConditions { IfNoneMatch = ETag.All }, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public Task<KeptTextKeys?> ReadAsync(Guid batch, CancellationToken cancellationToken) => ReadAsync(batch, BlobOf(batch), cancellationToken);

    /// <inheritdoc/>
    public async Task<bool> TryReplaceAsync(Guid batch, KeptTextKeys read, ReadOnlyMemory<byte>? body, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(read);
        var asRead = new BlobRequestConditions { IfMatch = new ETag(read.Tag) };
        if (body is { } wanted)
            return await TryUploadAsync(BlobOf(batch), new BinaryData(wanted), asRead, cancellationToken).ConfigureAwait(false);
        try
        {
            await BlobOf(batch).DeleteAsync(DeleteSnapshotsOption.IncludeSnapshots, asRead, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (RequestFailedException exception) when (exception.Status is StoreStatus.NotFound or StoreStatus.PreconditionFailed)
        {
            return false;
        }
        catch (Exception exception) when (exception is RequestFailedException or AggregateException)
        {
            throw StoreCall.Unavailable(exception);
        }
    }

    /// <inheritdoc/>
    public async Task<KeptTextKeys?> ReadAnyAsync(CancellationToken cancellationToken)
    {
        var blobs = _container.GetBlobsAsync(BlobTraits.None, BlobStates.None, Batches, cancellationToken);
        await foreach (var blob in StoreCall.WalkAsync(blobs, pageSize: 1).ConfigureAwait(false))
        {
            if (Guid.TryParseExact(blob.Name[Batches.Length..], "N", out var batch)
                && await ReadAsync(batch, cancellationToken).ConfigureAwait(false) is { } kept)
            {
                return kept;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public async Task<byte[]?> OwnKeyAsync(bool isMade, CancellationToken cancellationToken)
    {
        var blob = _container.GetBlobClient(OwnKey);
        var content = await StoreCall.DownloadAsync(blob, default, cancellationToken).ConfigureAwait(false);
        if (content is null && isMade)
        {
            // Of several silos that begin at once, one makes it and all read it.
            await TryUploadAsync(
                blob, new BinaryData(RandomNumberGenerator.GetBytes(ITextKeys.OwnKeyBytes)), new BlobRequestConditions { IfNoneMatch = ETag.All },
                cancellationToken).ConfigureAwait(false);
            content = await StoreCall.DownloadAsync(blob, default, cancellationToken).ConfigureAwait(false);
        }

        return content?.ToArray() is not { } key || key.Length == ITextKeys.OwnKeyBytes ? content?.ToArray()
            : throw new LedgerUnavailableException($"The blob {OwnKey} of {_container.Name} is not the key of a deployment, which has {ITextKeys.OwnKeyBytes} bytes.");
    }

    private static async Task<KeptTextKeys?> ReadAsync(Guid batch, BlobClient blob, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await blob.DownloadContentAsync(cancellationToken).ConfigureAwait(false);
            return new(batch, answer.Value.Content.ToMemory(), answer.Value.Details.ETag.ToString());
        }
        catch (RequestFailedException exception) when (exception.Status is StoreStatus.NotFound)
        {
            return null;
        }
        catch (Exception exception) when (exception is RequestFailedException or AggregateException)
        {
            throw StoreCall.Unavailable(exception);
        }
    }

    private static async Task<bool> TryUploadAsync(
        BlobClient blob, BinaryData content, BlobRequestConditions conditions, CancellationToken cancellationToken)
    {
        try
        {
            await blob.UploadAsync(content, new BlobUploadOptions { Conditions = conditions }, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (RequestFailedException exception) when (exception.Status is StoreStatus.Conflict or StoreStatus.PreconditionFailed)
        {
            return false;
        }
        catch (Exception exception) when (exception is RequestFailedException or AggregateException)
        {
            throw StoreCall.Unavailable(exception);
        }
    }

    private BlobClient BlobOf(Guid batch) => _container.GetBlobClient($"{Batches}{batch:N}");
}
