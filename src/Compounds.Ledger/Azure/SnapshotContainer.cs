using System.Globalization;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Compounds.Ledger;

/// <summary>Snapshots as blobs, one a stream, whose version is metadata: both are replaced in one request.</summary>
internal sealed class SnapshotContainer(BlobContainerClient container)
{
    private const int NotFound = 404;
    private const string VersionMetadata = "version";

    public Task WriteAsync(string stream, Snapshot snapshot, CancellationToken cancellationToken) => StoreCall.RunAsync(() => Blob(stream).UploadAsync(
        BinaryData.FromBytes(snapshot.Body),
        new BlobUploadOptions { Metadata = new Dictionary<string, string> { [VersionMetadata] = snapshot.Version.ToString(CultureInfo.InvariantCulture) } },
        cancellationToken));

    public async Task<Snapshot?> ReadAsync(string stream, CancellationToken cancellationToken)
    {
        try
        {
            var content = await Blob(stream).DownloadContentAsync(cancellationToken).ConfigureAwait(false);
            var version = long.Parse(content.Value.Details.Metadata[VersionMetadata], CultureInfo.InvariantCulture);
            return new Snapshot(version, content.Value.Content.ToMemory());
        }
        catch (RequestFailedException exception) when (exception.Status == NotFound)
        {
            return null;
        }
        catch (Exception exception) when (exception is RequestFailedException or AggregateException)
        {
            throw StoreCall.Unavailable(exception);
        }
    }

    private BlobClient Blob(string stream) => container.GetBlobClient("snapshot/" + StreamKey.Of(stream));
}
