using System.Runtime.CompilerServices;

namespace Compounds.Ledger;

/// <summary>The log of one shard: several streams in the order in which they were written, by any number of processes.</summary>
internal sealed class LogShard
{
    private const int ReadBytes = LogBlock.MaxBytes;
    private const int MaxGapBytes = 256 * 1024;
    private const int RangesAtOnce = 8;

    private readonly string _name;
    private readonly Segments _segments;
    private readonly ShardCheckpoint _checkpoint;
    private readonly ShardState _state;
    private readonly ShardWriter _writer;
    private readonly Lock _lock = new();
    private Task _catchingUp = Task.CompletedTask;
    private Task? _next;
    private volatile bool _isOpen;

    public LogShard(string name, Segments segments, ShardCheckpoint checkpoint, LogSizes sizes)
    {
        (_name, _segments, _checkpoint, _state) = (name, segments, checkpoint, new ShardState(name));
        _writer = new ShardWriter(this, segments, _state, sizes);
    }

    /// <summary>The first block that was found not to be as it was written.</summary>
    public LedgerDamage? Damage => _state.Damage;

    /// <summary>Keeps what is known of the log, so that the next process need not read all of it.</summary>
    public async Task CloseAsync()
    {
        await _writer.StopAsync().ConfigureAwait(false);
        await _checkpoint.CloseAsync(_state).ConfigureAwait(false);
    }

    /// <summary>Appends facts to a stream: see <see cref="IEventLog.TryAppendAsync"/>.</summary>
    public async ValueTask<bool> TryAppendAsync(ShardAppend append, CancellationToken cancellationToken)
    {
        var (stream, expectedVersion, facts) = (append.Stream, append.ExpectedVersion, append.Facts);
        cancellationToken.ThrowIfCancellationRequested();
        // A stream only grows, so a known head beyond the expected version is answer enough; one before it may be old.
        if (facts.Count == 0 || !_isOpen || _state.Head(stream).Version < expectedVersion)
            await CatchUpAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        if (_state.Head(stream).Version != expectedVersion)
            return false;
        return facts.Count == 0 || await _writer.WriteAsync(append, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether an append was made, by this process or another.</summary>
    public async Task<bool> HasAsync(ShardAppend append, CancellationToken cancellationToken)
    {
        await CatchUpAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        var places = _state.Find(append.Stream, append.ExpectedVersion + 1, 1);
        await foreach (var frame in FetchAsync(append.Stream, places, cancellationToken).ConfigureAwait(false))
            return frame.First == append.ExpectedVersion + 1 && frame.Append == append.Id;
        return false;
    }

    /// <summary>The head of a stream, as the store has it now.</summary>
    public async Task<StoredHead> ReadHeadAsync(string stream, CancellationToken cancellationToken)
    {
        await CatchUpAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        return _state.Head(stream);
    }

    /// <summary>The heads of the streams whose name begins with a prefix, as the store has them now, in no order.</summary>
    public async Task<List<StoredHead>> ReadHeadsAsync(string prefix, CancellationToken cancellationToken)
    {
        await CatchUpAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        return _state.Heads(prefix);
    }

    /// <summary>Reads facts of a stream without a gap.</summary>
    public async IAsyncEnumerable<Fact> ReadAsync(
        string stream, long fromVersion, int limit, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // What is known to be there does not change; whether there is more only the store knows.
        if (!_isOpen || _state.Head(stream).Version - fromVersion < limit - 1L)
            await CatchUpAsync().WaitAsync(cancellationToken).ConfigureAwait(false);

        var (next, left, last) = (fromVersion, limit, _state.Head(stream).Version);
        await foreach (var fact in ReadRowsAsync(stream, fromVersion, limit, cancellationToken).ConfigureAwait(false))
        {
            Gap.ThrowIfNot(stream, next, fact.Version);
            yield return fact;
            next++;
            if (--left == 0)
                yield break;
        }

        if (next <= last)
            Gap.ThrowIfNot(stream, next, last + 1);
    }

    /// <summary>Reads the facts of a stream as they lie in the log, as far as it is known here.</summary>
    public async IAsyncEnumerable<Fact> ReadRowsAsync(
        string stream, long fromVersion, int limit, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var names = new StoredNames();
        await foreach (var frame in FetchAsync(stream, _state.Find(stream, fromVersion, limit), cancellationToken).ConfigureAwait(false))
        {
            foreach (var fact in FactPack.Read(stream, frame.Pack, names))
            {
                if (fact.Version >= fromVersion)
                    yield return fact;
            }
        }
    }

    /// <summary>
    /// Reads the whole log of the shard from the store, as if nothing of it were known, looks whether its blocks are a chain, and gives the
    /// heads of the streams whose name begins with a prefix.
    /// </summary>
    public async Task<List<StoredHead>> ReadHeadsAgainAsync(string prefix, CancellationToken cancellationToken)
    {
        var witness = await _checkpoint.ReadAsync(cancellationToken).ConfigureAwait(false);
        Forget();
        try
        {
            await CatchUpAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidDataException)
        {
            // Noted as damage of the shard.
        }

        if (witness is not null && _state.Tail is var end && end.Number < witness.Tail.Number)
            _state.NoteCut(end, witness.Tail);
        return _state.Heads(prefix);
    }

    /// <summary>Knows nothing of the log any more; what the checkpoint says is not asked for.</summary>
    public void Forget()
    {
        _isOpen = true;
        _state.Reset(LogTail.Start, new(StringComparer.Ordinal));
    }

    /// <summary>Says that something was written: the checkpoint may be due.</summary>
    public void Written() => _checkpoint.WriteIfDue(_state);

    /// <summary>Ends when the checkpoint that is being written is there.</summary>
    public Task CheckpointAsync() => _checkpoint.Writing;

    /// <summary>Takes in all that was in the store when this was called, from every writer.</summary>
    /// <exception cref="LedgerUnavailableException">The store failed.</exception>
    /// <exception cref="InvalidDataException">The log cannot be read: somebody changed the store.</exception>
    public Task CatchUpAsync()
    {
        lock (_lock)
        {
            // One that is under way may have looked too early; the one after it serves all who ask meanwhile.
            if (_next is not null)
                return _next;
            return _catchingUp.IsCompleted ? _catchingUp = RunAsync() : _next = AfterAsync(_catchingUp);
        }
    }

    private async Task AfterAsync(Task before)
    {
        // In any case later than the assignment to _next.
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        Task mine;
        lock (_lock)
        {
            (_catchingUp, _next) = (mine = RunAsync(), null);
        }

        await mine.ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        if (!_isOpen)
        {
            if (await _checkpoint.ReadAsync(CancellationToken.None).ConfigureAwait(false) is { } kept
                && await IsOfThisLogAsync(kept.Tail).ConfigureAwait(false))
                _state.Reset(kept.Tail, kept.Streams);
            _isOpen = true;
        }

        while (await ReadNextAsync(_state.Tail).ConfigureAwait(false))
        {
        }

        Written();
    }

    // A checkpoint speaks of the log that ends, at its position, with its link.
    private async Task<bool> IsOfThisLogAsync(LogTail tail)
    {
        if (tail.Position == 0)
            return true;
        var link = await _segments.ReadAsync(
            tail.Segment, tail.Position - FactChain.LinkBytes, FactChain.LinkBytes, CancellationToken.None).ConfigureAwait(false);
        return link.Span.SequenceEqual(tail.Link.Span);
    }

    /// <returns>Whether there may be more.</returns>
    private async Task<bool> ReadNextAsync(LogTail tail)
    {
        var bytes = await _segments.ReadAsync(tail.Segment, tail.Position, ReadBytes, CancellationToken.None).ConfigureAwait(false);
        var (position, isMore) = (tail.Position, bytes.Length == ReadBytes);
        while (!bytes.IsEmpty)
        {
            if (LogBlock.ReadHeader(bytes.Span) is not { } header)
            {
                // Fewer bytes than a header only where the range ended in the middle of one.
                if (isMore && bytes.Length < LogBlock.HeaderBytes && position > tail.Position)
                    return true;
                _state.NoteUnreadable(tail with { Position = position });
                throw Changed($"The log of shard {_name} cannot be read from byte {position} of segment {tail.Segment} on.");
            }

            if (header.Length > bytes.Length)
            {
                if (isMore && position > tail.Position)
                    return true;
                _state.NoteUnreadable(tail with { Position = position });
                throw Changed($"A block of the log of shard {_name} is cut off at byte {position} of segment {tail.Segment}.");
            }

            // A copy, because what is kept of a block would keep the whole range.
            var block = bytes[..header.Length].ToArray();
            if (_state.Apply(tail.Segment, position, header, block))
                _writer.Seen(header.Append);
            if (header.Kind is LogBlock.Kind.Seal)
                return true;
            position += header.Length;
            bytes = bytes[header.Length..];
        }

        return isMore;
    }

    // An old stream lies in many places, each a request: several are under way while the first is waited for.
    private async IAsyncEnumerable<StoredFrame> FetchAsync(
        string stream, IReadOnlyList<FrameAt> places, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var given = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var (ahead, next) = (new Queue<(int First, int Last, Task<ReadOnlyMemory<byte>> Range)>(), 0);
        try
        {
            while (next < places.Count || ahead.Count > 0)
            {
                for (; ahead.Count < RangesAtOnce && next < places.Count; next = ahead.Last().Last)
                    ahead.Enqueue(Begin(places, next, given.Token));
                var (first, last, reading) = ahead.Dequeue();
                var range = await reading.ConfigureAwait(false);
                for (var index = first; index < last; index++)
                {
                    var (offset, length) = ((int)(places[index].Offset - places[first].Offset), places[index].Length);
                    // A copy where the range holds more than this frame: who keeps one fact keeps its frame, not the range.
                    var frame = range.Length < offset + length ? default
                        : last - first == 1 ? range.Slice(offset, length) : range.Slice(offset, length).ToArray();
                    yield return Checked(stream, places[index], frame);
                }
            }
        }
        finally
        {
            // Who reads no further waits for nothing; what is under way ends by itself.
            await given.CancelAsync().ConfigureAwait(false);
            foreach (var (_, _, reading) in ahead)
                await ((Task)reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Begins to read the frames from one on that lie near each other, or takes the one that is at hand.</summary>
    private (int First, int Last, Task<ReadOnlyMemory<byte>> Range) Begin(IReadOnlyList<FrameAt> places, int first, CancellationToken cancellationToken)
    {
        if (_state.TryGetRecent(places[first], out var recent))
            return (first, first + 1, Task.FromResult(recent));
        var (start, end, last) = (places[first].Offset, places[first].End, first + 1);
        for (; last < places.Count && IsNear(places[first], end, places[last]) && places[last].End - start <= ReadBytes; last++)
            end = places[last].End;
        return (first, last, _segments.ReadAsync(places[first].Segment, start, (int)(end - start), cancellationToken));
    }

    private static bool IsNear(in FrameAt first, long end, in FrameAt next) =>
        next.Segment == first.Segment && next.Offset - end is >= 0 and <= MaxGapBytes;

    private static StoredFrame Checked(string stream, in FrameAt place, ReadOnlyMemory<byte> bytes)
    {
        var frame = LogBlock.ReadFrame(bytes);
        return frame.Stream == stream && frame.First == place.First && frame.Length == place.Length
            ? frame
            : throw Changed($"Stream {stream} lacks version {place.First} where it was written.");
    }

    private static InvalidDataException Changed(string what) => new($"{what} Somebody changed the store: verify the ledger.");
}
