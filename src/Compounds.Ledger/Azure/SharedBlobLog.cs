using System.Runtime.CompilerServices;

namespace Compounds.Ledger;

/// <summary>
/// The ledger in append blobs as one of several processes uses it: what is to be written goes to the one that writes the shard, what is read
/// comes from the store.
/// </summary>
/// <remarks>
/// One writer a shard is for speed alone: writers that meet refuse each other's blocks, and each has to read what the other wrote. So when the
/// writer cannot be reached, or is silent for <see cref="Patience"/> and does not even say that it is there, the append is made from here, and for <see cref="Absence"/> all others
/// of that shard. It is made once: the number of the append is in the log beside its facts.
/// </remarks>
/// <param name="log">The ledger.</param>
/// <param name="writers">The way to the writers.</param>
/// <param name="clock">The clock.</param>
public sealed class SharedBlobLog(AzureBlobLog log, IShardWriters writers, TimeProvider clock) : IEventLog
{
    /// <summary>How long a writer may be silent; with <see cref="SignOfLife"/> less than what a request may take while another silo is silent.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>How long a silent writer has to say that it is there. One that is only slow, because the store is, is not done without.</summary>
    internal static readonly TimeSpan SignOfLife = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a silent writer is not tried again.</summary>
    internal static readonly TimeSpan Absence = TimeSpan.FromSeconds(3);

    private readonly long?[] _silentSince = new long?[LogLayout.MaxShards];

    /// <inheritdoc/>
    public async ValueTask<bool> TryAppendAsync(
        string stream, long expectedVersion, IReadOnlyList<NewFact> facts, CancellationToken cancellationToken)
    {
        Admission.OfAppend(stream, expectedVersion, facts);
        cancellationToken.ThrowIfCancellationRequested();
        if (facts.Count == 0)
            return await log.TryAppendAsync(stream, expectedVersion, facts, cancellationToken).ConfigureAwait(false);

        var append = new ShardAppend(Guid.NewGuid(), stream, expectedVersion, facts);
        var shard = log.NumberOf(stream);
        if (IsSilent(shard))
            return await log.WriteAsync(append, cancellationToken).ConfigureAwait(false);
        try
        {
            return await WhileThereAsync(shard, writers.TryAppendAsync(shard, append, cancellationToken)).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsOfTheWay(exception, cancellationToken))
        {
            _silentSince[shard] = clock.GetTimestamp();
            // It may have been made, or be made at this very moment: then this is the second, and refused.
            return await log.WriteAsync(append, CancellationToken.None).ConfigureAwait(false)
                || await log.HasAsync(append, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Whether a failure says that the writer was not reached, or did not answer; its own it passes on.</summary>
    private static bool IsOfTheWay(Exception exception, CancellationToken cancellationToken) =>
        exception is not (LedgerUnavailableException or InvalidDataException or OutOfMemoryException)
        && !(exception is OperationCanceledException && cancellationToken.IsCancellationRequested);

    /// <inheritdoc/>
    public IAsyncEnumerable<Fact> ReadAsync(string stream, long fromVersion, int limit, CancellationToken cancellationToken) =>
        log.ReadAsync(stream, fromVersion, limit, cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<StreamHead> ListStreamsAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Admission.OfPrefix(prefix);
        var shards = await Task.WhenAll(Enumerable.Range(0, log.Shards).Select(shard => ListAsync(shard, prefix, cancellationToken))).ConfigureAwait(false);
        foreach (var stream in shards.SelectMany(static each => each).OrderBy(static each => each.Stream, StringComparer.Ordinal))
            yield return stream;
    }

    private async Task<IReadOnlyList<StreamHead>> ListAsync(int shard, string prefix, CancellationToken cancellationToken)
    {
        if (IsSilent(shard))
            return await log.ListShardAsync(shard, prefix, cancellationToken).ConfigureAwait(false);
        try
        {
            return await WhileThereAsync(shard, writers.ListAsync(shard, prefix, cancellationToken)).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsOfTheWay(exception, cancellationToken))
        {
            _silentSince[shard] = clock.GetTimestamp();
            return await log.ListShardAsync(shard, prefix, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Waits for an answer for as long as the writer is there.</summary>
    /// <exception cref="TimeoutException">It is not.</exception>
    private async Task<T> WhileThereAsync<T>(int shard, Task<T> answer)
    {
        while (true)
        {
            try
            {
                return await answer.WaitAsync(Patience, clock).ConfigureAwait(false);
            }
            catch (TimeoutException) when (!answer.IsCompleted)
            {
                await writers.ReachAsync(shard, CancellationToken.None).WaitAsync(SignOfLife, clock).ConfigureAwait(false);
            }
        }
    }

    private bool IsSilent(int shard) => _silentSince[shard] is { } since && clock.GetElapsedTime(since) < Absence;
}
