using System.Text.Json;
using Compounds.Readers;

namespace Compounds.Reports;

/// <summary>The envelope of a report in JSON: the same on the wire and in the ledger.</summary>
internal static class EnvelopeJson
{
    /// <summary>Writes the properties of the envelope but handling into an open object.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="report">The report.</param>
    /// <param name="text">Its free text sealed, which then stands in place of the text; null to write the text itself.</param>
    public static void Write(Utf8JsonWriter writer, Report report, SealedText? text = null)
    {
        writer.WriteString("report"u8, report.Key.Id);
        writer.WriteString("agency"u8, report.Key.Agency);
        writer.WriteNumber("revision"u8, report.Revision);
        writer.WriteString("writtenAt"u8, report.WrittenAt.UtcDateTime);
        writer.WriteString("grade"u8, report.Grade.Text());
        WriteTexts(writer, "cites"u8, report.Cites);
        StoredJson.WriteOptional(writer, "publicSince"u8, report.PublicSince);
        if (text is null)
            WriteNarrative(writer, report);
        StoredJson.WriteOptional(writer, "language"u8, report.Language);
        if (text is null)
            WriteSources(writer, report);
        else
            FreeText.WriteSealed(writer, text);
    }

    /// <summary>Writes the narrative, if there is one.</summary>
    public static void WriteNarrative(Utf8JsonWriter writer, Report report) => StoredJson.WriteOptional(writer, "narrative"u8, report.Narrative);

    /// <summary>Writes the links and attachments, if there are any.</summary>
    public static void WriteSources(Utf8JsonWriter writer, Report report)
    {
        WriteLinks(writer, report.Links);
        WriteAttachments(writer, report.Attachments);
    }

    /// <summary>Writes <c>handling</c> with its levels and, when there is one, its audience.</summary>
    public static void WriteHandling(Utf8JsonWriter writer, Handling handling)
    {
        writer.WriteStartObject("handling"u8);
        writer.WriteString("tlp"u8, handling.Tlp.Text());
        writer.WriteString("pap"u8, handling.Pap.Text());
        WriteTexts(writer, "audience"u8, handling.Audience);
        writer.WriteEndObject();
    }

    /// <summary>Writes an array of texts, or nothing when it is empty.</summary>
    public static void WriteTexts(Utf8JsonWriter writer, ReadOnlySpan<byte> name, IReadOnlyList<string> texts)
    {
        if (texts.Count == 0)
            return;
        writer.WriteStartArray(name);
        foreach (var text in texts)
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }

    /// <summary>Reads handling that was written here.</summary>
    public static Handling ReadHandling(ref Utf8JsonReader reader)
    {
        Tlp tlp = default;
        Pap pap = default;
        IReadOnlyList<string> audience = [];
        while (StoredJson.NextProperty(ref reader))
        {
            if (StoredJson.Is(ref reader, "tlp"u8))
                tlp = Levels.TryParse(TextPool.Read(ref reader), out Tlp shown) ? shown : throw new JsonException("Not a TLP level.");
            else if (StoredJson.Is(ref reader, "pap"u8))
                pap = Levels.TryParse(TextPool.Read(ref reader), out Pap used) ? used : throw new JsonException("Not a PAP level.");
            else if (StoredJson.Is(ref reader, "audience"u8))
                audience = ReadTexts(ref reader);
            else
                StoredJson.Pass(ref reader);
        }

        return new Handling(tlp, pap, audience);
    }

    /// <summary>Reads an array of texts.</summary>
    public static IReadOnlyList<string> ReadTexts(ref Utf8JsonReader reader)
    {
        var texts = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            texts.Add(TextPool.Read(ref reader));
        return texts.ToArray();
    }

    /// <summary>Reads a grade.</summary>
    public static Grade ReadGrade(ref Utf8JsonReader reader) =>
        GradeText.TryParse(TextPool.Read(ref reader), out var grade) ? grade : throw new JsonException("Not a grade.");

    /// <summary>Reads the links of a report.</summary>
    public static IReadOnlyList<Link> ReadLinks(ref Utf8JsonReader reader)
    {
        var links = new List<Link>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            string title = "";
            string? url = null, publisher = null;
            DateOnly? publishedOn = null;
            while (StoredJson.NextProperty(ref reader))
            {
                if (StoredJson.Is(ref reader, "title"u8))
                    title = reader.GetString()!;
                else if (StoredJson.Is(ref reader, "url"u8))
                    url = reader.GetString();
                else if (StoredJson.Is(ref reader, "publisher"u8))
                    publisher = TextPool.Read(ref reader);
                else if (StoredJson.Is(ref reader, "publishedOn"u8))
                    publishedOn = StoredJson.ReadDay(ref reader);
                else
                    StoredJson.Pass(ref reader);
            }

            links.Add(new Link(title, url, publisher, publishedOn));
        }

        return links.ToArray();
    }

    /// <summary>Reads the attachments of a report.</summary>
    public static IReadOnlyList<Attachment> ReadAttachments(ref Utf8JsonReader reader)
    {
        var attachments = new List<Attachment>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            string name = "", mediaType = "", hash = "";
            var bytes = 0L;
            while (StoredJson.NextProperty(ref reader))
            {
                if (StoredJson.Is(ref reader, "name"u8))
                    name = reader.GetString()!;
                else if (StoredJson.Is(ref reader, "mediaType"u8))
                    mediaType = TextPool.Read(ref reader);
                else if (StoredJson.Is(ref reader, "sha256"u8))
                    hash = reader.GetString()!;
                else if (StoredJson.Is(ref reader, "bytes"u8))
                    bytes = reader.GetInt64();
                else
                    StoredJson.Pass(ref reader);
            }

            attachments.Add(new Attachment(name, mediaType, hash, bytes));
        }

        return attachments.ToArray();
    }

    private static void WriteLinks(Utf8JsonWriter writer, IReadOnlyList<Link> links)
    {
        if (links.Count == 0)
            return;
        writer.WriteStartArray("links"u8);
        foreach (var link in links)
        {
            writer.WriteStartObject();
            writer.WriteString("title"u8, link.Title);
            StoredJson.WriteOptional(writer, "url"u8, link.Url);
            StoredJson.WriteOptional(writer, "publisher"u8, link.Publisher);
            StoredJson.WriteOptional(writer, "publishedOn"u8, link.PublishedOn);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteAttachments(Utf8JsonWriter writer, IReadOnlyList<Attachment> attachments)
    {
        if (attachments.Count == 0)
            return;
        writer.WriteStartArray("attachments"u8);
        foreach (var attachment in attachments)
        {
            writer.WriteStartObject();
            writer.WriteString("name"u8, attachment.Name);
            writer.WriteString("mediaType"u8, attachment.MediaType);
            writer.WriteString("sha256"u8, attachment.Sha256);
            writer.WriteNumber("bytes"u8, attachment.Bytes);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
