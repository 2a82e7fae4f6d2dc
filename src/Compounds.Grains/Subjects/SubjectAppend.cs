using System.Buffers;
using System.Text.Json;
using Compounds.Reports;

namespace Compounds.Grains.Subjects;

/// <summary>One append to a subject's stream as it fills up: <c>evidence-applied</c> facts, each of one inbox shard.</summary>
internal sealed class SubjectAppend
{
    /// <summary>Bytes after which a fact is closed, and an append is full: both far below the ledger's limits, whatever one report holds.</summary>
    private const int FullFactBytes = 64 * 1024;
    private const int FullAppendBytes = 1024 * 1024;

    // A JSON writer asks for four kilobytes at a time; kept by the thread and copied to size, a fact costs what it is long.
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? s_buffer;

    private readonly List<EvidenceApplied> _facts = [];
    private int _bytes;

    /// <summary>The facts so far.</summary>
    public IReadOnlyList<EvidenceApplied> Facts => _facts;

    /// <summary>Writes as many items of a shard as there is room for.</summary>
    /// <param name="inbox">The shard.</param>
    /// <param name="items">The items in order of their versions.</param>
    /// <param name="settled">See <see cref="Delivery"/>.</param>
    /// <returns>How many: at least one when the append is new.</returns>
    public int Add(string inbox, IReadOnlyList<DeliveredEvidence> items, long settled = 0)
    {
        var written = 0;
        while (written < items.Count && _bytes < FullAppendBytes)
        {
            var buffer = s_buffer ??= new ArrayBufferWriter<byte>(16 * 1024);
            buffer.ResetWrittenCount();
            var writer = ThreadWriter.To(buffer);
            writer.WriteStartObject();
            writer.WriteString("inbox"u8, inbox);
            if (settled > 0)
                writer.WriteNumber("settled"u8, settled);
            writer.WriteStartArray("items"u8);
            var (from, places) = (written, new List<Range>());
            while (written < items.Count && Written(writer) < FullFactBytes)
            {
                writer.WriteStartObject();
                writer.WriteNumber("version"u8, items[written].Version);
                writer.WritePropertyName("evidence"u8);
                var start = Written(writer);
                ReportEvidenceJson.Write(writer, items[written].Evidence);
                places.Add(start..Written(writer));
                writer.WriteEndObject();
                written++;
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.Flush();
            _bytes += buffer.WrittenCount;
            _facts.Add(new EvidenceApplied(inbox, settled, from == 0 && written == items.Count ? items : [.. items.Skip(from).Take(written - from)], buffer.WrittenSpan.ToArray())
            {
                Places = places,
            });
        }

        return written;
    }

    private static int Written(Utf8JsonWriter writer) => (int)(writer.BytesCommitted + writer.BytesPending);
}
