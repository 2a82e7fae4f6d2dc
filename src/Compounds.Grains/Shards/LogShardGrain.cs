using System.Globalization;
using System.Runtime.InteropServices;
using Compounds.Ledger;
using Orleans.Concurrency;

namespace Compounds.Grains.Shards;

/// <summary>
/// Hands on what it is told: the log itself gathers what waits. What it knows of the shard it learnt from the store, so it may move to another
/// silo at any time, and does once the shard is to be written there.
/// </summary>
[GrainType("log-shard"), Reentrant]
internal sealed class LogShardGrain(AzureBlobLog log, ShardPlaces places, TimeProvider clock, IGrainContext context) : Grain, ILogShardGrain
{
    /// <summary>How often it looks whether it lives at the right silo.</summary>
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(1);

    private readonly int _shard = int.Parse(context.GrainId.Key.ToString()!, CultureInfo.InvariantCulture);
    private long _lookedAt = clock.GetTimestamp();

    public Task<bool> TryAppendAsync(FactsToWrite facts, CancellationToken cancellationToken)
    {
        Look();
        return log.WriteAsync(
            new ShardAppend(facts.Id, facts.Stream, facts.ExpectedVersion, [.. facts.Names.Select((name, index) =>
                new NewFact(name, new DateTimeOffset(facts.RecordedAt[index], TimeSpan.Zero), facts.Bodies[index]))]),
            cancellationToken).AsTask();
    }

    public Task ReachAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task<ListedStreams> ListAsync(string prefix, CancellationToken cancellationToken)
    {
        Look();
        var streams = await log.ListShardAsync(_shard, prefix, cancellationToken);
        return new ListedStreams([.. streams.Select(static stream => stream.Stream)], [.. streams.Select(static stream => stream.Version)]);
    }

    private void Look()
    {
        if (clock.GetElapsedTime(_lookedAt) < s_look)
            return;
        _lookedAt = clock.GetTimestamp();
        if (!places.IsHere(_shard))
            DeactivateOnIdle();
    }
}

/// <summary>Finds the writers of a ledger's shards in the cluster.</summary>
internal sealed class GrainWriters(IGrainFactory grains) : IShardWriters
{
    public Task<bool> TryAppendAsync(int shard, ShardAppend append, CancellationToken cancellationToken) =>
        WriterOf(shard).TryAppendAsync(Of(append), cancellationToken);

    public async Task<IReadOnlyList<StreamHead>> ListAsync(int shard, string prefix, CancellationToken cancellationToken)
    {
        var listed = await WriterOf(shard).ListAsync(prefix, cancellationToken).ConfigureAwait(false);
        return [.. listed.Names.Zip(listed.Versions, static (name, version) => new StreamHead(name, version))];
    }

    public Task ReachAsync(int shard, CancellationToken cancellationToken) => WriterOf(shard).ReachAsync(cancellationToken);

    private ILogShardGrain WriterOf(int shard) => grains.GetGrain<ILogShardGrain>(shard.ToString(CultureInfo.InvariantCulture));

    private static FactsToWrite Of(ShardAppend append) => new(
        append.Id,
        append.Stream,
        append.ExpectedVersion,
        [.. append.Facts.Select(static fact => fact.Name)],
        [.. append.Facts.Select(static fact => fact.RecordedAt.UtcTicks)],
        [.. append.Facts.Select(static fact => BytesOf(fact.Body))]);

    private static byte[] BytesOf(ReadOnlyMemory<byte> body) =>
        MemoryMarshal.TryGetArray(body, out var whole) && whole.Count == whole.Array!.Length ? whole.Array : body.ToArray();
}
