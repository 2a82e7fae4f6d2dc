using System.Text;
using Azure;
using Azure.Storage.Blobs;

namespace Compounds.Ledger;

/// <summary>
/// What was known of a shard's log at some moment, kept beside it as <c>index/03</c>, so that a process that begins reads this and what was
/// written since, and not the whole log. It may be deleted at any time: the log gives it again.
/// </summary>
/// <remarks>
/// Every process writes it, after some megabytes of new log and at its end; who comes last wins, and each of them is right. It also bears witness: a
/// log that ends before its checkpoint was cut.
/// </remarks>
internal sealed class ShardCheckpoint(BlobContainerClient container, string shard, LogSizes sizes)
{
    private const byte Format = 1;

    private readonly BlobClient _blob = container.GetBlobClient($"index/{shard}");
    private readonly Lock _lock = new();
    private volatile LogTail _kept = LogTail.Start;
    private Task _writing = Task.CompletedTask;

    /// <summary>Ends when the one that is being written is there.</summary>
    public Task Writing => _writing;

    /// <summary>Reads it.</summary>
    /// <returns>What was kept; null when there is nothing that can be read.</returns>
    /// <exception cref="LedgerUnavailableException">The store failed.</exception>
    public async Task<KeptShard?> ReadAsync(CancellationToken cancellationToken)
    {
        if (await StoreCall.DownloadAsync(_blob, default, cancellationToken).ConfigureAwait(false) is not { } content)
            return null;
        var kept = Read(content.ToArray());
        _kept = kept?.Tail ?? LogTail.Start;
        return kept;
    }

    /// <summary>Begins to write it when enough was written to the log since.</summary>
    public void WriteIfDue(ShardState state)
    {
        if (Distance(_kept, state.Tail) < sizes.CheckpointBytes)
            return;
        lock (_lock)
        {
            if (_writing.IsCompleted)
                _writing = WriteAsync(state);
        }
    }

    /// <summary>Writes it if anything was written to the log since.</summary>
    public async ValueTask CloseAsync(ShardState state)
    {
        await _writing.ConfigureAwait(false);
        if (state.Tail.Number > _kept.Number)
            await WriteAsync(state).ConfigureAwait(false);
    }

    // Near enough: a segment is closed soon after it has its length.
    private long Distance(LogTail from, LogTail to) => ((to.Segment - from.Segment) * sizes.SegmentBytes) + to.Position - from.Position;

    private async Task WriteAsync(ShardState state)
    {
        await Task.Yield();
        var (tail, streams) = state.Copy();
        try
        {
            using var content = new MemoryStream(Write(tail, streams));
            await _blob.UploadAsync(content, overwrite: true).ConfigureAwait(false);
            _kept = tail;
        }
        catch (Exception exception) when (exception is RequestFailedException or AggregateException)
        {
            _kept = tail; // Not with each block again.
            // A shortcut: without it the next start takes longer.
        }
    }

    private static byte[] Write(LogTail tail, KeyValuePair<string, StreamPlaces>[] streams)
    {
        using var content = new MemoryStream();
        using (var writer = new BinaryWriter(content, Encoding.UTF8))
        {
            writer.Write(Format);
            writer.Write7BitEncodedInt(tail.Segment);
            writer.Write7BitEncodedInt64(tail.Position);
            writer.Write7BitEncodedInt(tail.Blocks);
            writer.Write7BitEncodedInt64(tail.Number);
            writer.Write(tail.Link.Span);
            writer.Write7BitEncodedInt(streams.Length);
            foreach (var (stream, places) in streams)
                Write(writer, stream, places);
        }

        return content.ToArray();
    }

    private static void Write(BinaryWriter writer, string stream, StreamPlaces places)
    {
        var head = places.Head(stream);
        writer.Write(stream);
        writer.Write7BitEncodedInt64(head.Version);
        writer.Write(head.Hash.Span);
        writer.Write7BitEncodedInt(places.Places.Count);
        foreach (var place in places.Places)
        {
            writer.Write7BitEncodedInt64(place.First);
            writer.Write7BitEncodedInt(place.Segment);
            writer.Write7BitEncodedInt64(place.Offset);
            writer.Write7BitEncodedInt(place.Length);
        }
    }

    private static KeptShard? Read(byte[] bytes)
    {
        try
        {
            using var reader = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
            if (reader.ReadByte() != Format)
                return null;
            var tail = new LogTail(
                reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt64(), reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt64(), ReadLink(reader));
            var count = reader.Read7BitEncodedInt();
            var streams = new Dictionary<string, StreamPlaces>(count, StringComparer.Ordinal);
            for (var index = 0; index < count; index++)
                streams.Add(reader.ReadString(), ReadPlaces(reader));
            return new KeptShard(tail, streams);
        }
        catch (Exception exception) when (exception is EndOfStreamException or FormatException or ArgumentException)
        {
            // A shortcut that cannot be read is none.
            return null;
        }
    }

    private static StreamPlaces ReadPlaces(BinaryReader reader)
    {
        var (version, link) = (reader.Read7BitEncodedInt64(), ReadLink(reader));
        var places = new List<FrameAt>();
        for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
        {
            places.Add(new FrameAt(
                reader.Read7BitEncodedInt64(), reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt64(), reader.Read7BitEncodedInt()));
        }

        return new StreamPlaces(places, version, link);
    }

    private static byte[] ReadLink(BinaryReader reader) => reader.ReadBytes(FactChain.LinkBytes) is { Length: FactChain.LinkBytes } link
        ? link : throw new EndOfStreamException();
}

/// <summary>What a checkpoint holds.</summary>
/// <param name="Tail">Where the log ended.</param>
/// <param name="Streams">Where the facts of each stream lay.</param>
internal sealed record KeptShard(LogTail Tail, Dictionary<string, StreamPlaces> Streams);
