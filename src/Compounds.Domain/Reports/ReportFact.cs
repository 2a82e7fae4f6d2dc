using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using Compounds.Readers;
using Compounds.Subjects;

namespace Compounds.Reports;

/// <summary>
/// The stored fact <c>report-filed</c>: the report as its agency sent it, the hash of that, what its claims are independent by, and the
/// subjects its names meant when it was filed.
/// </summary>
public static class ReportFact
{
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? s_canonical;

    /// <summary>Writes the fact.</summary>
    /// <param name="body">Where to.</param>
    /// <param name="report">The report with its names unresolved.</param>
    /// <param name="resolved">The subjects they mean, in the order of <see cref="ReferenceResolution.Unresolved"/>.</param>
    /// <param name="source">The agency or its cluster.</param>
    /// <param name="text">Its free text sealed, which is kept in place of the text; null to keep the report as it is.</param>
    /// <param name="actor">Who filed it, as facts name him; null in facts of before.</param>
    /// <param name="relay">The agency that filed it in the name of the report's; null when that filed it itself.</param>
    /// <returns>The SHA-256 of the report in the wire format, equal for equal reports however they were spaced or ordered, and whatever has become of units and defaults since.</returns>
    public static ReadOnlyMemory<byte> Write(
        IBufferWriter<byte> body, Report report, IReadOnlyList<SubjectId> resolved, string source, SealedText? text = null, string? actor = null, string? relay = null)
    {
        var hash = HashOf(report);
        var writer = ThreadWriter.To(body);
        writer.WriteStartObject();
        writer.WriteBase64String("hash"u8, hash);
        writer.WriteString("source"u8, source);
        if (actor is not null)
            writer.WriteString("actor"u8, actor);
        if (relay is not null)
            writer.WriteString("relayedBy"u8, relay);
        writer.WriteStartArray("resolved"u8);
        foreach (var subject in resolved)
            writer.WriteStringValue(subject.Value);
        writer.WriteEndArray();
        writer.WritePropertyName("report"u8);
        ReportJson.Write(writer, report, text);
        writer.WriteEndObject();
        writer.Flush();
        return hash;
    }

    /// <summary>The SHA-256 by which a report is known again: that of its wire format.</summary>
    public static byte[] HashOf(Report report)
    {
        var canonical = s_canonical ??= new ArrayBufferWriter<byte>(4096);
        canonical.ResetWrittenCount();
        ReportWriter.Write(canonical, report);
        return SHA256.HashData(canonical.WrittenSpan);
    }

    /// <summary>Reads the fact.</summary>
    public static StoredFiling Read(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        var source = "";
        string? relay = null;
        var resolved = new List<SubjectId>();
        Report? report = null;
        SealedText? text = null;
        reader.Read();
        while (StoredJson.NextProperty(ref reader))
        {
            if (StoredJson.Is(ref reader, "source"u8))
            {
                source = reader.GetString()!;
            }
            else if (StoredJson.Is(ref reader, "relayedBy"u8))
            {
                relay = TextPool.Read(ref reader);
            }
            else if (StoredJson.Is(ref reader, "resolved"u8))
            {
                while (reader.Read() && reader.TokenType is JsonTokenType.String)
                    resolved.Add(SubjectId.Parse(reader.GetString()!));
            }
            else if (StoredJson.Is(ref reader, "report"u8))
            {
                report = ReportJson.Read(ref reader, out text);
            }
            else
            {
                StoredJson.Pass(ref reader);
            }
        }

        return new StoredFiling(ReferenceResolution.Resolve(report ?? throw new InvalidDataException("A filed report has no body."), resolved), source, text, relay);
    }

    /// <summary>Reads only what an inbox remembers of the fact, without building the report.</summary>
    public static ReportHead ReadHead(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        var (id, revision) = ("", 1);
        byte[] hash = [];
        Handling? handling = null;
        string? relay = null;
        reader.Read();
        while (StoredJson.NextProperty(ref reader))
        {
            if (StoredJson.Is(ref reader, "hash"u8))
            {
                hash = reader.GetBytesFromBase64();
            }
            else if (StoredJson.Is(ref reader, "relayedBy"u8))
            {
                relay = TextPool.Read(ref reader);
            }
            else if (StoredJson.Is(ref reader, "report"u8))
            {
                while (StoredJson.NextProperty(ref reader))
                {
                    if (StoredJson.Is(ref reader, "report"u8))
                        id = reader.GetString()!;
                    else if (StoredJson.Is(ref reader, "revision"u8))
                        revision = reader.GetInt32();
                    else if (StoredJson.Is(ref reader, "handling"u8))
                        handling = EnvelopeJson.ReadHandling(ref reader);
                    else
                        StoredJson.Pass(ref reader);
                }
            }
            else
            {
                StoredJson.Pass(ref reader);
            }
        }

        return new ReportHead(id, revision, hash, handling ?? throw new InvalidDataException("A filed report has no handling."), relay);
    }
}

/// <summary>What an inbox remembers of a filed report.</summary>
/// <param name="Id">The agency's own id.</param>
/// <param name="Revision">The revision.</param>
/// <param name="ContentHash">The SHA-256 of its content.</param>
/// <param name="Handling">Who may see it.</param>
/// <param name="Relay">The agency that relayed it, or null.</param>
public readonly record struct ReportHead(string Id, int Revision, byte[] ContentHash, Handling Handling, string? Relay);

/// <summary>A report as its fact holds it.</summary>
/// <param name="Report">The report with resolved names.</param>
/// <param name="Source">What its claims are independent by.</param>
/// <param name="Text">Its free text, where that is sealed.</param>
/// <param name="Relay">The agency that relayed it; null when the report's agency filed it itself, and in facts of before relays were named.</param>
public readonly record struct StoredFiling(Report Report, string Source, SealedText? Text, string? Relay);
