using System.Text.Json;
using Compounds.Claims;
using Compounds.Readers;

namespace Compounds.Reports;

/// <summary>Evidence as the ledger keeps it. Reading checks no rules again.</summary>
public static class ReportEvidenceJson
{
    private static readonly string[] s_reasons = ["erroneous", "withdrawn", "handling"];

    /// <summary>Writes evidence as one object.</summary>
    public static void Write(Utf8JsonWriter writer, ReportEvidence evidence)
    {
        writer.WriteStartObject();
        writer.WriteString("agency"u8, evidence.Report.Agency);
        writer.WriteString("report"u8, evidence.Report.Id);
        writer.WriteNumber("revision"u8, evidence.Revision);
        writer.WriteString("source"u8, evidence.Source);
        writer.WriteString("grade"u8, evidence.Grade.Text());
        EnvelopeJson.WriteHandling(writer, evidence.Handling);
        EnvelopeJson.WriteTexts(writer, "cites"u8, evidence.Cites);
        writer.WriteString("recordedAt"u8, evidence.RecordedAt.UtcDateTime);
        StoredJson.WriteOptional(writer, "publicSince"u8, evidence.PublicSince);
        if (evidence.Retracted is { } reason)
            writer.WriteString("retracted"u8, s_reasons[(int)reason]);
        StoredClaims.Write(writer, evidence.Claims);
        writer.WriteEndObject();
    }

    /// <summary>Reads evidence that <see cref="Write"/> wrote, from its opening to its closing brace.</summary>
    /// <exception cref="JsonException">It was not written here.</exception>
    public static ReportEvidence Read(ref Utf8JsonReader reader)
    {
        string? agency = null, report = null, source = null;
        var revision = 0;
        Grade grade = default;
        Handling? handling = null;
        IReadOnlyList<string> cites = [];
        DateTimeOffset recordedAt = default;
        RetractionReason? retracted = null;
        IReadOnlyList<Claim> claims = [];
        DateOnly? publicSince = null;
        while (StoredJson.NextProperty(ref reader))
        {
            if (StoredJson.Is(ref reader, "agency"u8))
                agency = TextPool.Read(ref reader);
            else if (StoredJson.Is(ref reader, "report"u8))
                report = reader.GetString();
            else if (StoredJson.Is(ref reader, "revision"u8))
                revision = reader.GetInt32();
            else if (StoredJson.Is(ref reader, "source"u8))
                source = TextPool.Read(ref reader);
            else if (StoredJson.Is(ref reader, "grade"u8))
                grade = EnvelopeJson.ReadGrade(ref reader);
            else if (StoredJson.Is(ref reader, "handling"u8))
                handling = EnvelopeJson.ReadHandling(ref reader);
            else if (StoredJson.Is(ref reader, "cites"u8))
                cites = EnvelopeJson.ReadTexts(ref reader);
            else if (StoredJson.Is(ref reader, "recordedAt"u8))
                recordedAt = reader.GetDateTimeOffset();
            else if (StoredJson.Is(ref reader, "retracted"u8))
                retracted = (RetractionReason)Array.IndexOf(s_reasons, TextPool.Read(ref reader));
            else if (StoredJson.Is(ref reader, "publicSince"u8))
                publicSince = StoredJson.ReadDay(ref reader);
            else if (StoredJson.Is(ref reader, "claims"u8))
                claims = StoredClaims.Read(ref reader);
            else
                StoredJson.Pass(ref reader);
        }

        if (agency is null || report is null || source is null || handling is null)
            throw new JsonException("Stored evidence lacks its report, source or handling.");
        return new ReportEvidence(new ReportKey(agency, report), revision, source, grade, handling, cites, recordedAt, claims, retracted) { PublicSince = publicSince };
    }
}
