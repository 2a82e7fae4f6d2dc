using System.Text.Json;
using Compounds.Claims;
using Compounds.Readers;

namespace Compounds.Reports;

/// <summary>
/// Whole reports as the ledger keeps them: the envelope of the wire format with claims that say their form and the factor of their unit, and
/// with the handling that held, also when it was set by default. Reading checks no rules again.
/// </summary>
public static class ReportJson
{
    /// <summary>Writes a report as one object.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="report">The report.</param>
    /// <param name="text">Its free text sealed, which is then kept in place of the text; null when it has none.</param>
    public static void Write(Utf8JsonWriter writer, Report report, SealedText? text)
    {
        writer.WriteStartObject();
        EnvelopeJson.Write(writer, report, text);
        EnvelopeJson.WriteHandling(writer, report.Handling);
        if (report.IsUnmarked)
            writer.WriteBoolean("unmarked"u8, true);
        StoredClaims.Write(writer, report.Claims);
        writer.WriteEndObject();
    }

    /// <summary>Reads a report that <see cref="Write"/> wrote, from its opening to its closing brace.</summary>
    /// <param name="reader">At the opening brace.</param>
    /// <param name="text">Its free text as it is sealed, which the report then lacks; null for one without text, or filed before texts were sealed.</param>
    /// <exception cref="JsonException">It was not written here.</exception>
    public static Report Read(ref Utf8JsonReader reader, out SealedText? text)
    {
        text = null;
        string? agency = null, report = null, narrative = null, language = null;
        var revision = 0;
        DateTimeOffset writtenAt = default;
        Grade grade = default;
        Handling? handling = null;
        var isUnmarked = false;
        IReadOnlyList<string> cites = [];
        IReadOnlyList<Link> links = [];
        IReadOnlyList<Attachment> attachments = [];
        IReadOnlyList<Claim> claims = [];
        DateOnly? publicSince = null;
        while (StoredJson.NextProperty(ref reader))
        {
            if (StoredJson.Is(ref reader, "report"u8))
                report = reader.GetString();
            else if (StoredJson.Is(ref reader, "agency"u8))
                agency = TextPool.Read(ref reader);
            else if (StoredJson.Is(ref reader, "revision"u8))
                revision = reader.GetInt32();
            else if (StoredJson.Is(ref reader, "writtenAt"u8))
                writtenAt = reader.GetDateTimeOffset();
            else if (StoredJson.Is(ref reader, "grade"u8))
                grade = EnvelopeJson.ReadGrade(ref reader);
            else if (StoredJson.Is(ref reader, "handling"u8))
                handling = EnvelopeJson.ReadHandling(ref reader);
            else if (StoredJson.Is(ref reader, "unmarked"u8))
                isUnmarked = reader.GetBoolean();
            else if (StoredJson.Is(ref reader, "cites"u8))
                cites = EnvelopeJson.ReadTexts(ref reader);
            else if (StoredJson.Is(ref reader, "publicSince"u8))
                publicSince = StoredJson.ReadDay(ref reader);
            else if (StoredJson.Is(ref reader, "narrative"u8))
                narrative = reader.GetString();
            else if (StoredJson.Is(ref reader, "language"u8))
                language = TextPool.Read(ref reader);
            else if (StoredJson.Is(ref reader, "links"u8))
                links = EnvelopeJson.ReadLinks(ref reader);
            else if (StoredJson.Is(ref reader, "attachments"u8))
                attachments = EnvelopeJson.ReadAttachments(ref reader);
            else if (StoredJson.Is(ref reader, "text"u8))
                text = FreeText.ReadSealed(ref reader);
            else if (StoredJson.Is(ref reader, "claims"u8))
                claims = StoredClaims.Read(ref reader);
            else
                StoredJson.Pass(ref reader);
        }

        if (agency is null || report is null || handling is null)
            throw new JsonException("A stored report lacks its agency, id or handling.");
        return new Report(
            new ReportKey(agency, report), revision, writtenAt, grade, handling, isUnmarked, cites,
            narrative, language, links, attachments, claims)
        {
            PublicSince = publicSince,
        };
    }
}
