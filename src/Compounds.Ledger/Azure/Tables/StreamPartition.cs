using Azure;
using Azure.Data.Tables;

namespace Compounds.Ledger;

/// <summary>The head of a stream and the tag under which the next writer may replace it.</summary>
/// <param name="Head">The head; version 0 for a stream without facts.</param>
/// <param name="Tag">The tag of the stored head; default when there is none.</param>
internal sealed record TaggedHead(StoredHead Head, ETag Tag)
{
    public static TaggedHead Of(string stream, Response? response, TableEntity? entity) => entity is null
        ? new TaggedHead(new StoredHead(stream, 0, new byte[FactChain.LinkBytes]), default)
        : new TaggedHead(FactEntity.Head(stream, entity), response?.Headers.ETag ?? entity.ETag);
}

/// <summary>One stream's partition of the table.</summary>
internal sealed class StreamPartition(TableClient table, string stream)
{
    private readonly string _key = StreamKey.Of(stream);

    public async Task<TaggedHead> ReadHeadAsync(CancellationToken cancellationToken)
    {
        var answer = await StoreCall.RunAsync(
            () => table.GetEntityIfExistsAsync<TableEntity>(_key, FactEntity.HeadKey, cancellationToken: cancellationToken)).ConfigureAwait(false);
        return TaggedHead.Of(stream, null, answer.HasValue ? answer.Value : null);
    }

    /// <summary>Reads the packs from the one that holds a version to the last.</summary>
    public IAsyncEnumerable<TableEntity> ReadPacksAsync(long fromVersion, int maxPage, CancellationToken cancellationToken) =>
        StoreCall.WalkAsync(table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {_key} and RowKey ge {FactEntity.RowKey(fromVersion)} and RowKey lt {FactEntity.HeadKey}"),
            maxPage,
            cancellationToken: cancellationToken));

    /// <summary>Writes facts and the head that counts them, provided that the head is still the one that was read.</summary>
    /// <returns>The new head with its tag, or nothing when another writer replaced the head first.</returns>
    /// <exception cref="LedgerUnavailableException">The store failed, and the facts are not there at this moment.</exception>
    public async Task<TaggedHead?> WriteAsync(TaggedHead before, IReadOnlyList<Fact> facts)
    {
        var append = Guid.NewGuid();
        var head = new StoredHead(stream, facts[^1].Version, facts[^1].Hash);
        var packs = FactPack.Write(facts).Select(pack => FactEntity.OfPack(_key, pack.First, pack.Last, pack.Pack, append)).ToList();
        var entity = FactEntity.OfHead(_key, head);
        TableTransactionAction[] actions =
        [
            before.Tag == default
                ? new(TableTransactionActionType.Add, entity)
                : new(TableTransactionActionType.UpdateReplace, entity, before.Tag),
            .. packs.Select(pack => new TableTransactionAction(TableTransactionActionType.Add, pack)),
        ];

        try
        {
            // Not cancelled once under way: the caller would not know whether the facts are there.
            var answers = await table.SubmitTransactionAsync(actions, CancellationToken.None).ConfigureAwait(false);
            return answers.Value[0].Headers.ETag is { } tag ? new TaggedHead(head, tag) : await ReadHeadAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (RequestFailedException exception) when (exception.Status is StoreStatus.Conflict or StoreStatus.PreconditionFailed)
        {
            return await IsThereAsync(packs[0], append, facts).ConfigureAwait(false) ? await ReadHeadAsync(CancellationToken.None).ConfigureAwait(false) : null;
        }
        catch (Exception exception) when (exception is RequestFailedException or AggregateException)
        {
            return await IsThereAsync(packs[0], append, facts).ConfigureAwait(false)
                ? await ReadHeadAsync(CancellationToken.None).ConfigureAwait(false)
                : throw StoreCall.Unavailable(exception);
        }
    }

    // The client repeats a transaction whose answer was lost, and then meets its own rows. The number of the append tells them from
    // those of a rival who wrote equal facts, and the link from rows that were changed since. A transaction is there whole or not.
    private async Task<bool> IsThereAsync(TableEntity firstPack, Guid append, IReadOnlyList<Fact> facts)
    {
        var found = await StoreCall.RunAsync(() => table.GetEntityIfExistsAsync<TableEntity>(_key, firstPack.RowKey)).ConfigureAwait(false);
        return found.HasValue
            && FactEntity.IsOf(found.Value!, append)
            && FactPack.Read(stream, FactEntity.Pack(found.Value!), new StoredNames())[0].Hash.Span.SequenceEqual(facts[0].Hash.Span);
    }
}
