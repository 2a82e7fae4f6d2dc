using System.Buffers;
using Compounds.Ledger;
using Compounds.Reports;

namespace Compounds.Grains.Subjects;

/// <summary>One append to a subject's stream as it fills up: <c>evidence-applied</c> facts, each of one inbox shard.</summary>
/// <param name="now">When the facts are recorded.</param>
internal sealed class SubjectAppend(DateTimeOffset now)
{
    /// <summary>Bytes after which a fact is closed, and an append is full: both far below the ledger's limits, whatever one report holds.</summary>
    private const int FullFactBytes = 64 * 1024;
    private const int FullAppendBytes = 1024 * 1024;

    // A JSON writer asks for four kilobytes at a time; kept by the thread and copied to size, a fact costs what it is long.
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? s_buffer;

    private readonly List<NewFact> _facts = [];
    private readonly List<(string Inbox, DeliveredEvidence Item)> _items = [];
    private int _bytes;

    /// <summary>The facts so far.</summary>
    public IReadOnlyList<NewFact> Facts => _facts;

    /// <summary>What the facts hold, in order.</summary>
    public IReadOnlyList<(string Inbox, DeliveredEvidence Item)> Items => _items;

    /// <summary>Writes as many items of a shard as there is room for.</summary>
    /// <returns>How many: at least one when the append is new.</returns>
    public int Add(string inbox, IReadOnlyList<DeliveredEvidence> items)
    {
        var written = 0;
        while (written < items.Count && _bytes < FullAppendBytes)
        {
            var buffer = s_buffer ??= new ArrayBufferWriter<byte>(16 * 1024);
            buffer.ResetWrittenCount();
            var writer = ThreadWriter.To(buffer);
            writer.WriteStartObject();
            writer.WriteString("inbox"u8, inbox);
            writer.WriteStartArray("items"u8);
            while (written < items.Count && writer.BytesCommitted + writer.BytesPending < FullFactBytes)
            {
                writer.WriteStartObject();
                writer.WriteNumber("version"u8, items[written].Version);
                writer.WritePropertyName("evidence"u8);
                ReportEvidenceJson.Write(writer, items[written].Evidence);
                writer.WriteEndObject();
                _items.Add((inbox, items[written++]));
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.Flush();
            _bytes += buffer.WrittenCount;
            _facts.Add(new NewFact(SubjectFacts.Applied, now, buffer.WrittenSpan.ToArray()));
        }

        return written;
    }
}
