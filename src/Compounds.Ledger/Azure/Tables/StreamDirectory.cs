using System.Runtime.CompilerServices;
using Azure.Data.Tables;

namespace Compounds.Ledger;

/// <summary>The names of all streams in one partition, in order: without it, listing would scan every fact of the table.</summary>
/// <remarks>
/// A name is entered before the first fact of its stream, because another partition cannot be part of that transaction. So a
/// name may stand here without a stream, but no stream without its name.
/// </remarks>
internal sealed class StreamDirectory(TableClient table)
{
    /// <summary>No name of a stream has this key: after <c>!</c> stands a hexadecimal digit.</summary>
    public const string Partition = "!streams";

    private const string StreamProperty = "Stream";

    public Task EnterAsync(string stream, CancellationToken cancellationToken) => StoreCall.RunAsync(() => table.UpsertEntityAsync(
        new TableEntity(Partition, StreamKey.Of(stream)) { [StreamProperty] = stream }, TableUpdateMode.Replace, cancellationToken));

    public async Task<bool> HasAsync(string key, CancellationToken cancellationToken) =>
        (await StoreCall.RunAsync(() => table.GetEntityIfExistsAsync<TableEntity>(Partition, key, [], cancellationToken)).ConfigureAwait(false)).HasValue;

    /// <summary>Lists names that begin with a prefix, in order.</summary>
    public async IAsyncEnumerable<string> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var from = StreamKey.Of(prefix);
        var query = table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and RowKey ge {from}"), cancellationToken: cancellationToken);
        await foreach (var entity in StoreCall.WalkAsync(query).ConfigureAwait(false))
        {
            var stream = entity.GetString(StreamProperty);
            if (!stream.StartsWith(prefix, StringComparison.Ordinal))
                yield break;
            yield return stream;
        }
    }
}
