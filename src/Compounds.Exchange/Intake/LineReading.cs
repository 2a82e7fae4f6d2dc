using System.Text.Json;
using Compounds.Reports;

namespace Compounds.Exchange.Intake;

/// <summary>Reads the properties of one line, in any order.</summary>
internal static class LineReading
{
    private static readonly string[] s_reasons = ["erroneous", "withdrawn", "handling"];

    /// <summary>Reads the object at the reader to its end.</summary>
    /// <exception cref="JsonException">The JSON is malformed.</exception>
    public static void Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, ref LineDraft draft, Problems problems, DateTimeOffset now)
    {
        var line = new Where("");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var property = LineDraft.Properties.Next(ref reader, ref draft.Seen, problems, line);
            if (property >= 0)
                ReadProperty(property, ref reader, json, ref draft, problems, line.In(LineDraft.Properties[property]), now);
        }
    }

    private static void ReadProperty(
        int property, ref Utf8JsonReader reader, ReadOnlySpan<byte> json, ref LineDraft draft, Problems problems, in Where where, DateTimeOffset now)
    {
        switch (property)
        {
            case LineDraft.ReportProperty or LineDraft.RetractProperty:
                draft.Id = ReadId(ref reader, problems, where);
                break;
            case LineDraft.AgencyProperty:
                draft.Agency = TextReading.Line(ref reader, problems, where, ReportLimits.Label);
                break;
            case LineDraft.RevisionProperty:
                draft.Revision = (int?)NumberReading.Whole(ref reader, problems, where, 1, int.MaxValue, RefusalCodes.BadRevision);
                break;
            case LineDraft.WrittenAtProperty:
                draft.WrittenAt = TimeReading.Read(ref reader, problems, where) is { } written ? TimeReading.Past(written, null, problems, where, now) : null;
                break;
            case LineDraft.GradeProperty:
                draft.Grade = ReadGrade(ref reader, problems, where);
                break;
            case LineDraft.HandlingProperty:
                draft.Handling = HandlingReading.OfReport(ref reader, problems);
                break;
            case LineDraft.CitesProperty:
                draft.Cites = CitationReading.Read(ref reader, problems);
                break;
            case LineDraft.NarrativeProperty:
                draft.Narrative = TextReading.Narrative(ref reader, problems, where);
                break;
            case LineDraft.LanguageProperty:
                draft.Language = TextReading.Language(ref reader, problems, where);
                break;
            case LineDraft.LinksProperty:
                draft.Links = LinkReading.Read(ref reader, problems);
                break;
            case LineDraft.AttachmentsProperty:
                draft.Attachments = AttachmentReading.Read(ref reader, problems);
                break;
            case LineDraft.ClaimsProperty:
                draft.Claims = ReadClaims(ref reader, json, problems, draft.WrittenAt, now);
                break;
            case LineDraft.PublicSinceProperty:
                draft.PublicSince = TimeReading.AnyDay(ref reader, problems, where) is { } day ? TimeReading.PastDay(day, null, problems, where, now) : null;
                break;
            case LineDraft.ReasonProperty:
                draft.Reason = ReadReason(ref reader, problems, where);
                break;
        }
    }

    private static string? ReadId(ref Utf8JsonReader reader, Problems problems, in Where where)
    {
        if (!TextReading.IsText(ref reader, problems, where))
            return null;
        var id = reader.GetString();
        if (ReportKey.IsId(id))
            return id;
        problems.Add(RefusalCodes.BadReportId, where, $"{Quoted.Text(id!)} is no report id; give 1 to {ReportKey.MaxIdLength} letters, digits and . _ - : / #.");
        return null;
    }

    private static Grade? ReadGrade(ref Utf8JsonReader reader, Problems problems, in Where where)
    {
        if (!TextReading.IsText(ref reader, problems, where))
            return null;
        Span<char> text = stackalloc char[8];
        if (reader.ValueSpan.Length <= text.Length && GradeText.TryParse(text[..reader.CopyString(text)], out var grade))
            return grade;
        problems.Add(RefusalCodes.BadGrade, where, $"{Quoted.Text(reader.GetString()!)} is no Admiralty grade; give a letter A to F and a digit 1 to 6, for example B2.");
        return null;
    }

    private static List<ReadClaim?> ReadClaims(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, Problems problems, DateTimeOffset? writtenAt, DateTimeOffset now)
    {
        var whole = new Where("/claims");
        var claims = new List<ReadClaim?>();
        if (!ArrayReading.Begins(ref reader, problems, whole))
            return claims;
        while (ArrayReading.Next(ref reader, claims.Count, ReportLimits.Claims, problems, whole))
            claims.Add(ClaimReading.Read(ref reader, json, problems, claims.Count, writtenAt ?? default, now));
        if (claims.Count == 0)
            problems.Add(RefusalCodes.NoClaims, whole, "A report makes at least one claim.");
        return claims;
    }

    private static RetractionReason? ReadReason(ref Utf8JsonReader reader, Problems problems, in Where where)
    {
        if (!TextReading.IsText(ref reader, problems, where))
            return null;
        for (var i = 0; i < s_reasons.Length; i++)
        {
            if (reader.ValueTextEquals(s_reasons[i]))
                return (RetractionReason)i;
        }

        problems.Add(RefusalCodes.BadReason, where, $"There is no reason {Quoted.Text(reader.GetString()!)}; give one of {Quoted.List(s_reasons)}.");
        return null;
    }
}
