using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Azure.Data.Tables;

namespace Compounds.Ledger;

/// <summary>The ledger in one Azure table, as the cluster profile kept it before there was <see cref="AzureBlobLog"/>, to be copied from.</summary>
/// <remarks>
/// <para>
/// A stream is a partition. An append is one entity-group transaction: the head of the stream, replaced under its ETag, and the
/// facts, packed into as few entities as fit. So a rival is refused, no gap can open, and an append of 250 facts costs one request
/// and two entities instead of 251 rows in three requests that would not be atomic. The head last seen of each stream is kept, so
/// the usual append is that one request; a stream's first append makes three.
/// </para>
/// <para>The limits of the service, and what happens at each, are in <c>TableLimits</c>; all refuse before anything is written.</para>
/// </remarks>
public sealed class AzureTableLog : IStoredLedger
{
    // 30 MB; beyond that heads are read again.
    private const int MaxHeads = 100_000;
    private const int HeadsAtOnce = 16;
    private const int PacksAtOnce = 1000;

    private readonly TableClient _table;
    private readonly StreamDirectory _directory;
    private readonly ConcurrentDictionary<string, TaggedHead> _heads = new(StringComparer.Ordinal);

    private AzureTableLog(TableClient table)
    {
        _table = table;
        _directory = new StreamDirectory(table);
    }

    /// <summary>Opens a ledger that is there already.</summary>
    /// <param name="tables">The table service of the storage account.</param>
    /// <param name="name">The name of the table.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The log, or null when the account has no table of that name.</returns>
    /// <exception cref="LedgerUnavailableException">The storage account cannot be reached or refuses.</exception>
    public static async Task<AzureTableLog?> OpenExistingAsync(TableServiceClient tables, string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tables);
        await foreach (var _ in StoreCall.WalkAsync(tables.QueryAsync(table => table.Name == name, cancellationToken: cancellationToken)).ConfigureAwait(false))
            return new AzureTableLog(tables.GetTableClient(name));
        return null;
    }

    /// <summary>Opens a ledger; creates its table when it is absent.</summary>
    /// <param name="tables">The table service of the storage account.</param>
    /// <param name="name">The name of the table; 3 to 63 letters and digits, a letter first.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The log.</returns>
    /// <exception cref="LedgerUnavailableException">The storage account cannot be reached or refuses.</exception>
    public static async Task<AzureTableLog> OpenAsync(TableServiceClient tables, string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tables);
        var table = tables.GetTableClient(name);
        await StoreCall.RunAsync(() => table.CreateIfNotExistsAsync(cancellationToken)).ConfigureAwait(false);
        return new AzureTableLog(table);
    }

    /// <inheritdoc/>
    public async ValueTask<bool> TryAppendAsync(
        string stream, long expectedVersion, IReadOnlyList<NewFact> facts, CancellationToken cancellationToken)
    {
        Admission.OfAppend(stream, expectedVersion, facts);
        var partition = new StreamPartition(_table, stream);

        // A stream only grows, so a known head beyond the expected version is answer enough; one before it may be old.
        if (!_heads.TryGetValue(stream, out var head) || head.Head.Version < expectedVersion || facts.Count == 0)
            head = await partition.ReadHeadAsync(cancellationToken).ConfigureAwait(false);
        if (head.Head.Version != expectedVersion)
            return false;
        if (facts.Count == 0)
            return true;

        if (expectedVersion == 0)
            await _directory.EnterAsync(stream, cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();

        _heads.TryRemove(stream, out _);
        using var chain = new FactChain();
        var written = await partition.WriteAsync(head, chain.Append(head.Head, facts)).ConfigureAwait(false);
        if (written is null)
            return false;

        Keep(stream, written);
        return true;
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<Fact> ReadAsync(string stream, long fromVersion, int limit, CancellationToken cancellationToken)
    {
        Admission.OfRead(stream, fromVersion, limit);
        return ReadGaplessAsync(stream, fromVersion, limit, cancellationToken);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<StreamHead> ListStreamsAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var head in ReadHeadsAsync(prefix, cancellationToken).ConfigureAwait(false))
        {
            if (head.Version > 0)
                yield return new StreamHead(head.Stream, head.Version);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredHead> ReadHeadsAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Admission.OfPrefix(prefix);
        await foreach (var names in _directory.ListAsync(prefix, cancellationToken).Chunk(HeadsAtOnce).ConfigureAwait(false))
        {
            var heads = await Task.WhenAll(names.Select(name => new StreamPartition(_table, name).ReadHeadAsync(cancellationToken))).ConfigureAwait(false);
            foreach (var head in heads)
                yield return head.Head;
        }
    }

    /// <inheritdoc/>
    public async Task<StoredHead?> ReadHeadAsync(string stream, CancellationToken cancellationToken) =>
        (await new StreamPartition(_table, stream).ReadHeadAsync(cancellationToken).ConfigureAwait(false)).Head is { Version: > 0 } head ? head : null;

    /// <inheritdoc/>
    public IAsyncEnumerable<Fact> ReadRowsAsync(string stream, CancellationToken cancellationToken) =>
        ReadPacksAsync(stream, 1, PacksAtOnce, cancellationToken);

    /// <inheritdoc/>
    public async Task<LedgerDamage?> FindOrphanAsync(CancellationToken cancellationToken)
    {
        var known = await _directory.ListAsync(string.Empty, cancellationToken).Select(StreamKey.Of).ToHashSetAsync(StringComparer.Ordinal, cancellationToken).ConfigureAwait(false);
        var rows = _table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey ne {StreamDirectory.Partition}"), select: ["PartitionKey", "RowKey"], cancellationToken: cancellationToken);
        await foreach (var row in StoreCall.WalkAsync(rows).ConfigureAwait(false))
        {
            // A stream that began meanwhile is in the directory by now.
            if (known.Contains(row.PartitionKey) || await _directory.HasAsync(row.PartitionKey, cancellationToken).ConfigureAwait(false))
                continue;
            return new LedgerDamage(
                LedgerDamageKind.HeadMismatch, row.PartitionKey, 1, $"Rows lie under the key {row.PartitionKey}, but the name of that stream is gone.");
        }

        return null;
    }

    private void Keep(string stream, TaggedHead head)
    {
        if (_heads.Count > MaxHeads)
            _heads.Clear();
        _heads[stream] = head;
    }

    private async IAsyncEnumerable<Fact> ReadGaplessAsync(
        string stream, long fromVersion, int limit, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // The head is read before the facts: they reach at least so far.
        var head = await new StreamPartition(_table, stream).ReadHeadAsync(cancellationToken).ConfigureAwait(false);
        var (next, left) = (fromVersion, limit);
        await foreach (var fact in ReadPacksAsync(stream, fromVersion, Math.Min(limit, PacksAtOnce), cancellationToken).ConfigureAwait(false))
        {
            Gap.ThrowIfNot(stream, next, fact.Version);
            yield return fact;
            next++;
            if (--left == 0)
                yield break;
        }

        if (next <= head.Head.Version)
            Gap.ThrowIfNot(stream, next, head.Head.Version + 1);
    }

    private async IAsyncEnumerable<Fact> ReadPacksAsync(
        string stream, long fromVersion, int maxPage, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var names = new StoredNames();
        var packs = new StreamPartition(_table, stream).ReadPacksAsync(fromVersion, maxPage, cancellationToken);
        await foreach (var entity in packs.ConfigureAwait(false))
        {
            foreach (var fact in FactPack.Read(stream, FactEntity.Pack(entity), names))
            {
                if (fact.Version >= fromVersion)
                    yield return fact;
            }
        }
    }
}
