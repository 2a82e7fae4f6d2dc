using Azure;

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

    /// <summary>Walks the entities of a query, page by page.</summary>
    public static async IAsyncEnumerable<T> WalkAsync<T>(AsyncPageable<T> query)
        where T : notnull
    {
        var pages = query.AsPages().GetAsyncEnumerator();
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
