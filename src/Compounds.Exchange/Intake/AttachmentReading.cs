using System.Text.Json;
using Compounds.Reports;

namespace Compounds.Exchange.Intake;

/// <summary>Reads the files that belong to a report.</summary>
internal static class AttachmentReading
{
    private const int Name = 0;
    private const int MediaType = 1;
    private const int Sha256 = 2;
    private const int Bytes = 3;
    private const int HashLength = 64;
    private static readonly PropertySet s_properties = new("name", "mediaType", "sha256", "bytes");

    /// <summary>Reads the attachments at the reader; those with a problem are left out.</summary>
    public static List<Attachment> Read(ref Utf8JsonReader reader, Problems problems)
    {
        var whole = new Where("/attachments");
        var attachments = new List<Attachment>();
        if (!ArrayReading.Begins(ref reader, problems, whole))
            return attachments;
        for (var i = 0; ArrayReading.Next(ref reader, i, ReportLimits.Attachments, problems, whole); i++)
        {
            if (ReadAttachment(ref reader, problems, whole with { Index = i }) is { } attachment)
                attachments.Add(attachment);
        }

        return attachments;
    }

    private static Attachment? ReadAttachment(ref Utf8JsonReader reader, Problems problems, in Where where)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            TextReading.WrongType(ref reader, problems, where, "an attachment, an object in braces");
            return null;
        }

        string? name = null, mediaType = null, hash = null;
        long? bytes = null;
        uint seen = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            switch (s_properties.Next(ref reader, ref seen, problems, where))
            {
                case Name:
                    name = TextReading.Name(ref reader, problems, where.In("name"), ReportLimits.Title);
                    break;
                case MediaType:
                    mediaType = ReadMediaType(ref reader, problems, where.In("mediaType"));
                    break;
                case Sha256:
                    hash = ReadHash(ref reader, problems, where.In("sha256"));
                    break;
                case Bytes:
                    bytes = NumberReading.Whole(ref reader, problems, where.In("bytes"), 0, long.MaxValue, RefusalCodes.BadAttachment);
                    break;
            }
        }

        for (var property = Name; property <= Bytes; property++)
        {
            if ((seen & (1u << property)) == 0)
                problems.Add(RefusalCodes.MissingProperty, where.In(s_properties[property]), "An attachment needs name, mediaType, sha256 and bytes.");
        }

        return name is not null && mediaType is not null && hash is not null && bytes is { } size ? new Attachment(name, mediaType, hash, size) : null;
    }

    private static string? ReadMediaType(ref Utf8JsonReader reader, Problems problems, in Where where)
    {
        var text = TextReading.Line(ref reader, problems, where, ReportLimits.MediaType);
        var slash = text?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        if (text is null || (slash > 0 && slash < text.Length - 1 && !text.Contains(' ', StringComparison.Ordinal)))
            return text;
        problems.Add(RefusalCodes.BadAttachment, where, $"{Quoted.Text(text)} is no media type; give one such as application/pdf.");
        return null;
    }

    private static string? ReadHash(ref Utf8JsonReader reader, Problems problems, in Where where)
    {
        if (!TextReading.IsText(ref reader, problems, where))
            return null;
        var text = reader.GetString()!;
        if (text.Length == HashLength && text.All(char.IsAsciiHexDigit))
            return text.ToLowerInvariant();
        problems.Add(RefusalCodes.BadAttachment, where, "Give the SHA-256 of the content as 64 hex digits.");
        return null;
    }
}
