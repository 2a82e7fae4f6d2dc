using System.Globalization;
using System.IO.Hashing;
using System.Text;
using Azure.Storage.Blobs;

namespace Compounds.Ledger;

/// <summary>The ledger in append blobs of a storage account: the cluster profile, for any number of processes.</summary>
/// <remarks>
/// <para>
/// Streams are spread over shards. The log of a shard is a row of append blobs; one block is one group commit, everything that waited when
/// the one before it was answered, so that a report costs a small part of a request. A block is written only where its writer thinks the
/// log ends: a rival is refused, reads what it did not know of, and decides again.
/// </para>
/// <para>
/// Where each fact lies, every process knows from the blocks themselves; a checkpoint beside the log spares it the older ones. A read that
/// may be answered from what is known makes no request for it, any other one looks first whether the log has grown.
/// </para>
/// </remarks>
public sealed class AzureBlobLog : IStoredLedger, IAsyncDisposable
{
    private readonly LogShard[] _shards;

    private AzureBlobLog(BlobContainerClient container, LogLayout layout, LogSizes sizes) =>
        _shards = [.. Enumerable.Range(0, layout.Shards).Select(number =>
        {
            var name = number.ToString("D2", CultureInfo.InvariantCulture);
            return new LogShard(name, new Segments(container, name), new ShardCheckpoint(container, name, sizes), sizes);
        })];

    /// <summary>Opens a ledger; makes its container when it is absent.</summary>
    /// <param name="blobs">The blob service of the storage account.</param>
    /// <param name="name">The name of the ledger: 3 to 41 lower-case letters and digits. The container is this and <c>-log</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The log.</returns>
    /// <exception cref="LedgerUnavailableException">The storage account cannot be reached, refuses, or holds a log of a later version.</exception>
    public static Task<AzureBlobLog> OpenAsync(BlobServiceClient blobs, string name, CancellationToken cancellationToken) =>
        OpenAsync(blobs, name, new LogSizes(), cancellationToken);

    /// <summary>Opens a ledger that is there already.</summary>
    /// <param name="blobs">The blob service of the storage account.</param>
    /// <param name="name">The name of the ledger.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The log, or null when there is none of that name.</returns>
    /// <exception cref="LedgerUnavailableException">The storage account cannot be reached, refuses, or holds a log of a later version.</exception>
    public static async Task<AzureBlobLog?> OpenExistingAsync(BlobServiceClient blobs, string name, CancellationToken cancellationToken)
    {
        var container = Container(blobs, name);
        return await LogLayout.ReadAsync(container, cancellationToken).ConfigureAwait(false) is { } layout
            ? new AzureBlobLog(container, layout, new LogSizes()) : null;
    }

    /// <summary>The same as the first with parts of other sizes.</summary>
    internal static async Task<AzureBlobLog> OpenAsync(BlobServiceClient blobs, string name, LogSizes sizes, CancellationToken cancellationToken)
    {
        var container = Container(blobs, name);
        return new AzureBlobLog(container, await LogLayout.ReadOrMakeAsync(container, sizes.Shards, cancellationToken).ConfigureAwait(false), sizes);
    }

    /// <summary>The number of shards.</summary>
    public int Shards => _shards.Length;

    /// <summary>Writes what waits, and keeps what is known of the log for the next process.</summary>
    public async ValueTask DisposeAsync() => await Task.WhenAll(_shards.Select(static shard => shard.CloseAsync())).ConfigureAwait(false);

    /// <inheritdoc/>
    public ValueTask<bool> TryAppendAsync(
        string stream, long expectedVersion, IReadOnlyList<NewFact> facts, CancellationToken cancellationToken)
    {
        Admission.OfAppend(stream, expectedVersion, facts);
        return WriteAsync(new ShardAppend(Guid.NewGuid(), stream, expectedVersion, facts), cancellationToken);
    }

    /// <summary>Appends what was admitted: see <see cref="TryAppendAsync"/>.</summary>
    public ValueTask<bool> WriteAsync(ShardAppend append, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(append);
        return ShardOf(append.Stream).TryAppendAsync(append, cancellationToken);
    }

    /// <summary>Lists the streams of one shard whose name begins with a prefix.</summary>
    /// <param name="shard">The number of the shard, from 0.</param>
    /// <param name="prefix">The beginning of the name, compared by code point; empty for all streams.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The streams, in no order.</returns>
    /// <exception cref="LedgerUnavailableException">The store failed.</exception>
    /// <exception cref="InvalidDataException">The log cannot be read.</exception>
    public async Task<IReadOnlyList<StreamHead>> ListShardAsync(int shard, string prefix, CancellationToken cancellationToken)
    {
        Admission.OfPrefix(prefix);
        var heads = await _shards[shard].ReadHeadsAsync(prefix, cancellationToken).ConfigureAwait(false);
        return heads.ConvertAll(static head => new StreamHead(head.Stream, head.Version));
    }

    /// <summary>The number of the shard of a stream, from 0. Part of what is stored: facts of a stream are looked for where this says.</summary>
    public int NumberOf(string stream) => (int)(XxHash32.HashToUInt32(Encoding.UTF8.GetBytes(stream)) % (uint)_shards.Length);

    /// <summary>Whether an append was made, by this process or another.</summary>
    internal Task<bool> HasAsync(ShardAppend append, CancellationToken cancellationToken) =>
        ShardOf(append.Stream).HasAsync(append, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<Fact> ReadAsync(string stream, long fromVersion, int limit, CancellationToken cancellationToken)
    {
        Admission.OfRead(stream, fromVersion, limit);
        return ShardOf(stream).ReadAsync(stream, fromVersion, limit, cancellationToken);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<StreamHead> ListStreamsAsync(string prefix, CancellationToken cancellationToken)
    {
        Admission.OfPrefix(prefix);
        return ListAsync(shard => shard.ReadHeadsAsync(prefix, cancellationToken)).Select(static head => new StreamHead(head.Stream, head.Version));
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<StoredHead> ReadHeadsAsync(string prefix, CancellationToken cancellationToken)
    {
        Admission.OfPrefix(prefix);
        return ListAsync(shard => shard.ReadHeadsAgainAsync(prefix, cancellationToken));
    }

    /// <inheritdoc/>
    public async Task<StoredHead?> ReadHeadAsync(string stream, CancellationToken cancellationToken) =>
        await ShardOf(stream).ReadHeadAsync(stream, cancellationToken).ConfigureAwait(false) is { Version: > 0 } head ? head : null;

    /// <inheritdoc/>
    public IAsyncEnumerable<Fact> ReadRowsAsync(string stream, CancellationToken cancellationToken) =>
        ShardOf(stream).ReadRowsAsync(stream, 1, int.MaxValue, cancellationToken);

    /// <inheritdoc/>
    public Task<LedgerDamage?> FindOrphanAsync(CancellationToken cancellationToken) =>
        Task.FromResult(_shards.Select(static shard => shard.Damage).FirstOrDefault(static damage => damage is not null));

    /// <summary>Reads the store from its beginning the next time, as a process that begins without checkpoints does.</summary>
    internal void Forget()
    {
        foreach (var shard in _shards)
            shard.Forget();
    }

    /// <summary>Ends when the checkpoints that are being written are there.</summary>
    internal Task CheckpointsAsync() => Task.WhenAll(_shards.Select(static shard => shard.CheckpointAsync()));

    private static BlobContainerClient Container(BlobServiceClient blobs, string name)
    {
        ArgumentNullException.ThrowIfNull(blobs);
        return blobs.GetBlobContainerClient($"{name}-log");
    }

    private async IAsyncEnumerable<StoredHead> ListAsync(Func<LogShard, Task<List<StoredHead>>> readAsync)
    {
        var heads = await Task.WhenAll(_shards.Select(readAsync)).ConfigureAwait(false);
        foreach (var head in heads.SelectMany(static each => each).OrderBy(static head => head.Stream, StringComparer.Ordinal))
            yield return head;
    }

    private LogShard ShardOf(string stream) => _shards[NumberOf(stream)];
}
