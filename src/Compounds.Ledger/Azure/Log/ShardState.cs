namespace Compounds.Ledger;

/// <summary>Where facts of one stream lie in the log of its shard.</summary>
/// <param name="First">The version of the first of them.</param>
/// <param name="Segment">The segment.</param>
/// <param name="Offset">Where their frame begins in it.</param>
/// <param name="Length">The length of the frame.</param>
internal readonly record struct FrameAt(long First, int Segment, long Offset, int Length)
{
    public long End => Offset + Length;
}

/// <summary>
/// What this process knows of the log of one shard: where it ends, where the facts of each stream lie, and its latest blocks. It is made from
/// the blocks alone, in their order, by whichever process. Thread-safe.
/// </summary>
internal sealed class ShardState(string shard)
{
    private readonly Lock _lock = new();
    private readonly RecentBlocks _recent = new();
    private Dictionary<string, StreamPlaces> _streams = new(StringComparer.Ordinal);
    private LogTail _tail = LogTail.Start;
    private LedgerDamage? _damage;

    /// <summary>Where the log ends, as far as is known here.</summary>
    public LogTail Tail
    {
        get
        {
            lock (_lock)
                return _tail;
        }
    }

    /// <summary>The first block that does not follow the one before it or cannot be read; null when all that were seen do.</summary>
    public LedgerDamage? Damage
    {
        get
        {
            lock (_lock)
                return _damage;
        }
    }

    /// <summary>Begins again with what a checkpoint holds, or with nothing.</summary>
    public void Reset(LogTail tail, Dictionary<string, StreamPlaces> streams)
    {
        lock (_lock)
        {
            (_tail, _streams, _damage) = (tail, streams, null);
            _recent.Clear();
        }
    }

    /// <summary>Takes in the block at a position of a segment, once, if it is the next one.</summary>
    /// <returns>Whether it was the next one.</returns>
    public bool Apply(int segment, long position, in BlockHeader header, ReadOnlyMemory<byte> block)
    {
        lock (_lock)
        {
            if (segment != _tail.Segment || position != _tail.Position)
                return false;
            if (!LogBlock.Follows(block.Span, _tail))
                Note(segment, position, header.Number, "does not follow the one before it, or was edited");
            try
            {
                foreach (var frame in LogBlock.ReadFrames(block))
                    Enter(frame, segment, position);
            }
            catch (InvalidDataException)
            {
                Note(segment, position, header.Number, "cannot be read");
            }

            _recent.Add(segment, position, block);
            _tail = _tail.After(header, block);
            return true;
        }
    }

    /// <summary>Notes that the log cannot be read from a position on.</summary>
    public void NoteUnreadable(LogTail from)
    {
        lock (_lock)
            Note(from.Segment, from.Position, from.Number + 1, "cannot be read, and so nothing behind it");
    }

    /// <summary>Notes that the log ends before what was written of it once.</summary>
    public void NoteCut(LogTail end, LogTail written)
    {
        lock (_lock)
            Note(end.Segment, end.Position, end.Number + 1, $"is missing; there were {written.Number} blocks once");
    }

    /// <summary>The head of a stream; version 0 for one that was never written.</summary>
    public StoredHead Head(string stream)
    {
        lock (_lock)
            return _streams.TryGetValue(stream, out var places) ? places.Head(stream) : new StoredHead(stream, 0, new byte[FactChain.LinkBytes]);
    }

    /// <summary>The heads of the streams whose name begins with a prefix, in no order.</summary>
    public List<StoredHead> Heads(string prefix)
    {
        lock (_lock)
        {
            var heads = new List<StoredHead>();
            foreach (var (stream, places) in _streams)
            {
                if (stream.StartsWith(prefix, StringComparison.Ordinal))
                    heads.Add(places.Head(stream));
            }

            return heads;
        }
    }

    /// <summary>Finds where a version of a stream lies, and what follows it of the same stream.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="version">The version.</param>
    /// <param name="most">The most places wanted.</param>
    /// <returns>The places in order; none when the stream ends before that version.</returns>
    public IReadOnlyList<FrameAt> Find(string stream, long version, int most)
    {
        lock (_lock)
            return _streams.TryGetValue(stream, out var places) ? places.From(version, most) : [];
    }

    /// <summary>A frame, if its block is one of the latest.</summary>
    public bool TryGetRecent(in FrameAt place, out ReadOnlyMemory<byte> frame)
    {
        lock (_lock)
            return _recent.TryGet(place, out frame);
    }

    /// <summary>What a checkpoint keeps: the end of the log, and a copy of the places.</summary>
    public (LogTail Tail, KeyValuePair<string, StreamPlaces>[] Streams) Copy()
    {
        lock (_lock)
            return (_tail, [.. _streams.Select(static entry => KeyValuePair.Create(entry.Key, entry.Value.Copy()))]);
    }

    private void Enter(in StoredFrame frame, int segment, long position)
    {
        if (!_streams.TryGetValue(frame.Stream, out var places))
            _streams.Add(frame.Stream, places = new StreamPlaces());
        places.Add(frame, new FrameAt(frame.First, segment, position + frame.Offset, frame.Length));
    }

    private void Note(int segment, long position, long number, string what) => _damage ??= new LedgerDamage(
        LedgerDamageKind.HeadMismatch, shard, number, $"Block {number} of the log of shard {shard}, at byte {position} of segment {segment}, {what}.");
}

/// <summary>Where the facts of one stream lie.</summary>
internal sealed class StreamPlaces
{
    private readonly List<FrameAt> _places;
    private byte[] _link;

    public StreamPlaces()
        : this([], 0, new byte[FactChain.LinkBytes])
    {
    }

    public StreamPlaces(List<FrameAt> places, long version, byte[] link) => (_places, Version, _link) = (places, version, link);

    /// <summary>The version of the last fact.</summary>
    public long Version { get; private set; }

    public IReadOnlyList<FrameAt> Places => _places;

    public StoredHead Head(string stream) => new(stream, Version, _link);

    /// <summary>The places from the one that holds a version on; none when the stream ends before it.</summary>
    public IReadOnlyList<FrameAt> From(long version, int most)
    {
        if (version > Version || _places.Count == 0)
            return [];
        var (low, high) = (0, _places.Count - 1); // the last place that begins at or before the version
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = _places[middle].First <= version ? (middle, high) : (low, middle - 1);
        }

        return _places.GetRange(low, Math.Min(most, _places.Count - low));
    }

    public void Add(in StoredFrame frame, FrameAt place)
    {
        _places.Add(place);
        Version = frame.Last;
        _link = frame.Link.ToArray();
    }

    public StreamPlaces Copy() => new([.. _places], Version, _link);
}
