using System.Buffers;
using System.Text.Json;
using Compounds.Ledger;
using Compounds.Reports;

namespace Compounds.Grains.Subjects;

/// <summary>The stored form of what subjects take in: <c>evidence-applied</c>.</summary>
internal static class SubjectFacts
{
    public const string Applied = "evidence-applied";

    /// <summary>Bytes after which a fact is closed, and facts after which an append is full: both far below the ledger's limits, whatever one report holds.</summary>
    private const int FullFactBytes = 64 * 1024;
    private const int FullAppendBytes = 1024 * 1024;

    /// <summary>Writes as many items as one append holds.</summary>
    /// <returns>The facts, and how many items they hold: at least one.</returns>
    public static (IReadOnlyList<NewFact> Facts, int Written) Write(string inbox, IReadOnlyList<DeliveredEvidence> items, DateTimeOffset now)
    {
        var facts = new List<NewFact>();
        var (written, bytes) = (0, 0);
        while (written < items.Count && bytes < FullAppendBytes)
        {
            var buffer = new ArrayBufferWriter<byte>(512);
            using var writer = new Utf8JsonWriter(buffer, LedgerJson.Writer);
            writer.WriteStartObject();
            writer.WriteString("inbox"u8, inbox);
            writer.WriteStartArray("items"u8);
            while (written < items.Count && writer.BytesCommitted + writer.BytesPending < FullFactBytes)
            {
                writer.WriteStartObject();
                writer.WriteNumber("version"u8, items[written].Version);
                writer.WritePropertyName("evidence"u8);
                ReportEvidenceJson.Write(writer, items[written++].Evidence);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.Flush();
            bytes += buffer.WrittenCount;
            facts.Add(new NewFact(Applied, now, buffer.WrittenMemory));
        }

        return (facts, written);
    }

    public static IEnumerable<(string Inbox, DeliveredEvidence Item)> Read(Fact fact)
    {
        var reader = new Utf8JsonReader(fact.Body.Span);
        var inbox = "";
        var items = new List<(string, DeliveredEvidence)>();
        reader.Read();
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("inbox"u8))
            {
                reader.Read();
                inbox = reader.GetString()!;
            }
            else if (reader.ValueTextEquals("items"u8))
            {
                reader.Read();
                while (reader.Read() && reader.TokenType is JsonTokenType.StartObject)
                    items.Add((inbox, ReadItem(ref reader)));
            }
            else
            {
                reader.Skip();
            }
        }

        return items;
    }

    private static DeliveredEvidence ReadItem(ref Utf8JsonReader reader)
    {
        var version = 0L;
        ReportEvidence? evidence = null;
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("version"u8))
            {
                reader.Read();
                version = reader.GetInt64();
            }
            else if (reader.ValueTextEquals("evidence"u8))
            {
                reader.Read();
                evidence = ReportEvidenceJson.Read(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        return new DeliveredEvidence(version, evidence ?? throw new InvalidDataException("A delivered item has no evidence."));
    }
}
