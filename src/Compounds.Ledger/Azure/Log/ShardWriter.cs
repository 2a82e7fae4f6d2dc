using Azure;

namespace Compounds.Ledger;

/// <summary>Writes the log of one shard: what waits when it looks goes into one block, and so shares one request.</summary>
/// <remarks>
/// Several processes may write. Each says where the log has to end for its block; the store refuses a block whose writer did not see the one
/// before it, who then reads that and decides again. So an append is made once or not at all, however many write.
/// </remarks>
internal sealed class ShardWriter(LogShard shard, Segments segments, ShardState state, LogSizes sizes)
{
    private readonly Lock _lock = new();
    private List<Append> _waiting = [];
    private Task _writing = Task.CompletedTask;
    private Guid _underWay;
    private bool _isSeen;

    /// <summary>Writes facts at a version.</summary>
    /// <returns>Whether they were written; not if the stream is at another version.</returns>
    public Task<bool> WriteAsync(ShardAppend append, CancellationToken cancellationToken)
    {
        var waiting = new Append(append, cancellationToken);
        lock (_lock)
        {
            _waiting.Add(waiting);
            if (_writing.IsCompleted)
                _writing = RunAsync();
        }

        return waiting.Answer;
    }

    /// <summary>Ends when what waits is written. Nothing may be written after it.</summary>
    public async Task StopAsync()
    {
        Task writing;
        lock (_lock)
            writing = _writing;
        await writing.ConfigureAwait(false);
    }

    /// <summary>Says that a block with this number was read from the log.</summary>
    public void Seen(Guid append)
    {
        if (append == _underWay)
            _isSeen = true;
    }

    private async Task RunAsync()
    {
        await Task.Yield();
        while (TakeWaiting() is { Count: > 0 } batch)
        {
            var isBusy = batch.Count > 1;
            try
            {
                while (batch.Count > 0)
                    batch = await WriteBlockAsync(batch).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                foreach (var append in batch)
                    append.Fail(exception);
            }

            if (isBusy)
                await Task.Delay(LogSizes.Gathering).ConfigureAwait(false);
        }
    }

    private List<Append> TakeWaiting()
    {
        lock (_lock)
        {
            var taken = _waiting;
            _waiting = [];
            // Under the same lock, so that nothing is added to a list that is not looked at again.
            if (taken.Count == 0)
                _writing = Task.CompletedTask;
            return taken;
        }
    }

    /// <returns>Those for whom the block had no room.</returns>
    private async Task<List<Append>> WriteBlockAsync(List<Append> batch)
    {
        for (; ; )
        {
            var tail = state.Tail;
            var isFull = tail.Position >= sizes.SegmentBytes || tail.Blocks >= sizes.SegmentBlocks;
            var (frames, written, left) = isFull ? ([], [], batch) : Decide(batch);
            if (frames.Count == 0 && !isFull)
                return left;

            var append = Guid.NewGuid();
            var block = LogBlock.Write(isFull ? LogBlock.Kind.Seal : LogBlock.Kind.Facts, append, tail, frames);
            if (await TryWriteAsync(tail, block, append).ConfigureAwait(false))
            {
                foreach (var each in written)
                    each.Complete(true);
                return left;
            }

            batch = [.. written, .. left];
        }
    }

    /// <summary>Says no to those who are behind, and takes as many of the others as a block holds.</summary>
    private (List<NewFrame> Frames, List<Append> Written, List<Append> Left) Decide(List<Append> batch)
    {
        var (frames, written, left, bytes) = (new List<NewFrame>(), new List<Append>(batch.Count), new List<Append>(), LogBlock.HeaderBytes + LogBlock.TrailerBytes);
        var heads = new Dictionary<string, StoredHead>(StringComparer.Ordinal);
        using var chain = new FactChain();
        foreach (var append in batch)
        {
            if (append.IsCancelled())
                continue;
            if (left.Count > 0)
            {
                left.Add(append);
                continue;
            }

            if (!heads.TryGetValue(append.Of.Stream, out var head))
                head = state.Head(append.Of.Stream);
            if (head.Version != append.Of.ExpectedVersion)
            {
                append.Complete(false);
                continue;
            }

            var (added, after) = Link(chain, head, append.Of);
            var size = added.Sum(static frame => LogBlock.FrameBytes(frame.Stream, frame.Pack));
            if (bytes + size > LogBlock.MaxBytes)
            {
                left.Add(append);
                continue;
            }

            (heads[append.Of.Stream], bytes) = (after, bytes + size);
            frames.AddRange(added);
            written.Add(append);
        }

        return (frames, written, left);
    }

    /// <returns>Whether the block is in the log; if not, another writer's is, and was taken in.</returns>
    private async Task<bool> TryWriteAsync(LogTail tail, byte[] block, Guid append)
    {
        (_underWay, _isSeen) = (append, false);
        Exception? failure = null;
        try
        {
            if (await segments.AppendAsync(tail, block).ConfigureAwait(false) is Segments.Outcome.Written)
            {
                state.Apply(tail.Segment, tail.Position, LogBlock.ReadHeader(block)!.Value, block);
                shard.Written();
                return true;
            }
        }
        catch (Exception exception) when (exception is RequestFailedException or AggregateException)
        {
            failure = exception;
        }

        // The client repeats a request whose answer was lost, and then meets its own block.
        await shard.CatchUpAsync().ConfigureAwait(false);
        if (_isSeen)
            return true;
        return failure is null ? false : throw StoreCall.Unavailable(failure);
    }

    private static (List<NewFrame> Frames, StoredHead Head) Link(FactChain chain, StoredHead head, ShardAppend append)
    {
        var linked = chain.Append(head, append.Facts);
        var frames = FactPack.Write(linked).Select(pack => new NewFrame(
            head.Stream, pack.First, pack.Last, linked[(int)(pack.Last - head.Version) - 1].Hash, append.Id, pack.Pack)).ToList();
        return (frames, head with { Version = linked[^1].Version, Hash = linked[^1].Hash });
    }

    /// <summary>Facts that wait to be written.</summary>
    private sealed class Append(ShardAppend of, CancellationToken cancellationToken)
    {
        private readonly TaskCompletionSource<bool> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ShardAppend Of => of;

        public Task<bool> Answer => _answer.Task;

        public bool IsCancelled() => cancellationToken.IsCancellationRequested && _answer.TrySetCanceled(cancellationToken);

        public void Complete(bool isWritten) => _answer.TrySetResult(isWritten);

        // An exception for each caller: one that is thrown twice mixes up its stack traces.
        public void Fail(Exception cause) => _answer.TrySetException(cause switch
        {
            LedgerUnavailableException => new LedgerUnavailableException(cause.Message, cause),
            InvalidDataException => new InvalidDataException(cause.Message, cause),
            _ => cause,
        });
    }
}
