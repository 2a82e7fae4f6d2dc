using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace Compounds.Ledger;

/// <summary>Calls of the store, whose failures become the ledger's own. The client has retried before one is seen here.</summary>
internal static class StoreCall
{
    public static async Task<T> RunAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (RequestFailedException exception)
        {
            throw Unavailable(exception);
        }
        catch (AggregateException exception)
        {
            // The client gives up with all failures of its attempts when there was no answer at all.
            throw Unavailable(exception);
        }
    }

    /// <summary>Reads a blob, or a range of it.</summary>
    /// <param name="blob">The blob.</param>
    /// <param name="range">The bytes wanted; default for all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What is there of it; null when the blob is absent or ends before the range.</returns>
    /// <exception cref="LedgerUnavailableException">The store failed.</exception>
    public static async Task<BinaryData?> DownloadAsync(BlobBaseClient blob, HttpRange range, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                var answer = await blob.DownloadContentAsync(new BlobDownloadOptions { Range = range }, cancellationToken).ConfigureAwait(false);
                return answer.Value.Content;
            }
            catch (RequestFailedException exception) when (exception.Status is StoreStatus.NotFound or StoreStatus.RangeNotSatisfiable)
            {
                return null;
            }
            catch (RequestFailedException exception) when (exception.Status is StoreStatus.PreconditionFailed)
            {
                // The connection broke in the middle, and the blob grew before the client requested the rest.
            }
            catch (Exception exception) when (exception is RequestFailedException or AggregateException)
            {
                throw Unavailable(exception);
            }
        }
    }

    /// <summary>Walks the entities of a query, page by page.</summary>
    /// <param name="query">The query.</param>
    /// <param name="pageSize">How many a page holds at most; null for as many as the service gives at once.</param>
    public static async IAsyncEnumerable<T> WalkAsync<T>(AsyncPageable<T> query, int? pageSize = null)
        where T : notnull
    {
        var pages = query.AsPages(pageSizeHint: pageSize).GetAsyncEnumerator();
        await using var disposal = pages.ConfigureAwait(false);
        while (await RunAsync(() => pages.MoveNextAsync().AsTask()).ConfigureAwait(false))
        {
            foreach (var entity in pages.Current.Values)
                yield return entity;
        }
    }

    public static LedgerUnavailableException Unavailable(Exception exception) =>
        new($"The storage account did not do what it was asked: {exception.Message}", exception);
}
