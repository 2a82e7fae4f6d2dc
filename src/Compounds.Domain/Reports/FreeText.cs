using System.Buffers;
using System.Text.Json;

namespace Compounds.Reports;

/// <summary>
/// The free text of a report: its narrative, the titles of its links and the names of its files. It is written apart from the rest, so that
/// it can be sealed under a key of its own, and goes for good when that key is destroyed.
/// </summary>
public static class FreeText
{
    /// <summary>Whether a report has any.</summary>
    public static bool Has(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return report.Narrative is not null || report.Links.Count > 0 || report.Attachments.Count > 0;
    }

    /// <summary>Writes the text of a report as one object.</summary>
    public static void Write(IBufferWriter<byte> output, Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var writer = ThreadWriter.To(output);
        writer.WriteStartObject();
        EnvelopeJson.WriteNarrative(writer, report);
        EnvelopeJson.WriteSources(writer, report);
        writer.WriteEndObject();
        writer.Flush();
    }

    /// <summary>The report with the text that <see cref="Write"/> wrote of it.</summary>
    /// <exception cref="JsonException">It was not written here.</exception>
    public static Report Into(Report report, ReadOnlySpan<byte> text)
    {
        ArgumentNullException.ThrowIfNull(report);
        var reader = new Utf8JsonReader(text);
        var (narrative, links, attachments) = (report.Narrative, report.Links, report.Attachments);
        reader.Read();
        while (StoredJson.NextProperty(ref reader))
        {
            if (StoredJson.Is(ref reader, "narrative"u8))
                narrative = reader.GetString();
            else if (StoredJson.Is(ref reader, "links"u8))
                links = EnvelopeJson.ReadLinks(ref reader);
            else if (StoredJson.Is(ref reader, "attachments"u8))
                attachments = EnvelopeJson.ReadAttachments(ref reader);
            else
                StoredJson.Pass(ref reader);
        }

        return report with { Narrative = narrative, Links = links, Attachments = attachments };
    }

    internal static void WriteSealed(Utf8JsonWriter writer, SealedText text)
    {
        writer.WriteStartObject("text"u8);
        writer.WriteString("key"u8, text.Key.ToString());
        writer.WriteBase64String("sealed"u8, text.Content.Span);
        writer.WriteEndObject();
    }

    internal static SealedText ReadSealed(ref Utf8JsonReader reader)
    {
        TextKey? key = null;
        byte[]? content = null;
        while (StoredJson.NextProperty(ref reader))
        {
            if (StoredJson.Is(ref reader, "key"u8))
                key = TextKey.Parse(reader.GetString()!);
            else if (StoredJson.Is(ref reader, "sealed"u8))
                content = reader.GetBytesFromBase64();
            else
                StoredJson.Pass(ref reader);
        }

        return key is { } known && content is not null ? new SealedText(known, content) : throw new JsonException("A sealed text lacks its key or content.");
    }
}
